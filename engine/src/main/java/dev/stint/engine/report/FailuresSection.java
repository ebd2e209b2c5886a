package dev.stint.engine.report;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.Curve;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.report.Report.FailureRow;
import java.util.List;
import java.util.Map;

/** Attempts that failed, by what failed them. */
final class FailuresSection {

    private static final List<End> CLASSES =
            List.of(End.USER, End.OOM, End.DIVERGED, End.TIMEOUT, End.HUNG, End.INFRASTRUCTURE);

    private final History history;

    FailuresSection(History history) {
        this.history = history;
    }

    List<FailureRow> rows() {
        return CLASSES.stream()
                .filter(end -> !attempts(end).isEmpty())
                .map(this::row)
                .toList();
    }

    private List<Attempt> attempts(End end) {
        return history.attempts().stream().filter(a -> a.end() == end).toList();
    }

    private FailureRow row(End end) {
        List<Attempt> attempts = attempts(end);
        Amount cost = history.cost(a -> a.end() == end);
        int retried = (int) attempts.stream().filter(this::triedAgain).count();
        Attempt example = attempts.getLast();
        return new FailureRow(
                end,
                attempts.size(),
                cost,
                retried,
                rule(end),
                example.number(),
                example.run().trial(),
                said(example));
    }

    /** Whether a further attempt took up the same work. */
    private boolean triedAgain(Attempt attempt) {
        return history.attempts().stream()
                .anyMatch(later -> later.number() > attempt.number()
                        && later.run().equals(attempt.run())
                        && later.task().equals(attempt.task())
                        && later.upTo() == attempt.upTo());
    }

    private String rule(End end) {
        int retries = history.spec().limits().retries();
        if (end.retryable()) {
            return retries == 0
                    ? "not tried again, as limits.retries: 0 says"
                    : "not the training's fault: tried again from its checkpoint, "
                            + (retries == 1 ? "once" : retries + " times") + " at most (limits.retries)";
        }
        return end == End.DIVERGED
                ? "not tried again: a configuration that diverges cannot win"
                : "not tried again: the same training would fail again";
    }

    private String said(Attempt attempt) {
        return attempt.end() == End.DIVERGED && attempt.detail().isEmpty() ? divergence(attempt) : attempt.detail();
    }

    private String divergence(Attempt attempt) {
        String metric = history.spec().objective().metric();
        Curve curve = history.run(attempt.run()).curve();
        return curve.points().stream()
                .filter(p -> isDivergent(p.metrics(), metric))
                .findFirst()
                .map(p -> metric + " was " + p.metrics().get(metric) + " at "
                        + history.spec().fidelity().unit() + " " + p.step())
                .orElse("");
    }

    private static boolean isDivergent(Map<String, Double> metrics, String metric) {
        Double value = metrics.get(metric);
        return value != null && !Double.isFinite(value);
    }
}
