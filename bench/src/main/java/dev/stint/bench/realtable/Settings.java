package dev.stint.bench.realtable;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import java.util.Objects;

/** A configuration as the networks in plain Java take it. */
record Settings(Problem problem, Config config) {

    private double number(String name) {
        Value value = Objects.requireNonNull(config.get(name), name);
        return value.number();
    }

    double lr() {
        return number("lr");
    }

    int batchSize() {
        return (int) number("batch_size");
    }

    double warmupRatio() {
        return number("warmup_ratio");
    }

    Network network() {
        int width = (int) number("width");
        return switch (problem) {
            case TUMOURS_MLP -> new Perceptron(30, (int) number("layers"), width, 2, number("dropout"));
            case DIGITS_RNN -> new Recurrent(width, 10, number("dropout"));
            case DIGITS_CONV -> throw new IllegalArgumentException("trained by examples/digits");
        };
    }

    /** The rule of the problem, for so many weights. */
    Rule rule(int size) {
        double decay = number("weight_decay");
        return problem == Problem.TUMOURS_MLP ? Rule.adamw(size, decay) : Rule.rmsprop(size, decay, number("clip"));
    }
}
