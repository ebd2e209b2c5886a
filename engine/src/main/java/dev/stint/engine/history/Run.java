package dev.stint.engine.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One replicate of a trial.
 *
 * <p>Where schedules shrink with the length, each length is a training of its own: {@code curve} is then that of the length trained last,
 * and those of the shorter lengths are kept apart.
 *
 * @param target the length that {@code curve} trains to where schedules shrink; 0 where all lengths share one curve
 * @param earlier curves of shorter lengths by that length; empty where all lengths share one curve
 * @param checkpoint step of the last checkpoint that is kept; 0 for none
 * @param asked the longest length that was asked for so far
 * @param searched the longest length that a search phase asked for: what the choice of finalists may look at
 * @param opened metrics of splits that were evaluated after their opening
 * @param why the reason of the last settlement
 */
public record Run(
        RunId id,
        RunState state,
        Curve curve,
        long target,
        SequencedMap<Long, Curve> earlier,
        long checkpoint,
        long asked,
        long searched,
        SequencedMap<Split, SequencedMap<String, Double>> opened,
        String why) {

    static Run planned(RunId id) {
        return new Run(
                id, RunState.WAITING, Curve.empty(), 0, new LinkedHashMap<>(), 0, 0, 0, new LinkedHashMap<>(), "");
    }

    /** As it stood in another study. */
    static Run imported(StudyEvent.TrialImported given) {
        Run run = planned(given.run());
        for (Curve.Point point : given.curve()) {
            run = run.measured(point);
        }
        return run.withCheckpoint(given.checkpoint())
                .asked(run.curve().reached(), true)
                .withState(given.state(), given.why());
    }

    /** The curve that counts at a length: the one that was trained to it, where each length is a training of its own. */
    public Curve curve(long length) {
        Curve own = earlier.get(length);
        return own != null ? own : target == 0 || target == length ? curve : Curve.empty();
    }

    /** How far the search itself trained. */
    public long searchReached() {
        return Math.min(searched, curve(searched).reached());
    }

    /** A training of its own begins: what was measured for another length is put aside. */
    Run retrained(long length) {
        if (target == length) {
            return this;
        }
        SequencedMap<Long, Curve> kept = new LinkedHashMap<>(earlier);
        if (!curve.points().isEmpty()) {
            kept.put(target, curve);
        }
        Curve before = kept.get(length);
        return new Run(
                id,
                state,
                before == null ? Curve.empty() : before,
                length,
                Collections.unmodifiableSequencedMap(kept),
                0,
                asked,
                searched,
                opened,
                why);
    }

    /** The search asked for more than it got. */
    Run cut() {
        return new Run(
                id,
                state,
                curve,
                target,
                earlier,
                checkpoint,
                asked,
                target == 0 ? searchReached() : longest(),
                opened,
                why);
    }

    /** The longest length that was trained to its end, where each is a training of its own. */
    private long longest() {
        long own = curve.reached() >= target ? target : 0;
        return earlier.entrySet().stream()
                .filter(e -> e.getValue().reached() >= e.getKey())
                .mapToLong(e -> e.getKey())
                .reduce(Math.min(own, searched), (a, b) -> b <= searched ? Math.max(a, b) : a);
    }

    Run withState(RunState next, String reason) {
        return new Run(id, next, curve, target, earlier, checkpoint, asked, searched, opened, reason);
    }

    Run measured(Curve.Point point) {
        return new Run(id, state, curve.plus(point), target, earlier, checkpoint, asked, searched, opened, why);
    }

    Run withCheckpoint(long step) {
        return new Run(id, state, curve, target, earlier, step, asked, searched, opened, why);
    }

    Run asked(long upTo, boolean search) {
        long seen = search ? Math.max(searched, upTo) : searched;
        return new Run(id, state, curve, target, earlier, checkpoint, Math.max(asked, upTo), seen, opened, why);
    }

    Run opened(Split split, SequencedMap<String, Double> metrics) {
        SequencedMap<Split, SequencedMap<String, Double>> next = new LinkedHashMap<>(opened);
        next.put(split, metrics);
        return new Run(
                id,
                state,
                curve,
                target,
                earlier,
                checkpoint,
                asked,
                searched,
                Collections.unmodifiableSequencedMap(next),
                why);
    }
}
