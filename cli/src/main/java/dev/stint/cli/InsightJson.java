package dev.stint.cli;

import dev.stint.engine.insight.BatchRule;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.insight.GoalAgreement;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.insight.ProxyVerdict;
import dev.stint.engine.report.Report;
import dev.stint.runtime.json.Json;
import org.jspecify.annotations.Nullable;

/** What a report concludes beyond the finals, as JSON: each with its interval and its verdict. */
final class InsightJson {

    private InsightJson() {}

    static Json.Members early(EarlyRanks ranks) {
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
                .with("verdict", ranks.trust());
    }

    static Json.@Nullable Members goal(@Nullable GoalAgreement goal) {
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
                        .with("verdict", t.verdict());
        };
    }

    static Json.@Nullable Members importance(@Nullable Importance importance) {
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

    static Json.Members rung(Report.RungRow row) {
        return Json.object()
                .with("trials", row.trials())
                .with("length", row.length())
                .with("before", row.before())
                .with("why", row.why());
    }

    static Json.Members fixing(Report.FixingRow row) {
        return Json.object()
                .with("trials", row.trials())
                .with("fixed", row.fixed())
                .with("released", row.released());
    }

    static Json.@Nullable Members batchRule(@Nullable BatchRule rule) {
        return rule == null
                ? null
                : Json.object()
                        .with("trials", rule.trials())
                        .with("expected", rule.expected())
                        .with("slope", rule.slope())
                        .with("low", rule.low())
                        .with("high", rule.high())
                        .with("verdict", rule.verdict());
    }

    static Json.Members proxy(Report.ProxyRow proxy) {
        ProxyVerdict verdict = proxy.verdict();
        return Json.object()
                .with("name", proxy.name())
                .with("length", proxy.length())
                .with("trainings", proxy.trainings())
                .with("cost", proxy.cost().value())
                .with("heard", proxy.heard())
                .with("verdict", verdict == null ? null : verdict(verdict))
                .with(
                        "pairs",
                        proxy.pairs().stream()
                                .map(p -> Json.object().with("proxy", p.proxy()).with("training", p.training()))
                                .toList());
    }

    private static Json.Members verdict(ProxyVerdict verdict) {
        return Json.object()
                .with("trust", verdict.trust())
                .with("pairs", verdict.pairs())
                .with("compared-at", verdict.length())
                .with("alike", verdict.alike())
                .with("low", verdict.low())
                .with("high", verdict.high())
                .with("pays-from", verdict.needed())
                .with(
                        "parameters",
                        verdict.parameters().stream()
                                .map(p -> Json.object()
                                        .with("parameter", p.parameter())
                                        .with("better-than-average", p.probability())
                                        .with("verdict", p.verdict()))
                                .toList());
    }

    static Json.@Nullable Members outlook(@Nullable Outlook outlook) {
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
                                                .with("verdict", r.verdict()))
                                        .toList());
    }

    private static Json.Members share(Importance.Share share) {
        return Json.object()
                .with("share", share.mean())
                .with("low", share.low())
                .with("high", share.high())
                .with("worth", share.worth())
                .with("first", share.first())
                .with("verdict", share.verdict());
    }
}
