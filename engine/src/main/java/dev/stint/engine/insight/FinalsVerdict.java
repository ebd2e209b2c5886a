package dev.stint.engine.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the finals say. Values and differences are in the units of the objective; intervals are 90 %. */
public sealed interface FinalsVerdict {
    /** The finalist to recommend. */
    int winner();

    /** One estimate for each finalist as if it had not been chosen by these results. */
    List<Estimate> estimates();

    /**
     * Winner minus another finalist; whether a negative mean is good depends on the goal.
     *
     * @param evidence whether the interval lies on the better side of 0 altogether
     */
    record Difference(double mean, double low, double high, boolean evidence) {}

    /**
     * The winner is not the best by its values but a cheaper finalist that cannot be told from it.
     *
     * @param over the best by its values after the correction for luck
     * @param difference winner minus that one; within half its standard error
     * @param cost of a training of the winner, in trainings of that one; below 1
     */
    record Preferred(int over, Difference difference, double cost) {}

    /**
     * A verdict with its uncertainty.
     *
     * @param winner the finalist with the best value after the correction for luck, unless a cheaper one is preferred
     * @param corrected the winner's value after the correction for being chosen as the best
     * @param optimism how much better the best observed mean of such finals is than its truth, on average; never
     *     negative
     * @param probabilityOfBest for each finalist; sums to one
     * @param toControl winner minus control, corrected in the same way; null where the control won or is missing
     * @param ties the other finalists whose difference to the winner may be nothing
     * @param seedSd deviation between seeds of one finalist
     * @param preferred why the winner is not the best by its values; null where it is
     */
    record Told(
            int winner,
            List<Estimate> estimates,
            Estimate.Bounded corrected,
            double optimism,
            List<Double> probabilityOfBest,
            @Nullable Difference toControl,
            List<Integer> ties,
            double seedSd,
            @Nullable Preferred preferred)
            implements FinalsVerdict {
        public Told {
            estimates = List.copyOf(estimates);
            probabilityOfBest = List.copyOf(probabilityOfBest);
            ties = List.copyOf(ties);
        }
    }

    /** No finalist has a second seed and nothing is known of the noise: the winner is merely the best value seen. */
    record CannotTell(int winner, List<Estimate> estimates, String why) implements FinalsVerdict {
        public CannotTell {
            estimates = List.copyOf(estimates);
        }
    }
}
