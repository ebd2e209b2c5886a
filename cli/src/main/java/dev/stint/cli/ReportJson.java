package dev.stint.cli;

import dev.stint.engine.insight.Agreement;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.PhaseRow;
import dev.stint.engine.report.Report.RunRow;
import dev.stint.engine.report.Report.TrialRow;
import dev.stint.runtime.json.Json;
import java.nio.file.Path;
import java.util.List;
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
                .with("verdict", FinalsJson.verdict(report))
                .with("goal", InsightJson.goal(report.goal()))
                .with("assumed-defaults", report.controlAssumed())
                .with("phases", report.phases().stream().map(ReportJson::phase).toList())
                .with("finalists", FinalsJson.finalists(report))
                .with("trials", report.trials().stream().map(ReportJson::trial).toList())
                .with("sweep", report.sweep().stream().map(ReportJson::point).toList())
                .with(
                        "early-ranks",
                        report.earlyRanks().stream().map(InsightJson::early).toList())
                .with(
                        "lowest-rungs",
                        report.lowestRungs().stream().map(InsightJson::rung).toList())
                .with("importance", InsightJson.importance(report.importance()))
                .with(
                        "fixings",
                        report.fixings().stream().map(InsightJson::fixing).toList())
                .with("batch-rule", InsightJson.batchRule(report.batchRule()))
                .with(
                        "proxies",
                        report.proxies().stream().map(InsightJson::proxy).toList())
                .with("outlook", InsightJson.outlook(report.outlook()))
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
                .with("state", row.state())
                .with("why", row.why())
                .with("reached", row.reached())
                .with("objective", row.objective())
                .with("steps", row.steps())
                .with("metrics", row.metrics());
    }

    private static Json.Members point(LrSweep.Point point) {
        return Json.object().with("lr", point.lr()).with("loss", point.loss());
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
                .with("class", row.end())
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
                .with("note", study.note())
                .with("left-out", !study.heard())
                .with("agreement", agreement(study));
    }

    /** Null where too few configurations were measured to tell. */
    private static Json.@Nullable Members agreement(Report.Earlier study) {
        Agreement agreement = study.agreement();
        return agreement.standing() == Agreement.Standing.TOO_FEW
                ? null
                : Json.object()
                        .with("configurations", agreement.configurations())
                        .with("share", agreement.share())
                        .with("low", agreement.low())
                        .with("high", agreement.high())
                        .with("text", study.agrees());
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
