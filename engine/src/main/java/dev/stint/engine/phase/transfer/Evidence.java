package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.PastStudy;
import java.util.List;

/**
 * How much the earlier studies are, as evidence of what holds here: the sum of their odds {@code s/(1 − s)}, s the similarity. What one
 * study of other data likes is as much its own as common; a study of the same data with the same model (s = 1) is a direct witness.
 */
record Evidence(double odds) {

    /** At which experience counts in full: about five studies of the same model on other data (s = .7). */
    private static final double ENOUGH = 12;

    static Evidence of(List<PastStudy> studies) {
        return new Evidence(studies.stream()
                .mapToDouble(s -> s.similarity() / (1 - s.similarity()))
                .sum());
    }

    /** In [0, 1]. */
    double weight() {
        return Math.min(1, odds / ENOUGH);
    }

    /** How many of so many points are worth trying first. */
    int of(int points) {
        return (int) Math.round(weight() * points);
    }
}
