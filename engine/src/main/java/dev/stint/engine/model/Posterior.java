package dev.stint.engine.model;

/** Means and variances of the noise-free function at some rows, in standardised units (larger is better). */
public final class Posterior {
    private final double[] means;
    private final double[] variances;

    Posterior(double[] means, double[] variances) {
        this.means = means;
        this.variances = variances;
    }

    /** How many rows were asked for. */
    public int size() {
        return means.length;
    }

    /** The mean at row i. */
    public double mean(int i) {
        return means[i];
    }

    /** The variance at row i, never negative. */
    public double variance(int i) {
        return variances[i];
    }

    /** The standard deviation at row i. */
    public double sd(int i) {
        return Math.sqrt(variances[i]);
    }

    /** A copy of the means. */
    public double[] means() {
        return means.clone();
    }

    /** A copy of the variances. */
    public double[] variances() {
        return variances.clone();
    }
}
