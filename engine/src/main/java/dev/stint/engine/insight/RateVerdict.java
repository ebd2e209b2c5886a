package dev.stint.engine.insight;

import java.util.List;

/** What short trainings at several learning rates say of the best one, if they say anything. Rates are raw, not logarithms. */
public sealed interface RateVerdict {

    /**
     * The losses have one valley.
     *
     * @param best estimate of the rate with the lowest loss
     * @param low of its 90 % interval
     * @param high of its 90 % interval
     */
    record Found(double best, double low, double high) implements RateVerdict {}

    /**
     * No rate can be told.
     *
     * @param reasons plain sentences, at least one
     */
    record Unclear(List<String> reasons) implements RateVerdict {
        public Unclear {
            reasons = List.copyOf(reasons);
        }
    }
}
