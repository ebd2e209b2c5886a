package dev.stint.engine.history;

import java.util.List;

/**
 * One earlier study.
 *
 * @param name as the report shows it
 * @param similarity to this one, in (0, 1]; its weight among the others
 * @param note what of it could not be taken over, in words; empty where everything could
 */
public record PastStudy(String name, double similarity, List<PastTrial> trials, String note) {

    /** A study that was taken over as a whole. */
    public PastStudy(String name, double similarity, List<PastTrial> trials) {
        this(name, similarity, trials, "");
    }

    public PastStudy {
        if (!(similarity > 0) || similarity > 1) {
            throw new IllegalArgumentException("the similarity of " + name + " is " + similarity + ", not in (0, 1]");
        }
        trials = List.copyOf(trials);
    }

    /** Whether it was, by all that is known, this very study: the same tags, parameters and metric. */
    public boolean same() {
        return similarity == 1;
    }
}
