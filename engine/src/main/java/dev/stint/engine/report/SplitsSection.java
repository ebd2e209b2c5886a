package dev.stint.engine.report;

import dev.stint.engine.history.Curve;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Split;
import dev.stint.engine.insight.SplitHygiene;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.phase.validate.Finals;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether holdout and test are kept apart from the search. Reads no value that is sealed. */
final class SplitsSection {

    private final History history;
    private final StudySpec spec;

    SplitsSection(History history) {
        this.history = history;
        this.spec = history.spec();
    }

    @Nullable
    Warning printed() {
        List<Run> runs = history.candidates().stream()
                .flatMap(t -> t.runs().stream())
                .filter(r -> !r.curve().points().isEmpty())
                .toList();
        List<Run> printing = runs.stream()
                .filter(r ->
                        r.curve().points().stream().anyMatch(p -> !p.sealed().isEmpty()))
                .toList();
        if (printing.isEmpty()) {
            return null;
        }
        Run first = printing.getFirst();
        List<String> metrics = Stream.of(spec.holdout(), spec.test())
                .filter(Objects::nonNull)
                .filter(m ->
                        first.curve().points().stream().anyMatch(p -> p.sealed().has(m)))
                .toList();
        return SplitHygiene.printed(metrics, first.id().key(), printing.size(), runs.size());
    }

    /** What is open and equals the objective, or the test the holdout. */
    List<@Nullable Warning> same() {
        return Stream.of(same(Split.HOLDOUT, spec.holdout()), same(Split.TEST, spec.test()))
                .toList();
    }

    private @Nullable Warning same(Split split, @Nullable String metric) {
        if (metric == null || !history.isOpen(split)) {
            return null;
        }
        List<SplitHygiene.Pair> pairs = new Finals(history)
                .rows().stream()
                        .flatMap(t -> new Finals(history).finished(t).stream())
                        .map(r -> new SplitHygiene.Pair(searched(r), history.opened(split, r.id(), metric)))
                        .filter(p -> !Double.isNaN(p.held()))
                        .toList();
        return SplitHygiene.same(split.key(), metric, spec.objective().metric(), pairs);
    }

    private double searched(Run run) {
        Curve.Point last = run.curve().points().getLast();
        return last.metrics().getOrDefault(spec.objective().metric(), Double.NaN);
    }
}
