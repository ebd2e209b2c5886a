package dev.stint.engine.report;

import dev.stint.engine.history.Curve;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.GoalAgreement;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.phase.validate.Finals;
import dev.stint.engine.phase.validate.ValidatePhase;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The finalists by the objective, beside the finalists by what is really wanted: the goal metric, or else the holdout. */
final class GoalSection {

    private final History history;
    private final StudySpec spec;
    private final Finals finals;
    private final @Nullable String metric;

    GoalSection(History history) {
        this.history = history;
        this.spec = history.spec();
        this.finals = new Finals(history);
        this.metric = spec.goalMetric() == null ? spec.holdout() : spec.goalMetric();
    }

    /** Null where there is no other goal, and before the finals have ended and their holdout is open. */
    @Nullable
    GoalAgreement agreement() {
        if (metric == null || !due()) {
            return null;
        }
        if (metric.equals(spec.test())) {
            return new GoalAgreement.CannotTell(metric, "the test is opened for the winner alone");
        }
        List<Trial> rows = finals.rows().stream().filter(this::wanted).toList();
        double[] searched = rows.stream().mapToDouble(finals::mean).toArray();
        double sign = goal() == Objective.Goal.MAXIMIZE ? 1 : -1;
        return GoalAgreement.of(
                metric, searched, rows.stream().mapToDouble(t -> sign * mean(t)).toArray());
    }

    private boolean due() {
        boolean sealed = spec.holdout() != null && !history.isOpen(Split.HOLDOUT);
        return !spec.objective().metric().equals(metric)
                && history.started(ValidatePhase.NAME)
                && (history.isOpen(Split.HOLDOUT) || (!sealed && history.ended(ValidatePhase.NAME)));
    }

    private Objective.Goal goal() {
        return metric == null ? spec.objective().goal() : spec.goalOf(metric);
    }

    private boolean wanted(Trial trial) {
        return Double.isFinite(mean(trial));
    }

    private double mean(Trial trial) {
        return finals.finished(trial).stream()
                .mapToDouble(r -> value(trial, r))
                .average()
                .orElse(Double.NaN);
    }

    /** What the evaluation of the holdout said, or else the training at its end. */
    private double value(Trial trial, Run run) {
        if (metric == null) {
            return Double.NaN;
        }
        double held = history.isOpen(Split.HOLDOUT) ? history.opened(Split.HOLDOUT, run.id(), metric) : Double.NaN;
        if (!Double.isNaN(held) || run.curve().points().isEmpty()) {
            return held;
        }
        Curve.Point last = run.curve(spec.fullLength(trial.config())).points().getLast();
        return last.metrics().getOrDefault(metric, Double.NaN);
    }

    /** A warning where the winner by the one is clearly not the winner by the other, else null. */
    @Nullable
    Warning contradiction() {
        if (!(agreement() instanceof GoalAgreement.Told told)) {
            return null;
        }
        FinalsVerdict searched = finals.byObjective(null);
        FinalsVerdict wanted = finals.judge(goal(), this::value, null);
        if (searched == null || wanted == null || searched.winner() == wanted.winner()) {
            return null;
        }
        Trial chosen = finals.rows().get(searched.winner());
        Trial other = finals.rows().get(wanted.winner());
        FinalsVerdict.Difference byObjective = clear(finals.byObjective(other), searched.winner());
        FinalsVerdict.Difference byGoal = clear(finals.judge(goal(), this::value, chosen), wanted.winner());
        return byObjective == null || byGoal == null
                ? null
                : GoalAgreement.contradiction(
                        spec.objective().metric(), chosen.number(), byObjective, told.metric(), other.number(), byGoal);
    }

    /** How much better the winner is than the reference, where that is no luck. */
    private static FinalsVerdict.@Nullable Difference clear(@Nullable FinalsVerdict verdict, int winner) {
        FinalsVerdict.Difference difference =
                verdict instanceof FinalsVerdict.Told told && told.winner() == winner ? told.toControl() : null;
        return difference != null && difference.evidence() ? difference : null;
    }
}
