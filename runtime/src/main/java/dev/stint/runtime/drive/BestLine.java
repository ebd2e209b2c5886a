package dev.stint.runtime.drive;

import dev.stint.engine.insight.Estimate;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Recommendation;
import dev.stint.runtime.json.Json;
import org.jspecify.annotations.Nullable;

/** The answer to who is the best so far, one line without its end. */
public final class BestLine {

    private BestLine() {}

    public static String of(Report report) {
        Recommendation best = report.recommended();
        return Json.object()
                .with("best", best == null ? null : members(best))
                .with("spent", report.spent().value())
                .with("budget", report.budget().value())
                .text();
    }

    /** Bounds are null where nobody can tell. */
    private static Json.Members members(Recommendation best) {
        Estimate estimate = best.objective();
        return Json.object()
                .with("trial", best.trial())
                .with("config", best.config())
                .with("value", estimate.mean())
                .with("low", bound(estimate, true))
                .with("high", bound(estimate, false))
                .with("length", best.length())
                .with("finished", best.finished());
    }

    private static @Nullable Double bound(Estimate estimate, boolean low) {
        return switch (estimate) {
            case Estimate.Bounded b -> low ? b.low() : b.high();
            case Estimate.Unbounded ignored -> null;
        };
    }
}
