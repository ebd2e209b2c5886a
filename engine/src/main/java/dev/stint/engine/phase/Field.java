package dev.stint.engine.phase;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The trials of a study as the phases look at them: who waits, who stands where, in which order. */
public final class Field {

    private final History history;

    public Field(History history) {
        this.history = history;
    }

    /** The control, or null before it is opened. */
    public @Nullable Trial control() {
        return history.find(history.spec().space().defaults());
    }

    /** A configuration of the user's that nothing was trained of yet, or null. */
    public @Nullable Trial waiting() {
        return history.candidates().stream()
                .filter(t -> t.runs().isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** How many configurations have been opened. */
    public int opened() {
        return (int)
                history.candidates().stream().filter(t -> !t.runs().isEmpty()).count();
    }

    /** Whether the first run of a trial has a finite objective at a rung. */
    public boolean measured(Trial trial, long rung) {
        return Double.isFinite(score(trial, rung));
    }

    /** The score (larger is better) of the first run at a rung; NaN unless that very length was reached. */
    public double score(Trial trial, long rung) {
        Run run = trial.first();
        long length = Lengths.of(history.spec(), trial.config(), rung);
        return run == null || run.curve(length).reached() < length ? Double.NaN : history.score(run, length);
    }

    /** The score of the first run at a rung (larger is better); minus infinity for a failure before it, NaN for nothing known. */
    public double observed(Trial trial, long rung) {
        Run run = trial.first();
        boolean failed = run != null
                && switch (run.state()) {
                    case FAILED, DIVERGED -> true;
                    case WAITING, RUNNING, PAUSED, STOPPED, FINISHED, ENDED_EARLY -> false;
                };
        double score = score(trial, rung);
        return Double.isNaN(score) && failed ? Double.NEGATIVE_INFINITY : score;
    }

    /** A trial with what it is ranked by, which is read from its curve once and not at every comparison. */
    private record Placed(Trial trial, double share, double score) {

        static final Comparator<Placed> BEST_FIRST = Comparator.comparingDouble((Placed p) -> -p.share())
                .thenComparingDouble(p -> -p.score())
                .thenComparingInt(p -> p.trial().number());

        private static List<Trial> bestFirst(Stream<Placed> placed) {
            return placed.filter(p -> Double.isFinite(p.score()))
                    .sorted(BEST_FIRST)
                    .map(Placed::trial)
                    .toList();
        }
    }

    /** Trials that were measured at a rung, best first; ties by number. */
    public List<Trial> ranked(List<Trial> trials, long rung) {
        return Placed.bestFirst(trials.stream().map(t -> new Placed(t, 1, score(t, rung))));
    }

    /** All trials as the search left them: the longest trained first, the best first among equals; failed and ended-early ones left out. */
    public List<Trial> standings() {
        return Placed.bestFirst(history.candidates().stream()
                .filter(Field::eligible)
                .map(t -> new Placed(t, searchedShare(t), searchScore(t))));
    }

    /**
     * All trials in the order in which the finals take them: by the last value that the search saw of each. Curves improve with length,
     * so a value that beats that of a longer training is no accident of its own length.
     */
    public List<Trial> contenders() {
        return standings().stream()
                .sorted(Comparator.comparingDouble(t -> -searchScore(t)))
                .toList();
    }

    /**
     * The best so far, each trial by the last value that it has; null before any. Curves improve with length, so a value that beats that of
     * a longer training is no accident of its own length.
     */
    public @Nullable Trial best() {
        return standings().stream()
                .max(Comparator.comparingDouble(this::latest).thenComparingInt(t -> -t.number()))
                .orElse(null);
    }

    private double latest(Trial trial) {
        Run run = trial.runs().getFirst();
        return history.score(run, run.curve().reached());
    }

    private static boolean eligible(Trial trial) {
        Run run = trial.first();
        if (run == null) {
            return false;
        }
        return switch (run.state()) {
            case WAITING, RUNNING, PAUSED, STOPPED, FINISHED -> true;
            case FAILED, DIVERGED, ENDED_EARLY -> false;
        };
    }

    /** The score where the search left the trial; what finals added does not count. */
    public double searchScore(Trial trial) {
        Run run = trial.first();
        return run == null ? Double.NaN : history.score(run, run.searched());
    }

    private double searchedShare(Trial trial) {
        Run run = trial.first();
        return run == null ? 0 : (double) run.searchReached() / history.spec().fullLength(trial.config());
    }
}
