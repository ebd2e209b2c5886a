package dev.stint.bench.lcbench;

/** What one configuration does over its 52 epochs, without noise. */
final class Trajectory {

    private final double[] accuracy;
    private final double testBalanced;
    private final double seconds;

    Trajectory(float[][] rows) {
        this.accuracy = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            accuracy[i] = rows[i][Surrogate.VAL_ACCURACY];
        }
        float[] last = rows[rows.length - 1];
        this.testBalanced = last[Surrogate.TEST_BALANCED_ACCURACY];
        this.seconds = Math.max(last[Surrogate.TIME], 1e-3);
    }

    /** Validation accuracy in percent at an epoch from 1. */
    double accuracy(long epoch) {
        return accuracy[(int) epoch - 1];
    }

    /** Validation accuracy of the full training. */
    double end() {
        return accuracy[accuracy.length - 1];
    }

    /** Balanced accuracy on the test set after the full training, in [0, 1]. */
    double testBalanced() {
        return testBalanced;
    }

    /** How long the full training takes. */
    double seconds() {
        return seconds;
    }
}
