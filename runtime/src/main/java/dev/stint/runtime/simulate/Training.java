package dev.stint.runtime.simulate;

import dev.stint.engine.history.Split;
import dev.stint.engine.space.Config;
import java.util.SequencedMap;

/** A training as a function: what it would print, and how long a step would take. Pure, so that a simulated study repeats. */
public interface Training {

    /** The metrics at a step, counted from 1. */
    SequencedMap<String, Double> metrics(Config config, int seed, long step);

    /** Seconds that one unit of fidelity takes. */
    double secondsPerUnit(Config config);

    /** Seconds before the first step of an attempt. */
    default double startUpSeconds() {
        return 0;
    }

    /** The loss of a batch in a sweep at a learning rate; null for a script without that mode. */
    default @org.jspecify.annotations.Nullable Double sweepLoss(Config config, double lr) {
        return null;
    }

    /** The metrics of a split at a length; empty for a script that cannot evaluate. */
    SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split);
}
