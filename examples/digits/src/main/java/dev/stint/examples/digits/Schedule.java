package dev.stint.examples.digits;

/**
 * The learning rate over a training of full length: a linear warm-up, then a cosine down to zero.
 *
 * <p>It does not depend on how far a trial is taken now, so that a trial paused at epoch 3 and continued later walks
 * the same curve as one trained without a break.
 *
 * @param peak the highest rate, reached at the end of the warm-up
 * @param warmupRatio share of all steps that warm up, in [0, 1]
 * @param steps number of steps of the full length
 */
record Schedule(double peak, double warmupRatio, int steps) {

    /** The rate of a step, counted from 0. */
    double at(int step) {
        double warmup = warmupRatio * steps;
        if (step + 1 < warmup) {
            return peak * (step + 1) / warmup;
        }
        double progress = Math.min(1, (step + 1 - warmup) / Math.max(1, steps + 1 - warmup));
        return peak * 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
    }
}
