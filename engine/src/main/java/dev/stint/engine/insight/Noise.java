package dev.stint.engine.insight;

import java.util.Arrays;

/** Robust spread of a noisy curve, not fooled by its trend nor by single spikes. */
final class Noise {
    /** From a median absolute deviation to the standard deviation of a normal distribution. */
    static final double MAD_TO_SD = 1.4826;

    private Noise() {}

    /**
     * Standard deviation of the noise of y over ascending x, in [from, to): each point against the line through its
     * neighbours (Gasser, Sroka and Jennen-Steinmetz 1986), with the median instead of the mean. 0 below 3 points.
     */
    static double of(double[] x, double[] y, int from, int to) {
        if (to - from < 3) {
            return 0;
        }
        double[] sizes = new double[to - from - 2];
        for (int i = from + 1; i < to - 1; i++) {
            double a = (x[i + 1] - x[i]) / (x[i + 1] - x[i - 1]);
            double b = 1 - a;
            sizes[i - from - 1] = Math.abs(y[i] - a * y[i - 1] - b * y[i + 1]) / Math.sqrt(1 + a * a + b * b);
        }
        return MAD_TO_SD * median(sizes);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
    }
}
