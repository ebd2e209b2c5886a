package dev.stint.engine.insight;

/** How often two configurations are ordered alike after a part of their training and at its end, where nothing is known of the task. */
final class UsualRanks {

    /** Measured on learning curves of 34 tabular tasks: fraction of the full length, and the probability over all configurations. */
    private static final double[] FRACTION = {0.02, 0.04, 0.10, 0.15, 0.25, 0.50, 1};

    private static final double[] ALIKE = {0.51, 0.73, 0.82, 0.85, 0.88, 0.93, 0.99};

    private UsualRanks() {}

    /** The probability to expect of a prefix of this fraction (0, 1] of the full training; between the measured ones by its logarithm. */
    static double alike(double fraction) {
        if (fraction <= FRACTION[0]) {
            return ALIKE[0];
        }
        int above = 1;
        while (above < FRACTION.length - 1 && FRACTION[above] < fraction) {
            above++;
        }
        double span = StrictMath.log(FRACTION[above] / FRACTION[above - 1]);
        double part = Math.min(1, StrictMath.log(fraction / FRACTION[above - 1]) / span);
        return ALIKE[above - 1] + part * (ALIKE[above] - ALIKE[above - 1]);
    }
}
