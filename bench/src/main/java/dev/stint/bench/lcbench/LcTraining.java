package dev.stint.bench.lcbench;

import dev.stint.engine.history.Split;
import dev.stint.engine.space.Config;
import dev.stint.runtime.simulate.Training;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** A training that prints the surrogate's validation accuracy after every epoch. */
final class LcTraining implements Training {

    static final String METRIC = "val_accuracy";

    private final Instance instance;
    private final Noise noise;

    LcTraining(Instance instance, Noise noise) {
        this.instance = instance;
        this.noise = noise;
    }

    @Override
    public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
        SequencedMap<String, Double> line = new LinkedHashMap<>();
        line.put(METRIC, accuracy(config, seed, step));
        return line;
    }

    double accuracy(Config config, int seed, long step) {
        return instance.trajectory(config).accuracy(step) + noise.at(instance, config, seed, step);
    }

    @Override
    public double secondsPerUnit(Config config) {
        return instance.trajectory(config).seconds() / Surrogate.EPOCHS;
    }

    @Override
    public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
        return new LinkedHashMap<>();
    }
}
