package dev.stint.bench.lcbench;

import dev.stint.engine.history.Split;
import dev.stint.engine.space.Config;
import dev.stint.runtime.simulate.Training;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A training that prints the objective after every epoch. */
final class LcTraining implements Training {

    private final Instance instance;
    private final Noise noise;

    LcTraining(Instance instance, Noise noise) {
        this.instance = instance;
        this.noise = noise;
    }

    @Override
    public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
        SequencedMap<String, Double> line = new LinkedHashMap<>();
        line.put(instance.objective().metric(), at(config, seed, step));
        return line;
    }

    double at(Config config, int seed, long step) {
        return instance.trajectory(config).at(step) + noise.at(instance, config, seed, step);
    }

    @Override
    public @Nullable Double sweepLoss(Config config, double lr) {
        return instance.suite().sweepLoss(instance.name(), lr);
    }

    @Override
    public double secondsPerUnit(Config config) {
        return instance.trajectory(config).seconds() / instance.epochs();
    }

    @Override
    public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
        return new LinkedHashMap<>();
    }
}
