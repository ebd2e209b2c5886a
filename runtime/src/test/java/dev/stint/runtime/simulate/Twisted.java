package dev.stint.runtime.simulate;

import dev.stint.engine.history.Split;
import dev.stint.engine.space.Config;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The toy, to have something about it changed. */
abstract class Twisted implements Training {

    static final Toy TOY = new Toy(0.01);

    @Override
    public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
        return TOY.metrics(config, seed, step);
    }

    @Override
    public double secondsPerUnit(Config config) {
        return TOY.secondsPerUnit(config);
    }

    @Override
    public @Nullable Double sweepLoss(Config config, double lr) {
        return TOY.sweepLoss(config, lr);
    }

    @Override
    public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
        return TOY.evaluate(config, seed, step, split);
    }
}
