package dev.stint.engine.history;

import dev.stint.engine.space.Config;
import java.util.List;

/**
 * One configuration of an earlier study, written in the parameters of this one.
 *
 * @param readings its curve, shares ascending; empty for one that failed
 */
public record PastTrial(Config config, List<Reading> readings) {

    /**
     * What it scored after a part of its training.
     *
     * @param share of its full length, in (0, 1]
     * @param score larger is better; comparable within its own study only
     */
    public record Reading(double share, double score) {
        public Reading {
            if (!(share > 0) || share > 1) {
                throw new IllegalArgumentException("a share of a training is in (0, 1], not " + share);
            }
        }
    }

    public PastTrial {
        readings = List.copyOf(readings);
    }
}
