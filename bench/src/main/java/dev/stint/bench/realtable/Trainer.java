package dev.stint.bench.realtable;

import dev.stint.engine.space.Config;
import java.nio.file.Path;

/** Trains configurations of one problem, one after another. */
interface Trainer extends AutoCloseable {

    Curve train(Config config, int seed);

    @Override
    default void close() {}

    /**
     * The trainer of a problem.
     *
     * @param root the project's folder
     */
    static Trainer of(Problem problem, Path root) {
        Path example = root.resolve("examples/digits");
        return switch (problem) {
            case DIGITS_CONV -> new Convolution(example);
            case TUMOURS_MLP -> plain(problem, Examples.tumours());
            case DIGITS_RNN ->
                plain(
                        problem,
                        Examples.digits(example.resolve("src/main/resources/dev/stint/examples/digits/digits.csv.gz")));
        };
    }

    private static Trainer plain(Problem problem, Examples examples) {
        return (config, seed) -> {
            Settings settings = new Settings(problem, config);
            return new Course(settings.network(), examples, settings, seed).run();
        };
    }
}
