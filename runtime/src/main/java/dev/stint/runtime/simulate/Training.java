package dev.stint.runtime.simulate;

import dev.stint.engine.history.Split;
import dev.stint.engine.space.Config;
import dev.stint.runtime.executor.Assignment;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A training as a function: what it would print, and how long a step would take. Pure, so that a simulated study repeats. */
public interface Training {

    /** The metrics at a step, counted from 1; empty for a step that prints nothing. */
    SequencedMap<String, Double> metrics(Config config, int seed, long step);

    /** The metrics at a step of an attempt, for a schedule that depends on how long it trains. */
    default SequencedMap<String, Double> metrics(Assignment work, long step) {
        return metrics(work.config(), work.seed(), step);
    }

    /** Seconds that one unit of fidelity takes. */
    double secondsPerUnit(Config config);

    /** Seconds before the first step of an attempt. */
    default double startUpSeconds() {
        return 0;
    }

    /** The loss of a batch in a sweep at a learning rate; null for a script without that mode. */
    default @Nullable Double sweepLoss(Config config, double lr) {
        return null;
    }

    /** The metrics of a split at a length; empty for a script that cannot evaluate. */
    SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split);

    /** How an attempt goes wrong; null where it does as asked. */
    default @Nullable Ending ending(Assignment work) {
        return null;
    }

    /** After how many steps a checkpoint is written, besides those at the end and on request; 0 for a script that writes none. */
    default long checkpointEvery() {
        return Long.MAX_VALUE;
    }

    /** Why the command cannot be started at all; null where it can. */
    default @Nullable String refusal() {
        return null;
    }
}
