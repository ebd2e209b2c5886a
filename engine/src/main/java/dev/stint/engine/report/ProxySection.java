package dev.stint.engine.report;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Task;
import dev.stint.engine.insight.Guardrails;
import dev.stint.engine.insight.ProxyEvidence;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.phase.proxy.ProxyPhase;
import dev.stint.engine.phase.proxy.ProxyStanding;
import dev.stint.engine.report.Report.ProxyPair;
import dev.stint.engine.report.Report.ProxyRow;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the stand-ins said, and what the training itself says of that. */
final class ProxySection {

    private final History history;

    ProxySection(History history) {
        this.history = history;
    }

    /** One for each that was asked; empty before. */
    List<ProxyRow> rows() {
        return history.started(ProxyPhase.NAME)
                ? history.spec().proxies().stream()
                        .map(p -> ProxyStanding.of(history, p))
                        .filter(ProxyStanding::asked)
                        .map(this::row)
                        .toList()
                : List.of();
    }

    private ProxyRow row(ProxyStanding stand) {
        ProxyStanding heard = ProxyStanding.heard(history);
        boolean listened = heard != null && heard.proxy().equals(stand.proxy());
        return new ProxyRow(
                stand.proxy().name(),
                stand.proxy().length(),
                stand.configs().size(),
                history.cost(a -> a.task().equals(new Task.Proxy(stand.proxy().name()))),
                listened,
                stand.verdict(),
                pairs(stand.evidence()));
    }

    private List<ProxyPair> pairs(ProxyEvidence evidence) {
        return IntStream.range(0, evidence.proxy().size())
                .filter(i -> Double.isFinite(evidence.proxy().get(i))
                        && Double.isFinite(evidence.training().get(i)))
                .mapToObj(i -> new ProxyPair(
                        history.spec().objective().value(evidence.proxy().get(i)),
                        history.spec().objective().value(evidence.training().get(i))))
                .toList();
    }

    /** One of which nobody can tell whether it is right; null where there is none. */
    @Nullable
    Warning unverified() {
        return !history.ended(ProxyPhase.NAME)
                ? null
                : history.spec().proxies().stream()
                        .map(p -> Guardrails.unverifiedProxy(
                                ProxyStanding.of(history, p).verdict()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }
}
