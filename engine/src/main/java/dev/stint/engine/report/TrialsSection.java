package dev.stint.engine.report;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.Curve;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.Concordance;
import dev.stint.engine.phase.Field;
import dev.stint.engine.report.Report.RankAgreement;
import dev.stint.engine.report.Report.RunRow;
import dev.stint.engine.report.Report.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Every trial with its curves, and how well short runs ranked long ones. */
final class TrialsSection {

    private final History history;

    TrialsSection(History history) {
        this.history = history;
    }

    List<TrialRow> rows() {
        return history.candidates().stream().map(this::row).toList();
    }

    private TrialRow row(Trial trial) {
        Amount cost = history.attempts().stream()
                .filter(a -> a.run().trial() == trial.number())
                .map(a -> a.cost())
                .reduce(Amount.zero(history.ledger().total().unit()), Amount::plus);
        List<RunRow> runs = trial.runs().stream().map(this::run).toList();
        return new TrialRow(trial.number(), trial.config(), trial.phase(), trial.why(), cost, runs);
    }

    private RunRow run(Run run) {
        List<Curve.Point> points = run.curve().points();
        List<Long> steps = points.stream().map(Curve.Point::step).toList();
        double objective =
                run.curve().objective(history.spec().objective(), run.curve().reached());
        return new RunRow(
                run.id().replicate(), run.state(), run.why(), run.curve().reached(), objective, steps, metrics(points));
    }

    private static SequencedMap<String, List<Double>> metrics(List<Curve.Point> points) {
        SequencedMap<String, List<Double>> columns = new LinkedHashMap<>();
        points.forEach(p -> p.metrics().keySet().forEach(name -> columns.putIfAbsent(name, new ArrayList<>())));
        for (Curve.Point point : points) {
            columns.forEach((name, column) -> {
                Double value = point.metrics().get(name);
                column.add(value == null ? Double.NaN : value);
            });
        }
        return columns;
    }

    /** Agreement between the exploration's length and the full length, from every trial that was measured at both. */
    @Nullable
    RankAgreement agreement() {
        Long low = history.started("explore") ? history.outlineOf("explore").length() : null;
        long full = history.spec().fidelity().max();
        if (low == null || low >= full) {
            return null;
        }
        Field field = new Field(history);
        List<Concordance.Pair> pairs = history.candidates().stream()
                .filter(t -> field.measured(t, low) && field.measured(t, full))
                .map(t -> new Concordance.Pair(field.score(t, low), field.score(t, full)))
                .toList();
        double prior = Concordance.usual((double) low / full);
        return pairs.size() < 2 ? null : new RankAgreement(low, full, Concordance.of(pairs, prior));
    }
}
