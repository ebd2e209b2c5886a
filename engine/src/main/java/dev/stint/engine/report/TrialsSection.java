package dev.stint.engine.report;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.Curve;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.report.Report.RunRow;
import dev.stint.engine.report.Report.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Every trial with its curves. */
final class TrialsSection {

    private final History history;

    TrialsSection(History history) {
        this.history = history;
    }

    List<TrialRow> rows() {
        return history.candidates().stream().map(this::row).toList();
    }

    private TrialRow row(Trial trial) {
        Amount cost = history.cost(a -> a.run().trial() == trial.number());
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
}
