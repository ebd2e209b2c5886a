package dev.stint.engine.phase.validate;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.Price;
import dev.stint.engine.insight.SearchTail;
import dev.stint.engine.insight.Validation;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.Validate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The finals as they stand: who takes part, what each has shown at full length, who leads and who won. */
public final class Finals {

    private static final int MOST = 5;

    private final History history;
    private final Field field;

    public Finals(History history) {
        this.history = history;
        this.field = new Field(history);
    }

    /** The best configurations of the search in their order, without the control; how many follows from what the finals can buy. */
    public List<Trial> finalists() {
        Trial control = field.control();
        return field.contenders().stream()
                .filter(t -> control == null || t.number() != control.number())
                .limit(count())
                .toList();
    }

    private int count() {
        Validate validate = history.spec().validate();
        Integer wanted = validate.finalists();
        if (wanted != null) {
            return wanted;
        }
        Integer runs = history.started(ValidatePhase.NAME)
                ? history.outlineOf(ValidatePhase.NAME).runs()
                : null;
        int trainings = runs == null ? 4 : runs;
        int room = validate.mode() == Validate.Mode.SINGLE_SEED ? trainings - 1 : 1 + (trainings - 3) / 2;
        return Math.max(1, Math.min(MOST, room));
    }

    /** The control, unless it failed or was never trained. */
    public @Nullable Trial control() {
        return field.control();
    }

    /** Finalists, then the control. */
    public List<Trial> everybody() {
        List<Trial> all = new ArrayList<>(finalists());
        Trial control = control();
        if (control != null) {
            all.add(control);
        }
        return all;
    }

    /** The replicates of a trial that reached full length with a finite objective; none where any replicate diverged. */
    public List<Run> finished(Trial trial) {
        if (trial.runs().stream().anyMatch(r -> r.state() == RunState.DIVERGED)) {
            return List.of();
        }
        return trial.runs().stream()
                .filter(r -> r.state() == RunState.FINISHED || evaluating(r))
                .filter(r -> Double.isFinite(score(trial, r)))
                .toList();
    }

    /** A finished run is briefly waiting or running again while a split is evaluated. */
    private boolean evaluating(Run run) {
        return run.curve().reached()
                        >= history.spec()
                                .fullLength(history.trial(run.id().trial()).config())
                && (run.state() == RunState.WAITING || run.state() == RunState.RUNNING);
    }

    /** The objective of a replicate at full length as a score: larger is better. */
    public double score(Trial trial, Run run) {
        return history.score(run, history.spec().fullLength(trial.config()));
    }

    /** The scores of all finished replicates. */
    public double[] scores(Trial trial) {
        return finished(trial).stream().mapToDouble(r -> score(trial, r)).toArray();
    }

    /** The mean score; NaN without a finished replicate. */
    public double mean(Trial trial) {
        return Arrays.stream(scores(trial)).average().orElse(Double.NaN);
    }

    /** The pooled standard deviation between seeds; NaN until somebody has two. */
    public double pooledSd() {
        return Validation.pooledSd(outcomes(this::score));
    }

    /** Whether a trial could still be the best: not clearly behind the leader. */
    public boolean contends(Trial trial) {
        double sd = pooledSd();
        Trial leader = leader();
        if (leader == null || Double.isNaN(sd) || Double.isNaN(mean(trial))) {
            return true;
        }
        double noise = sd * Math.sqrt(1.0 / scores(trial).length + 1.0 / scores(leader).length);
        return mean(leader) - mean(trial) <= 2 * noise;
    }

    /** The best mean at full length so far by the objective, or null. */
    public @Nullable Trial leader() {
        return best(everybody(), this::mean);
    }

    /** Everybody with a finished replicate, in order: the rows of the verdicts. */
    public List<Trial> rows() {
        return everybody().stream().filter(t -> !finished(t).isEmpty()).toList();
    }

    /** The verdict on the objective at full length, or null while nobody has finished. */
    public @Nullable FinalsVerdict byObjective() {
        return byObjective(control(), prices());
    }

    /**
     * The same with another reference, and for what it is worth only: the best wins, whatever it costs.
     *
     * @param against what the winner is compared with; null for nothing
     */
    public @Nullable FinalsVerdict byObjective(@Nullable Trial against) {
        return byObjective(against, List.of());
    }

    private @Nullable FinalsVerdict byObjective(@Nullable Trial against, List<Price> prices) {
        SearchTail tail = new Selection(history, this).tail();
        Validation.Searched searched = tail == null ? null : new Validation.Searched(tail, row(control()));
        return judge(
                history.spec().objective().goal(),
                (trial, run) -> history.spec().objective().value(score(trial, run)),
                new Validation.Known(row(against), null, searched, prices, List.of()));
    }

    /** Among {@link #rows}; null for none. */
    private @Nullable Integer row(@Nullable Trial trial) {
        int row = trial == null ? -1 : rows().indexOf(trial);
        return row < 0 ? null : row;
    }

    /** The verdict on the opened holdout; null where it is sealed, absent or incomplete. */
    public @Nullable FinalsVerdict byHoldout() {
        String metric = history.spec().holdout();
        return metric == null || !history.isOpen(Split.HOLDOUT)
                ? null
                : judge(
                        history.spec().goalOf(metric),
                        (trial, run) -> history.opened(Split.HOLDOUT, run.id(), metric),
                        new Validation.Known(row(control()), null, null, prices(), worseByObjective()));
    }

    /**
     * The verdict on any values, whatever a finalist costs; null where a value is not finite.
     *
     * @param value of a finished replicate
     * @param against what the winner is compared with; null for nothing
     */
    public @Nullable FinalsVerdict judge(
            Objective.Goal goal, ToDoubleBiFunction<Trial, Run> value, @Nullable Trial against) {
        return judge(goal, value, new Validation.Known(row(against), null, null));
    }

    private @Nullable FinalsVerdict judge(
            Objective.Goal goal, ToDoubleBiFunction<Trial, Run> value, Validation.Known known) {
        List<Validation.Outcome> outcomes = outcomes(value);
        return outcomes.isEmpty() || outcomes.stream().anyMatch(o -> !Double.isFinite(o.value()))
                ? null
                : Validation.judge(
                        outcomes, goal, known, Seed.of(history.spec().seed()).child("finals"));
    }

    /** Among {@link #rows}; what the search wanted is not given away for a price that the holdout does not mind. */
    private List<Integer> worseByObjective() {
        return byObjective(null) instanceof FinalsVerdict.Told told
                ? IntStream.range(0, rows().size())
                        .filter(row -> row != told.winner() && !told.ties().contains(row))
                        .boxed()
                        .toList()
                : List.of();
    }

    /** What the {@link #rows} cost, in the unit of the budget. */
    public List<Price> prices() {
        Costs costs = Costs.of(history);
        return rows().stream()
                .map(trial -> Price.of(finished(trial).stream()
                        .mapToDouble(run -> costs.full(history, run))
                        .filter(Double::isFinite)
                        .toArray()))
                .toList();
    }

    /** One for each finished replicate of the {@link #rows}. */
    private List<Validation.Outcome> outcomes(ToDoubleBiFunction<Trial, Run> value) {
        List<Trial> rows = rows();
        List<Validation.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (Run run : finished(rows.get(i))) {
                outcomes.add(new Validation.Outcome(i, run.id().replicate(), value.applyAsDouble(rows.get(i), run)));
            }
        }
        return outcomes;
    }

    /** The winner: by the holdout where it is open and complete, else by the objective, corrected for luck; of two that cannot be told apart the one that is clearly cheaper to train. Null without any finished replicate. */
    public @Nullable Trial winner() {
        FinalsVerdict holdout = byHoldout();
        FinalsVerdict verdict = holdout == null ? byObjective() : holdout;
        return verdict == null ? null : rows().get(verdict.winner());
    }

    private static @Nullable Trial best(List<Trial> trials, java.util.function.ToDoubleFunction<Trial> score) {
        return trials.stream()
                .filter(t -> !Double.isNaN(score.applyAsDouble(t)))
                .max(Comparator.comparingDouble(score).thenComparingInt(t -> -t.number()))
                .orElse(null);
    }
}
