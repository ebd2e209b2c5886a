package dev.stint.bench.lr;

import dev.stint.engine.insight.LrSweep;
import java.nio.file.Path;
import java.util.List;

/** Sweeps and trains. */
interface Subject extends AutoCloseable {

    /** An exponential sweep: one step a rate. */
    List<LrSweep.Point> sweep(Case one, double min, double max, int steps);

    /** The validation loss after a short training; NaN where it diverged. */
    double train(Case one, double rate, int seed);

    @Override
    default void close() {}

    /** @param root the project's folder */
    static Subject of(String subject, Path root) {
        return switch (subject) {
            case "digits" -> new Script(List.of("./train"), root.resolve("examples/digits"), "val_loss");
            case "pytorch" ->
                new Script(List.of("/usr/bin/python3", "train.py"), root.resolve("examples/pytorch"), "val_loss");
            default -> new Plain(root);
        };
    }
}
