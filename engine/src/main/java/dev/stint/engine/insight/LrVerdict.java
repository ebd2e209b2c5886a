package dev.stint.engine.insight;

import java.util.List;

/** What a learning-rate sweep says, if it says anything. Rates are raw, not logarithms. */
public sealed interface LrVerdict {

    /** The 95 % quantile of the normal distribution. */
    double Z90 = 1.6449;

    /** The smoothed loss over the learning rate, for a plot; ends where the loss stopped being finite. */
    List<LrSweep.Point> smoothed();

    /**
     * A sweep of good shape.
     *
     * @param start where the descent leaves the noise
     * @param steepest where the logarithm of the loss falls fastest
     * @param edge where the smoothed loss is lowest
     * @param divergedAt where the loss has clearly turned up, or is not finite any more; no prior should reach further
     * @param centre estimate of a good peak rate: a prior, never a value to fix
     * @param sdDecades how unsure the centre is, in decades; at least 0.3
     */
    @SuppressWarnings("AvoidCommonTypeNames")
    record Readable(
            double start,
            double steepest,
            double edge,
            double divergedAt,
            double centre,
            double sdDecades,
            List<LrSweep.Point> smoothed)
            implements LrVerdict {
        public Readable {
            smoothed = List.copyOf(smoothed);
        }

        /**
         * Width of the log-normal prior that this sweep justifies: a sweep cannot see long runs, so half a decade at
         * least.
         */
        public double priorSdDecades() {
            return Math.max(0.5, sdDecades);
        }

        /** The lower end of the 90 % interval of a good peak rate. */
        public double low() {
            return centre * StrictMath.pow(10, -Z90 * priorSdDecades());
        }

        /** The upper end of the 90 % interval. */
        public double high() {
            return centre * StrictMath.pow(10, Z90 * priorSdDecades());
        }
    }

    /**
     * A sweep from which no rate can be read.
     *
     * @param reasons plain sentences, at least one
     * @param higherRatesMayHelp whether a second sweep up to a hundred times the highest rate could be readable
     */
    record Unreadable(List<String> reasons, boolean higherRatesMayHelp, List<LrSweep.Point> smoothed)
            implements LrVerdict {
        public Unreadable {
            reasons = List.copyOf(reasons);
            smoothed = List.copyOf(smoothed);
        }
    }
}
