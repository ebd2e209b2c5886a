package dev.stint.cli;

import dev.stint.engine.insight.BatchRule;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.insight.GoalAgreement;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Finalist;
import dev.stint.engine.report.Report.PhaseRow;
import dev.stint.engine.report.Report.RunRow;
import dev.stint.engine.report.Report.TrialRow;
import dev.stint.runtime.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The whole report as one JSON object: the fields of the result, and what it rests on. */
final class ReportJson {

    private ReportJson() {}

    /** One line. Amounts are in the unit of the budget, times in milliseconds since 1970 UTC. */
    static String of(Report report, Path file) {
        return ResultJson.object(report, file)
                .with("type", "report")
                .with("opened", report.openedAt())
                .with("now", report.now())
                .with("slots", report.slots())
                .with("provenance", provenance(report))
                .with("reserved", report.reserved().value())
                .with("decided-by", report.decidedBy())
                .with("goal", goal(report.goal()))
                .with("assumed-defaults", report.controlAssumed())
                .with("phases", report.phases().stream().map(ReportJson::phase).toList())
                .with(
                        "finalists",
                        report.finalists().stream().map(ReportJson::finalist).toList())
                .with("trials", report.trials().stream().map(ReportJson::trial).toList())
                .with("sweep", report.sweep().stream().map(ReportJson::point).toList())
                .with(
                        "early-ranks",
                        report.earlyRanks().stream().map(ReportJson::early).toList())
                .with("importance", importance(report.importance()))
                .with("batch-rule", batchRule(report.batchRule()))
                .with("outlook", outlook(report.outlook()))
                .with("books", books(report.books()))
                .with(
                        "failures",
                        report.failures().stream().map(ReportJson::failure).toList())
                .with(
                        "earlier",
                        report.earlier().stream().map(ReportJson::earlier).toList())
                .with("warnings", warnings(report))
                .text();
    }

    private static Json.Members provenance(Report report) {
        return Json.object()
                .with("version", report.provenance().version())
                .with("java", report.provenance().java())
                .with("os", report.provenance().os())
                .with("arch", report.provenance().arch())
                .with("spec-hash", report.provenance().specHash());
    }

    private static Json.Members phase(PhaseRow row) {
        return Json.object()
                .with("phase", row.phase())
                .with("method", row.method())
                .with("state", row.state())
                .with("share", row.share())
                .with("planned", row.planned().value())
                .with("spent", row.spent().value())
                .with("runs", row.runs())
                .with("length", row.length())
                .with("note", row.note())
                .with("ended", row.ended());
    }

    private static Json.Members finalist(Finalist row) {
        return Json.object()
                .with("trial", row.trial())
                .with("config", row.config())
                .with("control", row.control())
                .with("winner", row.winner())
                .with("values", row.values())
                .with("holdout", row.holdout())
                .with("objective", ResultJson.estimate(row.objective()))
                .with(
                        "diagnoses",
                        row.diagnoses().stream()
                                .map(d -> Json.object()
                                        .with("kind", d.kind().name().toLowerCase(Locale.ROOT))
                                        .with("seen", d.seen())
                                        .with("next", d.next()))
                                .toList());
    }

    private static Json.Members early(EarlyRanks ranks) {
        return Json.object()
                .with("metric", ranks.metric())
                .with("length", ranks.length())
                .with("full", ranks.full())
                .with("alike", ranks.probability())
                .with("low", ranks.low())
                .with("high", ranks.high())
                .with("configurations", ranks.configurations())
                .with("finished", ranks.finished())
                .with("assumed", ranks.assumed())
                .with("verdict", ranks.trust().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Json.@Nullable Members goal(@Nullable GoalAgreement goal) {
        return switch (goal) {
            case null -> null;
            case GoalAgreement.CannotTell c ->
                Json.object()
                        .with("metric", c.metric())
                        .with("verdict", "cannot-tell")
                        .with("why", c.why());
            case GoalAgreement.Told t ->
                Json.object()
                        .with("metric", t.metric())
                        .with("configurations", t.configurations())
                        .with("alike", t.alike())
                        .with("low", t.low())
                        .with("high", t.high())
                        .with(
                                "verdict",
                                t.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
    }

    private static Json.Members trial(TrialRow row) {
        return Json.object()
                .with("trial", row.number())
                .with("config", row.config())
                .with("phase", row.phase())
                .with("why", row.why())
                .with("cost", row.cost().value())
                .with("runs", row.runs().stream().map(ReportJson::run).toList());
    }

    private static Json.Members run(RunRow row) {
        return Json.object()
                .with("replicate", row.replicate())
                .with("state", row.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .with("why", row.why())
                .with("reached", row.reached())
                .with("objective", row.objective())
                .with("steps", row.steps())
                .with("metrics", row.metrics());
    }

    private static Json.Members point(LrSweep.Point point) {
        return Json.object().with("lr", point.lr()).with("loss", point.loss());
    }

    private static Json.@Nullable Members importance(@Nullable Importance importance) {
        return importance == null
                ? null
                : Json.object()
                        .with("trials", importance.trials())
                        .with("worth", Importance.WORTH)
                        .with(
                                "parameters",
                                importance.rows().stream()
                                        .map(r -> Json.object()
                                                .with("parameter", r.parameter())
                                                .with("everywhere", share(r.everywhere()))
                                                .with("good", share(r.good())))
                                        .toList());
    }

    private static Json.@Nullable Members batchRule(@Nullable BatchRule rule) {
        return rule == null
                ? null
                : Json.object()
                        .with("trials", rule.trials())
                        .with("expected", rule.expected())
                        .with("slope", rule.slope())
                        .with("low", rule.low())
                        .with("high", rule.high())
                        .with(
                                "verdict",
                                rule.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Json.@Nullable Members outlook(@Nullable Outlook outlook) {
        return outlook == null
                ? null
                : Json.object()
                        .with("metric", outlook.metric())
                        .with("little", outlook.little())
                        .with(
                                "rows",
                                outlook.rows().stream()
                                        .map(r -> Json.object()
                                                .with("more", r.more().value())
                                                .with("rest", r.rest())
                                                .with("gain", r.gain())
                                                .with("low", r.low())
                                                .with("high", r.high())
                                                .with("worth", r.worth())
                                                .with(
                                                        "verdict",
                                                        r.verdict()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT)
                                                                .replace('_', '-')))
                                        .toList());
    }

    private static Json.Members share(Importance.Share share) {
        return Json.object()
                .with("share", share.mean())
                .with("low", share.low())
                .with("high", share.high())
                .with("worth", share.worth())
                .with("first", share.first())
                .with("verdict", share.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Json.Members books(Report.Books books) {
        return Json.object()
                .with("start-ups", books.startUps().value())
                .with("failures", books.failures().value())
                .with("evaluation", books.evaluation().value())
                .with("attempts", books.attempts())
                .with("failed-attempts", books.failed())
                .with("repeated-steps", books.repeatedSteps());
    }

    private static Json.Members failure(Report.FailureRow row) {
        return Json.object()
                .with("class", row.end().name().toLowerCase(Locale.ROOT))
                .with("attempts", row.attempts())
                .with("cost", row.cost().value())
                .with("retried", row.retried())
                .with("rule", row.rule())
                .with(
                        "example",
                        Json.object()
                                .with("attempt", row.example())
                                .with("trial", row.trial())
                                .with("said", row.said()));
    }

    private static Json.Members earlier(Report.Earlier study) {
        return Json.object()
                .with("study", study.name())
                .with("similarity", study.similarity())
                .with("trials", study.trials())
                .with("note", study.note());
    }

    private static List<Json.Members> warnings(Report report) {
        return report.warnings().stream()
                .map(w -> Json.object()
                        .with("code", w.code())
                        .with("text", w.text())
                        .with("remedy", w.remedy()))
                .toList();
    }
}
