package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.insight.MetricName;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Lengths;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.spec.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether what a training shows early says how it ends, at every length at which trainings paused. */
public final class EarlyLadder {

    private static final Objective TRAINING =
            new Objective(MetricName.TRAINING_LOSS, Objective.Goal.MINIMIZE, Objective.At.LAST);

    private static final int MOST_RUNGS = 6;
    private static final int MOST_TRIALS = 120;

    /** A length at which fewer trainings paused is an accident. */
    private static final int PAUSED = 2;

    private final History history;
    private final Field field;

    private final List<Long> lengths;
    private final List<Trial> trials;

    private EarlyLadder(History history, List<Long> lengths) {
        this.history = history;
        this.field = new Field(history);
        this.lengths = lengths;
        this.trials = thinned(sound(history).stream()
                .filter(t -> field.measured(t, lengths.getFirst()))
                .toList());
    }

    /** For the objective, then for the training loss where every training reports it. */
    public static List<EarlyRanks> ranks(History history) {
        EarlyLadder ladder = new EarlyLadder(history, paused(history));
        boolean same = history.spec().objective().metric().equals(TRAINING.metric());
        EarlyRanks.Ladder objective = ladder.ofObjective();
        return ladder.answers(objective, same ? null : ladder.ofTraining(objective));
    }

    /** For the objective alone, at those of the rungs that two trials reached. */
    static List<EarlyRanks> ofObjective(History history, List<Long> rungs) {
        EarlyLadder ladder = new EarlyLadder(history, reached(history, rungs));
        return ladder.answers(ladder.ofObjective(), null);
    }

    private List<EarlyRanks> answers(EarlyRanks.Ladder objective, EarlyRanks.@Nullable Ladder training) {
        return EarlyRanks.of(objective, training, Seed.of(history.spec().seed()).child("early-ranks"));
    }

    private EarlyRanks.Ladder ofObjective() {
        return ladder(history.spec().objective().metric(), field::score);
    }

    private static List<Trial> sound(History history) {
        return history.candidates().stream().filter(EarlyLadder::sound).toList();
    }

    private static boolean sound(Trial trial) {
        Run run = trial.first();
        return run != null && run.state() != RunState.FAILED && run.state() != RunState.DIVERGED;
    }

    /** The rungs that two trials reached, and the full length. */
    private static List<Long> reached(History history, List<Long> rungs) {
        Field field = new Field(history);
        List<Trial> trials = sound(history);
        return rungs.stream()
                .filter(r -> r.equals(rungs.getLast())
                        || trials.stream().filter(t -> field.measured(t, r)).count() >= PAUSED)
                .toList();
    }

    /** Lengths at which trainings paused, the most usual ones, and the full length. */
    private static List<Long> paused(History history) {
        long full = history.spec().fidelity().max();
        Map<Long, Integer> paused = new TreeMap<>();
        for (Trial trial : sound(history)) {
            Run run = trial.first();
            long reached = run == null ? 0 : run.searchReached();
            if (reached > 0) {
                paused.merge(rung(history, trial, reached), 1, Integer::sum);
            }
        }
        List<Long> usual = paused.entrySet().stream()
                .filter(e -> e.getKey() < full && e.getValue() >= PAUSED)
                .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
                .limit(MOST_RUNGS)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        List<Long> lengths = new ArrayList<>(usual);
        lengths.add(full);
        return lengths;
    }

    /** The length in a training of the usual full length. */
    private static long rung(History history, Trial trial, long reached) {
        long full = history.spec().fullLength(trial.config());
        return StrictMath.round((double) reached * history.spec().fidelity().max() / full);
    }

    /** Every so many of too many, whatever they showed. */
    private static List<Trial> thinned(List<Trial> trials) {
        int every = 1 + (trials.size() - 1) / MOST_TRIALS;
        return IntStream.range(0, trials.size())
                .filter(i -> i % every == 0)
                .mapToObj(trials::get)
                .toList();
    }

    private EarlyRanks.Ladder ladder(String metric, ToDoubleBiFunction<Trial, Long> score) {
        List<double[]> scores = new ArrayList<>();
        for (long length : lengths) {
            double[] here = new double[trials.size()];
            for (int i = 0; i < here.length; i++) {
                boolean cut = !scores.isEmpty() && Double.isNaN(scores.getLast()[i]);
                double value = cut ? Double.NaN : score.applyAsDouble(trials.get(i), length);
                here[i] = Double.isFinite(value) ? value : Double.NaN;
            }
            scores.add(here);
        }
        return new EarlyRanks.Ladder(metric, lengths, scores);
    }

    /** Null where a training does not report it wherever it reports the objective. */
    private EarlyRanks.@Nullable Ladder ofTraining(EarlyRanks.Ladder objective) {
        EarlyRanks.Ladder training = ladder(TRAINING.metric(), this::trained);
        for (int rung = 0; rung < lengths.size(); rung++) {
            for (int i = 0; i < trials.size(); i++) {
                if (Double.isNaN(training.scores().get(rung)[i])
                        != Double.isNaN(objective.scores().get(rung)[i])) {
                    return null;
                }
            }
        }
        return training;
    }

    /** The score of the training loss, where the objective was measured. */
    private double trained(Trial trial, long rung) {
        Run run = trial.first();
        if (run == null || !field.measured(trial, rung)) {
            return Double.NaN;
        }
        long length = Lengths.of(history.spec(), trial.config(), rung);
        return TRAINING.score(run.curve(length).objective(TRAINING, length));
    }
}
