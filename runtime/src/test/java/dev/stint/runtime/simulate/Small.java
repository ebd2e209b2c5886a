package dev.stint.runtime.simulate;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The toy, and a small one that costs a twentieth of it and says of a configuration what it is worth, more or less. */
class Small extends Twisted {

    static final Proxy PROXY =
            new Proxy("small", new LinkedHashMap<>(java.util.Map.of("size", new Value.Text("small"))), 10, null);

    private static final double CHEAP = 0.05;

    private final double error;

    /** @param error deviation of what the small one says, beside differences of about one between configurations */
    Small(double error) {
        this.error = error;
    }

    private static boolean isSmall(Config config) {
        return config.get("size") != null;
    }

    @Override
    public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
        SequencedMap<String, Double> line = super.metrics(config, seed, step);
        if (isSmall(config)) {
            double off = error * Seed.of(3).child(config.text()).stream().gaussian();
            line.replaceAll(
                    (name, value) -> List.of("val_loss", "train_loss").contains(name) ? value + 0.3 + off : value);
        }
        return line;
    }

    @Override
    public double secondsPerUnit(Config config) {
        return isSmall(config) ? CHEAP * super.secondsPerUnit(config) : super.secondsPerUnit(config);
    }
}
