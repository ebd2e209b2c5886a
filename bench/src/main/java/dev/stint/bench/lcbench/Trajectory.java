package dev.stint.bench.lcbench;

import java.util.Arrays;

/** What one configuration does from epoch to epoch, without noise. */
final class Trajectory {

    private final double[] curve;
    private final double end;
    private final double test;
    private final double seconds;

    /**
     * @param curve the objective after each epoch; NaN from where it diverged
     * @param end what a full training is worth, which is a number even where it diverged
     * @param test the metric of the test set after the full training
     * @param seconds how long that takes
     */
    Trajectory(double[] curve, double end, double test, double seconds) {
        this.curve = curve.clone();
        this.end = end;
        this.test = test;
        this.seconds = Math.max(seconds, 1e-3);
    }

    /** Of the surrogate: validation accuracy in percent, balanced accuracy on the test set in [0, 1]. */
    static Trajectory of(float[][] rows) {
        float[] last = rows[rows.length - 1];
        return new Trajectory(
                Arrays.stream(rows)
                        .mapToDouble(row -> row[Surrogate.VAL_ACCURACY])
                        .toArray(),
                last[Surrogate.VAL_ACCURACY],
                last[Surrogate.TEST_BALANCED_ACCURACY],
                last[Surrogate.TIME]);
    }

    /** The same end after so many epochs that show what the first one does. */
    Trajectory late(int silent) {
        double[] later = new double[curve.length];
        for (int i = 0; i < later.length; i++) {
            double part = Math.max(0, i + 1.0 - silent) / (later.length - silent);
            later[i] = curve[(int) Math.round(part * (curve.length - 1))];
        }
        return new Trajectory(later, end, test, seconds);
    }

    /** The objective at an epoch from 1. */
    double at(long epoch) {
        return curve[(int) epoch - 1];
    }

    /** Whether it came to its end. */
    boolean whole() {
        return Double.isFinite(curve[curve.length - 1]);
    }

    /** The objective of the full training. */
    double end() {
        return end;
    }

    /** The test metric after the full training. */
    double test() {
        return test;
    }

    /** How long the full training takes. */
    double seconds() {
        return seconds;
    }
}
