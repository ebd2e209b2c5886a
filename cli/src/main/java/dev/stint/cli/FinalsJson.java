package dev.stint.cli;

import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Finalist;
import dev.stint.runtime.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who won and how sure that is, as JSON. Finalists are named by their trials. */
final class FinalsJson {

    private FinalsJson() {}

    static List<Json.Members> finalists(Report report) {
        return IntStream.range(0, report.finalists().size())
                .mapToObj(i -> finalist(report, i))
                .toList();
    }

    private static Json.Members finalist(Report report, int i) {
        Finalist row = report.finalists().get(i);
        return Json.object()
                .with("trial", row.trial())
                .with("config", row.config())
                .with("control", row.control())
                .with("winner", row.winner())
                .with("values", row.values())
                .with("holdout", row.holdout())
                .with("objective", ResultJson.estimate(row.objective()))
                .with(
                        "probability-of-best",
                        report.verdict() instanceof FinalsVerdict.Told told
                                ? told.probabilityOfBest().get(i)
                                : null)
                .with("cost", row.cost() == null ? null : row.cost().value())
                .with(
                        "diagnoses",
                        row.diagnoses().stream()
                                .map(d -> Json.object()
                                        .with("kind", d.kind())
                                        .with("seen", d.seen())
                                        .with("next", d.next()))
                                .toList());
    }

    /** Null before the finals have a result. */
    static Json.@Nullable Members verdict(Report report) {
        return switch (report.verdict()) {
            case null -> null;
            case FinalsVerdict.CannotTell unsure ->
                Json.object().with("winner", trial(report, unsure.winner())).with("why", unsure.why());
            case FinalsVerdict.Told told -> told(report, told);
        };
    }

    private static Json.Members told(Report report, FinalsVerdict.Told told) {
        FinalsVerdict.Preferred preferred = told.preferred();
        return Json.object()
                .with("winner", trial(report, told.winner()))
                .with("corrected", ResultJson.estimate(told.corrected()))
                .with("to-control", difference(told.toControl()))
                .with(
                        "ties",
                        told.ties().stream().map(row -> trial(report, row)).toList())
                .with("seed-deviation", told.seedSd())
                .with("preferred", preferred == null ? null : preferred(report, preferred));
    }

    private static Json.@Nullable Members difference(FinalsVerdict.@Nullable Difference difference) {
        return difference == null
                ? null
                : Json.object()
                        .with("mean", difference.mean())
                        .with("low", difference.low())
                        .with("high", difference.high())
                        .with("evidence", difference.evidence());
    }

    private static Json.Members preferred(Report report, FinalsVerdict.Preferred preferred) {
        return Json.object()
                .with("over", trial(report, preferred.over()))
                .with("difference", difference(preferred.difference()))
                .with("cost", preferred.cost());
    }

    private static int trial(Report report, int row) {
        return report.finalists().get(row).trial();
    }
}
