package dev.stint.cli.watch;

import dev.stint.cli.text.Words;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Field;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Recommendation;
import org.jspecify.annotations.Nullable;

/**
 * A trial with what its trainings have shown.
 *
 * @param seeds behind the value, which is their mean
 */
public record Standing(int trial, double value, long reached, long full, int seeds) {

    /** The best that the study knows, the same that {@code stint best} and the report name; null before anything is measured. */
    public static @Nullable Standing best(History history) {
        Recommendation best = Report.recommended(history);
        return best == null
                ? null
                : new Standing(
                        best.trial(),
                        best.objective().mean(),
                        best.length(),
                        history.spec().fullLength(best.config()),
                        best.objective().seeds());
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
                        history.spec().fullLength(trial.config()),
                        1);
    }

    /** {@code 0.0523 (trial 12, 25 of 50 epochs)}. */
    public String text(String unit) {
        String length = reached >= full ? "full length" : reached + " of " + full + " " + unit + "s";
        String mean = seeds > 1 ? ", mean of " + seeds + " seeds" : "";
        return Words.value(value) + " (trial " + trial + ", " + length + mean + ")";
    }
}
