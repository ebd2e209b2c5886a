package dev.stint.engine.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One replicate of a trial.
 *
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
        long checkpoint,
        long asked,
        long searched,
        SequencedMap<Split, SequencedMap<String, Double>> opened,
        String why) {

    static Run planned(RunId id) {
        return new Run(id, RunState.WAITING, Curve.empty(), 0, 0, 0, new LinkedHashMap<>(), "");
    }

    Run withState(RunState next, String reason) {
        return new Run(id, next, curve, checkpoint, asked, searched, opened, reason);
    }

    Run measured(Curve.Point point) {
        return new Run(id, state, curve.plus(point), checkpoint, asked, searched, opened, why);
    }

    Run withCheckpoint(long step) {
        return new Run(id, state, curve, step, asked, searched, opened, why);
    }

    Run asked(long upTo, boolean search) {
        long seen = search ? Math.max(searched, upTo) : searched;
        return new Run(id, state, curve, checkpoint, Math.max(asked, upTo), seen, opened, why);
    }

    Run opened(Split split, SequencedMap<String, Double> metrics) {
        SequencedMap<Split, SequencedMap<String, Double>> next = new LinkedHashMap<>(opened);
        next.put(split, metrics);
        return new Run(id, state, curve, checkpoint, asked, searched, Collections.unmodifiableSequencedMap(next), why);
    }
}
