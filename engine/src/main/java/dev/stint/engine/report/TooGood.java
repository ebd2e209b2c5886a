package dev.stint.engine.report;

import dev.stint.engine.history.Curve;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.Guardrails;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.spec.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Values that are too good to be true, or that nothing moves. */
final class TooGood {

    private final History history;
    private final String metric;
    private final boolean minimised;

    TooGood(History history) {
        this.history = history;
        this.metric = history.spec().objective().metric();
        this.minimised = history.spec().objective().goal() == Objective.Goal.MINIMIZE;
    }

    List<Warning> warnings() {
        List<Guardrails.Curve> curves = curves();
        String unit = history.spec().fidelity().unit();
        return Stream.of(
                        minimised
                                ? Guardrails.nothingLost(metric, unit, curves)
                                : Guardrails.perfectAtOnce(metric, unit, curves),
                        Guardrails.neverMoves(metric, unit, curves))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The objective of each trial's first seed. */
    private List<Guardrails.Curve> curves() {
        List<Guardrails.Curve> curves = new ArrayList<>();
        for (Trial trial : history.candidates()) {
            Run run = trial.first();
            if (run != null) {
                List<Curve.Point> points = run.curve().points().stream()
                        .filter(p -> p.metrics().get(metric) != null)
                        .toList();
                curves.add(new Guardrails.Curve(
                        trial.number(),
                        history.spec().fullLength(trial.config()),
                        points.stream().mapToLong(Curve.Point::step).boxed().toList(),
                        points.stream()
                                .map(p -> p.metrics().getOrDefault(metric, Double.NaN))
                                .toList()));
            }
        }
        return curves;
    }
}
