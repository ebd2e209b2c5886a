package dev.stint.runtime.embed;

import java.util.Map;

/**
 * What a job tells the study. For any thread.
 *
 * <p>All methods throw {@link IllegalArgumentException} when something does not fit, naming what and what was expected; nothing has changed then.
 */
public interface Reporter {

    /**
     * The metrics after a step. Steps go up, may leave some out, and end at the job's {@link Job#to}.
     *
     * @return whether to go on; false once the study wants nothing more of this job
     */
    boolean step(long step, Map<String, Double> metrics);

    /** As {@link #step(long, Map)}, with one metric. */
    default boolean step(long step, String metric, double value) {
        return step(step, Map.of(metric, value));
    }

    /**
     * What was spent since the last time this was said, in the unit of the budget. A study that was told a cost once is not metered by the
     * clock any more.
     */
    void cost(double amount);

    /** A point of a sweep: the loss of a batch before its update. */
    void rate(double lr, double loss);

    /** The metrics of an evaluation. */
    void split(Map<String, Double> metrics);

    /** Whether the study wants nothing more of this job: keep what should be kept, and return. */
    boolean stopped();
}
