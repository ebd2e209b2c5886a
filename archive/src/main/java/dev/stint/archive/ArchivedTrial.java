package dev.stint.archive;

import dev.stint.engine.space.Config;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One configuration of an archived study and how its training went.
 *
 * @param config by the names of the study's parameters
 * @param state {@code finished}, {@code paused}, {@code stopped}, {@code failed} ...: the states of a run
 * @param curve the objective over its training, shares ascending; empty for a failure
 */
public record ArchivedTrial(int number, Config config, String state, List<Reading> curve) {

    /**
     * The objective after a part of the training.
     *
     * @param share of the full length, in (0, 1]
     * @param value as measured, finite
     */
    public record Reading(double share, double value) {}

    public ArchivedTrial {
        curve = List.copyOf(curve);
    }

    /** Where it ended; null for a failure. */
    public @Nullable Reading last() {
        return curve.isEmpty() ? null : curve.getLast();
    }
}
