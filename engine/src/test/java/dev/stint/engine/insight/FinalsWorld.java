package dev.stint.engine.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes finals whose truth is known; finalist 0 is the control, larger is better.
 *
 * @param f true values
 * @param rho share of the unit variance between seeds that all finalists have in common
 */
@SuppressWarnings("ArrayRecordComponent")
record FinalsWorld(double[] f, double rho) {
    /** Values that spread by tau around the control's. */
    static FinalsWorld random(int finalists, double tau, double rho, Random random) {
        double[] f = new double[finalists];
        for (int c = 1; c < finalists; c++) {
            f[c] = tau * random.nextGaussian();
        }
        return new FinalsWorld(f, rho);
    }

    /** One run for each finalist and each of its seeds. */
    List<Validation.Outcome> play(int[] seeds, Random random) {
        List<Validation.Outcome> outcomes = new ArrayList<>();
        for (int replicate = 1; replicate <= 5; replicate++) {
            double common = Math.sqrt(rho) * random.nextGaussian();
            for (int c = 0; c < f.length; c++) {
                double value = f[c] + common + Math.sqrt(1 - rho) * random.nextGaussian();
                if (replicate <= seeds[c]) {
                    outcomes.add(new Validation.Outcome(c, replicate, value));
                }
            }
        }
        return outcomes;
    }
}
