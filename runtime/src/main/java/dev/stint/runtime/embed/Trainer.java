package dev.stint.runtime.embed;

import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;

/**
 * A training as a function. Called from as many threads at once as the study has slots, each job on a thread of its own.
 *
 * <p>Returning ends the job; an exception fails the trial, with its message, and the study goes on.
 */
@FunctionalInterface
public interface Trainer {

    /** Trains the job's configuration from {@link Job#from} to {@link Job#to}, and reports after each step. */
    void train(Job job, Reporter report) throws Exception;

    /**
     * Sweeps the learning rate: {@code range.steps()} batches at geometric rates from {@code range.min()} to {@code range.max()}, each reported
     * with the loss before its update. A trainer that does not say how goes without.
     */
    default void sweep(Job job, Task.LrRange range, Reporter report) throws Exception {
        throw new NotOffered();
    }

    /** Reports the metrics of a split for the training as it stands; trains nothing. A trainer that does not say how goes without. */
    default void evaluate(Job job, Split split, Reporter report) throws Exception {
        throw new NotOffered();
    }
}
