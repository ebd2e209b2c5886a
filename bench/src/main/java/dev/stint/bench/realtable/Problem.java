package dev.stint.bench.realtable;

import dev.stint.engine.model.Sobol;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A network, its data and the space that its table covers. Defaults were written before anything was trained. */
public enum Problem {
    /** The network of examples/digits, with SGD and momentum. */
    DIGITS_CONV(
            256,
            1,
            250,
            360,
            new Domain.LogInt(32, 256),
            new Domain.LogInt(2, 12),
            8,
            1e-2,
            tuned("momentum", new Domain.Uniform(0.5, 0.99), new Value.Real(0.9))),
    /** A perceptron that tells malignant tumours from benign ones, with AdamW. */
    TUMOURS_MLP(
            320,
            2,
            142,
            142,
            new Domain.LogInt(8, 256),
            new Domain.LogInt(2, 64),
            16,
            1e-3,
            tuned("layers", new Domain.IntRange(1, 3), whole(2))),
    /** A recurrent network that reads the digits row by row, with RMSprop and clipped gradients. */
    DIGITS_RNN(
            320,
            2,
            250,
            360,
            new Domain.LogInt(8, 256),
            new Domain.LogInt(4, 32),
            16,
            1e-3,
            tuned("clip", new Domain.LogUniform(0.01, 100), new Value.Real(1)));

    /** Epochs of a full training. */
    public static final int EPOCHS = 27;

    private final int rows;
    private final int seeds;
    private final int validation;
    private final int test;

    @SuppressWarnings("ImmutableEnumChecker") // a record of values, which the engine does not annotate
    private final Space space;

    Problem(
            int rows,
            int seeds,
            int validation,
            int test,
            Domain batch,
            Domain width,
            long usualWidth,
            double usualRate,
            Parameter own) {
        this.rows = rows;
        this.seeds = seeds;
        this.validation = validation;
        this.test = test;
        List<Parameter> parameters = new ArrayList<>(List.of(
                tuned("lr", new Domain.LogUniform(1e-5, 1), new Value.Real(usualRate)),
                tuned("batch_size", batch, whole(64)),
                tuned("width", width, whole(usualWidth)),
                tuned("weight_decay", new Domain.LogUniform(1e-6, 1), new Value.Real(1e-4)),
                tuned("warmup_ratio", new Domain.Uniform(0, 0.3), new Value.Real(0.05)),
                tuned("dropout", new Domain.Uniform(0, 0.6), new Value.Real(0))));
        parameters.add(own);
        this.space = new Space(parameters, List.of());
    }

    private static Value whole(long value) {
        return new Value.Whole(value);
    }

    private static Parameter tuned(String name, Domain domain, Value fallback) {
        return new Parameter(name, domain, Role.guess(name), true, fallback, false, null, null);
    }

    /** As options, files and rows write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Configurations in its table. */
    public int rows() {
        return rows;
    }

    /** Trainings of each: the search sees the first, the last is for judging it. */
    public int seeds() {
        return seeds;
    }

    /** Number of examples that steer a search. */
    int validation() {
        return validation;
    }

    /** Number of examples that no search sees. */
    public int test() {
        return test;
    }

    public Space space() {
        return space;
    }

    /** The configuration of a row, a point of the Sobol sequence. */
    Config config(int row) {
        Encoding cube = new Encoding(space);
        return cube.propose(Sobol.plain(cube.dimensions()).point(row + 1L));
    }
}
