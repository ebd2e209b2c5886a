package dev.stint.cli.watch;

import dev.stint.cli.text.Words;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Field;
import org.jspecify.annotations.Nullable;

/** A trial with what its first training has shown. */
public record Standing(int trial, double value, long reached, long full) {

    /** The best that the study knows, the longest trained first; null before anything is measured. */
    public static @Nullable Standing best(History history) {
        return new Field(history)
                .standings().stream().findFirst().map(t -> of(history, t)).orElse(null);
    }

    /** The defaults; null before they are measured. */
    public static @Nullable Standing control(History history) {
        Trial control = new Field(history).control();
        Standing standing = control == null ? null : of(history, control);
        return standing == null || Double.isNaN(standing.value()) ? null : standing;
    }

    private static @Nullable Standing of(History history, Trial trial) {
        Run run = trial.first();
        return run == null
                ? null
                : new Standing(
                        trial.number(),
                        run.curve()
                                .objective(
                                        history.spec().objective(), run.curve().reached()),
                        run.curve().reached(),
                        history.spec().fullLength(trial.config()));
    }

    /** {@code 0.0523 (trial 12, 25 of 50 epochs)}. */
    public String text(String unit) {
        String length = reached >= full ? "full length" : reached + " of " + full + " " + unit + "s";
        return Words.value(value) + " (trial " + trial + ", " + length + ")";
    }
}
