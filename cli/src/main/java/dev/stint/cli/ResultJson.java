package dev.stint.cli;

import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Recommendation;
import dev.stint.runtime.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a run ends with, as one JSON object. */
final class ResultJson {

    private ResultJson() {}

    /** One line. */
    static String of(Report report, Path file) {
        return object(report, file).text();
    }

    static Json.Members object(Report report, Path file) {
        Recommendation best = report.recommended();
        Recommendation control = report.control();
        return Json.object()
                .with("type", "result")
                .with("study", report.study())
                .with("outcome", outcome(report.lifecycle()))
                .with("why", report.lifecycle().why())
                .with("trial", best == null ? null : best.trial())
                .with("recommended", best == null ? null : best.config())
                .with("objective", best == null ? null : objective(best))
                .with("holdout", best == null ? null : estimate(best.holdout()))
                .with("test", best == null ? null : estimate(best.test()))
                .with("control", control == null ? null : control(control))
                .with("spent", report.spent().value())
                .with("budget", report.budget().value())
                .with("unit", report.budget().unit().key())
                .with("phases", phases(report))
                .with(
                        "trials",
                        report.trials().stream().filter(t -> t.number() > 0).count())
                .with("fixed", report.fixed())
                .with("warnings", report.warnings().size())
                .with("report", file.toString());
    }

    /** {@code done}, {@code failed}, {@code too-small}, {@code paused} or {@code running}. */
    static String outcome(Lifecycle lifecycle) {
        return switch (lifecycle.state()) {
            case OPEN -> "running";
            case PAUSED -> "paused";
            case CLOSED ->
                lifecycle.outcome() == null
                        ? "done"
                        : lifecycle.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    private static Json.@Nullable Members objective(Recommendation row) {
        Json.Members estimate = estimate(row.objective());
        return estimate == null ? null : estimate.with("length", row.length()).with("finished", row.finished());
    }

    private static Json.Members control(Recommendation control) {
        return Json.object()
                .with("trial", control.trial())
                .with("config", control.config())
                .with("objective", objective(control))
                .with("holdout", estimate(control.holdout()));
    }

    /** Mean, 90 % interval and seeds; bounds are null where nobody can tell. */
    static Json.@Nullable Members estimate(@Nullable Estimate estimate) {
        return switch (estimate) {
            case null -> null;
            case Estimate.Bounded b ->
                Json.object()
                        .with("mean", b.mean())
                        .with("low", b.low())
                        .with("high", b.high())
                        .with("seeds", b.seeds());
            case Estimate.Unbounded u ->
                Json.object()
                        .with("mean", u.mean())
                        .with("low", null)
                        .with("high", null)
                        .with("seeds", u.seeds())
                        .with("why", u.why());
        };
    }

    private static List<Json.Members> phases(Report report) {
        return report.phases().stream()
                .map(p -> Json.object()
                        .with("phase", p.phase())
                        .with("state", p.state())
                        .with("planned", p.planned().value())
                        .with("spent", p.spent().value()))
                .toList();
    }
}
