package dev.stint.bench.realtable;

/**
 * How a training is made.
 *
 * @param few examples to learn from
 * @param warmup share of the length over which the rate rises
 * @param decays whether the rate then falls to zero as a cosine, or stays
 */
record Recipe(Network network, OfSize rule, double lr, int few, int batch, int epochs, double warmup, boolean decays) {

    /** A rule for so many weights. */
    interface OfSize {
        Rule of(int size);
    }

    /** The rate of a step, from 0. */
    double rate(int step, int all) {
        double rising = warmup * all;
        if (step + 1 < rising) {
            return lr * (step + 1) / rising;
        }
        double progress = Math.min(1, (step + 1 - rising) / Math.max(1, all + 1 - rising));
        return decays ? lr * 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress)) : lr;
    }
}
