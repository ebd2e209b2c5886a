package dev.stint.engine.model;

import java.util.List;

/** A family of positive semi-definite functions of two rows, one for each vector of log-parameters. */
public interface Kernel {
    /** How many numbers a row has. */
    int width();

    /** The priors of the parameters, in the order in which {@link #at} reads their logarithms. */
    List<LogNormal> priors();

    /** The member with these logarithms; numbers after the last parameter are ignored. */
    Covariance at(double[] logs);

    /** One kernel with fixed parameters. */
    interface Covariance {
        /** The covariance of the values at both rows. */
        double of(double[] a, double[] b);

        /** {@code into[p] += weight·∂of(a, b)/∂log θ_p} for every parameter p. */
        void addGradient(double[] a, double[] b, double weight, double[] into);
    }
}
