package dev.stint.engine.report;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.Curve;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.CurveDiagnosis;
import dev.stint.engine.insight.Diagnosis;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.LearningCurve;
import dev.stint.engine.insight.MetricName;
import dev.stint.engine.insight.Price;
import dev.stint.engine.insight.Validation;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.validate.Finals;
import dev.stint.engine.report.Report.Finalist;
import dev.stint.engine.report.Report.Recommendation;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who won, by how much, and how sure that is. */
final class FinalsSection {

    private final History history;
    private final StudySpec spec;
    private final Finals finals;
    private final List<Price> prices;
    private final List<Trial> rows;
    private final @Nullable FinalsVerdict objective;
    private final @Nullable FinalsVerdict holdout;

    FinalsSection(History history) {
        this.history = history;
        this.spec = history.spec();
        this.finals = new Finals(history);
        boolean begun = history.started("validate");
        this.rows = begun ? finals.rows() : List.of();
        this.prices = begun ? finals.prices() : List.of();
        this.objective = begun ? finals.byObjective() : null;
        this.holdout = begun ? finals.byHoldout() : null;
    }

    /** The verdict that decides. */
    @Nullable
    FinalsVerdict verdict() {
        return holdout == null ? objective : holdout;
    }

    @Nullable
    String decidedBy() {
        return holdout != null
                ? spec.holdout()
                : objective != null ? spec.objective().metric() : null;
    }

    /** The winner of the finals, or before them the best that the search knows. */
    @Nullable
    Recommendation recommended() {
        FinalsVerdict verdict = verdict();
        if (verdict != null) {
            return row(verdict.winner(), true);
        }
        Trial best = new Field(history).best();
        return best == null ? null : provisional(best);
    }

    @Nullable
    Recommendation control() {
        Trial control = finals.control();
        int row = control == null ? -1 : rows.indexOf(control);
        return row < 0 ? null : row(row, false);
    }

    private Recommendation row(int row, boolean winner) {
        Trial trial = rows.get(row);
        Estimate value =
                objective == null ? unknown(trial) : objective.estimates().get(row);
        Estimate held = holdout == null ? null : holdout.estimates().get(row);
        Estimate tested = winner ? test(trial) : null;
        return new Recommendation(
                trial.number(), trial.config(), value, held, tested, true, spec.fullLength(trial.config()));
    }

    private static Estimate unknown(Trial trial) {
        return new Estimate.Unbounded(Double.NaN, 0, "trial " + trial.number() + " has no finished seed");
    }

    private Recommendation provisional(Trial trial) {
        Run run = trial.runs().getFirst();
        double value = spec.objective().value(history.score(run, run.searched()));
        Estimate estimate = new Estimate.Unbounded(value, 1, "one seed, before the finals");
        boolean finished = run.searchReached() >= spec.fullLength(trial.config());
        return new Recommendation(trial.number(), trial.config(), estimate, null, null, finished, run.searchReached());
    }

    /** The winner's test value over its replicates; null while the test is sealed or says nothing. */
    private @Nullable Estimate test(Trial trial) {
        String metric = spec.test();
        if (metric == null || !history.isOpen(Split.TEST)) {
            return null;
        }
        List<Validation.Outcome> outcomes = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (Run run : finals.finished(trial)) {
            double value = history.opened(Split.TEST, run.id(), metric);
            if (Double.isFinite(value)) {
                outcomes.add(new Validation.Outcome(0, run.id().replicate(), value));
            } else {
                without.add(Integer.toString(run.id().replicate()));
            }
        }
        if (!without.isEmpty()) {
            return new Estimate.Unbounded(
                    Double.NaN,
                    0,
                    metric + " is not a number, or was not printed, for replicate " + String.join(", ", without)
                            + " of trial " + trial.number());
        }
        Seed seed = Seed.of(spec.seed()).child("test");
        return outcomes.isEmpty()
                ? null
                : Validation.judge(outcomes, null, spec.goalOf(metric), null, seed)
                        .estimates()
                        .getFirst();
    }

    List<Finalist> finalists() {
        List<Finalist> finalists = new ArrayList<>();
        FinalsVerdict verdict = verdict();
        Trial control = finals.control();
        for (int i = 0; i < rows.size(); i++) {
            Trial trial = rows.get(i);
            Estimate estimate =
                    objective == null ? unknown(trial) : objective.estimates().get(i);
            boolean isControl = control != null && control.number() == trial.number();
            boolean won = verdict != null && verdict.winner() == i;
            finalists.add(new Finalist(
                    trial.number(),
                    trial.config(),
                    isControl,
                    won,
                    values(trial),
                    holdout(trial),
                    estimate,
                    cost(prices.get(i)),
                    diagnoses(trial)));
        }
        return finalists;
    }

    private @Nullable Amount cost(Price price) {
        return price.seeds() == 0
                ? null
                : new Amount(price.mean(), spec.budget().unit());
    }

    private List<Double> values(Trial trial) {
        return finals.finished(trial).stream()
                .map(r -> spec.objective().value(finals.score(trial, r)))
                .toList();
    }

    private List<Double> holdout(Trial trial) {
        String metric = spec.holdout();
        return metric == null || !history.isOpen(Split.HOLDOUT)
                ? List.of()
                : finals.finished(trial).stream()
                        .map(r -> history.opened(Split.HOLDOUT, r.id(), metric))
                        .toList();
    }

    private List<Diagnosis> diagnoses(Trial trial) {
        Run run = finals.finished(trial).getFirst();
        LearningCurve.Series validation = series(run, spec.objective().metric());
        LearningCurve curve = LearningCurve.of(
                spec.objective().metric(),
                spec.fidelity().unit(),
                spec.objective().goal(),
                (double) spec.fullLength(trial.config()),
                validation);
        LearningCurve.Series training = series(run, MetricName.TRAINING_LOSS);
        LearningCurve seen = training.steps().length == 0
                ? curve
                : curve.withTraining(training, MetricName.isLossElsewhere(curve.metric()));
        Trial leader = finals.leader();
        boolean follows = leader != null && leader.number() != trial.number();
        return CurveDiagnosis.of(
                follows ? seen.withTarget(spec.objective().value(finals.mean(Objects.requireNonNull(leader)))) : seen);
    }

    private static LearningCurve.Series series(Run run, String metric) {
        List<Curve.Point> points = run.curve().points().stream()
                .filter(p -> p.metrics().get(metric) != null)
                .toList();
        double[] steps = points.stream().mapToDouble(p -> (double) p.step()).toArray();
        double[] values = points.stream()
                .mapToDouble(p -> p.metrics().getOrDefault(metric, Double.NaN))
                .toArray();
        return new LearningCurve.Series(steps, values);
    }
}
