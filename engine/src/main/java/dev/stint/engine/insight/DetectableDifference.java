package dev.stint.engine.insight;

import dev.stint.engine.model.StudentT;

/** For planning finals: the smallest difference between two finalists that they will probably show. */
public final class DetectableDifference {
    private static final double CONFIDENCE = 0.95;
    private static final double POWER = 0.8;

    private DetectableDifference() {}

    /**
     * A true difference of this size gets a 90 % interval that excludes 0 in four finals out of five.
     *
     * <p>Luck that is common to all finalists of a seed is not counted on; where there is some, less can be detected.
     * With one seed each the deviation is taken as known, since such finals cannot measure it.
     *
     * @param sd deviation of the objective between seeds, in its units
     * @param seeds seeds of each of the two
     * @param finalists finalists with that many seeds, which share in measuring the deviation; at least 2
     */
    public static double of(double sd, int seeds, int finalists) {
        if (!(sd >= 0) || seeds < 1 || finalists < 2) {
            throw new IllegalArgumentException(
                    "Detectable differences need sd >= 0, seeds >= 1 and finalists >= 2, got " + sd + ", " + seeds
                            + ", " + finalists + ".");
        }
        double df = seeds == 1 ? 1e6 : finalists * (seeds - 1.0);
        double reach = StudentT.standard(df).quantile(CONFIDENCE)
                + StudentT.standard(df).quantile(POWER);
        return reach * sd * Math.sqrt(2.0 / seeds);
    }
}
