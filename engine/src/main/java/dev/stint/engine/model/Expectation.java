package dev.stint.engine.model;

import java.util.Arrays;

/**
 * What is expected of a configuration before anything of its study is measured, in the units of the outputs.
 *
 * <p>It is a mean and the features that speak for it, say one of each earlier study or of each line of a textbook. How much each feature
 * is worth is learnt: a process adds {@code s·f·f'} to its covariance, so a feature that contradicts the measurements loses its weight.
 */
public final class Expectation {

    private final double mean;
    private final double[] features;

    /** An expectation; all those of one process have as many features. */
    public Expectation(double mean, double... features) {
        this.mean = mean;
        this.features = features.clone();
    }

    /** Nothing is expected. */
    public static Expectation none() {
        return new Expectation(0);
    }

    /** Nothing is expected of so many. */
    public static Expectation[] none(int count) {
        Expectation[] all = new Expectation[count];
        Arrays.fill(all, none());
        return all;
    }

    /** The mean, before anything is measured. */
    public double mean() {
        return mean;
    }

    /** The same with more features, and what is expected for them. */
    public Expectation and(double more, double... others) {
        double[] all = Arrays.copyOf(features, features.length + others.length);
        System.arraycopy(others, 0, all, features.length, others.length);
        return new Expectation(mean + more, all);
    }

    /** {@code f·f'}. */
    double times(Expectation other) {
        return Vectors.dot(features, other.features);
    }
}
