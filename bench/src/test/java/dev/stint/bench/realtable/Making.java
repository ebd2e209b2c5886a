package dev.stint.bench.realtable;

import dev.stint.engine.insight.Diagnosis.Kind;
import java.nio.file.Path;
import java.util.Set;

/** What trainings are made to show, on three problems. */
enum Making {
    /** Sixty examples, a wide network, no weight decay, long. */
    OVERFIT(Kind.OVERFITTING),
    /** One or two units. */
    TINY(Kind.UNDERFITTING),
    /** Weight decay that leaves hardly any weights. */
    HEAVY(Kind.UNDERFITTING),
    /** A hundredth of a good rate, which decays to nothing: it is flat or nearly so at a bad loss. */
    SLOW(Kind.UNDERFITTING, Kind.NOT_CONVERGED),
    /** A hundredth of a good rate, to the end. */
    UNFINISHED(Kind.NOT_CONVERGED),
    /** A thousand times a good rate from the first step. */
    EXPLODE(Kind.DIVERGED),
    /** The same rate, but a warm-up over two thirds, during which it learns first. */
    EXPLODE_LATER(Kind.DIVERGED),
    /** A good rate that decays. Whether it might have been longer or shorter is not asked. */
    HEALTHY(Kind.HEALTHY, Kind.SATURATED, Kind.NOT_CONVERGED);

    private static final int ALL = Integer.MAX_VALUE;

    /** A network, its rule, its data and a good rate. */
    enum Ground {
        /** A perceptron, SGD with momentum. */
        DIGITS(0.05, 0.1),
        /** Two hidden layers, AdamW. */
        TUMOURS(0.003, 10),
        /** A recurrent network, RMSprop. */
        ROWS(0.003, 0.1),
        /** Two hidden layers, AdamW. */
        DEEP_DIGITS(0.003, 5),
        /** One hidden layer, SGD with momentum. */
        SHALLOW_TUMOURS(0.05, 0.1);

        private final double rate;
        private final double heavy;

        Ground(double rate, double heavy) {
            this.rate = rate;
            this.heavy = heavy;
        }

        Examples examples() {
            return classes() == 2
                    ? Examples.tumours()
                    : Examples.digits(
                            Path.of("../examples/digits/src/main/resources/dev/stint/examples/digits/digits.csv.gz"));
        }

        int classes() {
            return this == TUMOURS || this == SHALLOW_TUMOURS ? 2 : 10;
        }

        private Network network(int width) {
            return switch (this) {
                case DIGITS -> new Perceptron(64, 1, width, 10, 0);
                case DEEP_DIGITS -> new Perceptron(64, 2, width, 10, 0);
                case TUMOURS -> new Perceptron(30, 2, width, 2, 0);
                case SHALLOW_TUMOURS -> new Perceptron(30, 1, width, 2, 0);
                case ROWS -> new Recurrent(width, 10, 0);
            };
        }

        private Rule rule(int size, double decay) {
            return switch (this) {
                case DIGITS, SHALLOW_TUMOURS -> Rule.sgd(size, 0.9, decay);
                case TUMOURS, DEEP_DIGITS -> Rule.adamw(size, decay);
                case ROWS -> Rule.rmsprop(size, decay, 1e9);
            };
        }
    }

    private final Set<Kind> right;

    Making(Kind... right) {
        this.right = Set.of(right);
    }

    /** Whether a diagnosis is what it was made to show. */
    boolean isRight(Kind kind) {
        return right.contains(kind);
    }

    /**
     * Whether it came out as it was made to, by the examples that no diagnosis sees.
     *
     * @param good what a good training reaches on them
     */
    boolean worked(MadeTraining made, double good, Ground ground) {
        return switch (this) {
            case OVERFIT -> made.risen() > 1.03;
            case TINY, HEAVY, SLOW, UNFINISHED -> made.unseen() > 2 * good && made.risen() < 1.03;
            case EXPLODE, EXPLODE_LATER -> brokeDown(made, StrictMath.log(ground.classes()));
            case HEALTHY -> made.risen() < 1.03;
        };
    }

    /** At the end it knows nothing, and before that its loss was high or it had learnt something. */
    private static boolean brokeDown(MadeTraining made, double constant) {
        boolean knowsNothing = !(made.unseen() < 0.9 * constant) && made.wrong() > 0.25;
        return knowsNothing && !(made.highest() < 2 * constant && made.lowest() > 0.8 * constant);
    }

    Recipe recipe(Ground ground) {
        double lr = ground.rate;
        return switch (this) {
            case OVERFIT -> recipe(ground, 2 * lr, 32, 0, 60, 120, 0.05, false);
            case TINY -> recipe(ground, lr, ground.classes() == 2 ? 1 : 2, 1e-4, ALL, 30, 0.05, true);
            case HEAVY -> recipe(ground, lr, 16, ground.heavy, ALL, 30, 0.05, true);
            case SLOW -> recipe(ground, lr / 100, 16, 1e-4, ALL, 30, 0.05, true);
            case UNFINISHED -> recipe(ground, lr / 100, 16, 1e-4, ALL, 30, 0.05, false);
            case EXPLODE -> recipe(ground, 1000 * lr, 16, 1e-4, ALL, 20, 0.05, false);
            case EXPLODE_LATER -> recipe(ground, 1000 * lr, 16, 1e-4, ALL, 20, 0.67, true);
            case HEALTHY -> recipe(ground, lr, 16, 1e-3, ALL, 30, 0.05, true);
        };
    }

    private static Recipe recipe(
            Ground ground, double lr, int width, double decay, int few, int epochs, double warmup, boolean decays) {
        return new Recipe(ground.network(width), size -> ground.rule(size, decay), lr, few, 32, epochs, warmup, decays);
    }
}
