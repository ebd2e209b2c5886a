package dev.stint.engine.model;

import java.util.Arrays;
import java.util.List;

/**
 * Fitted parameters of a Gaussian process: natural logarithms of the kernel's parameters in its order, then of the
 * noise variance. They travel in the journal as plain numbers and start the next fit.
 */
public record GpParameters(List<Double> logs) {
    public GpParameters {
        logs = List.copyOf(logs);
        for (double log : logs) {
            if (!Double.isFinite(log)) {
                throw new IllegalArgumentException(
                        "Parameters of a Gaussian process are finite logarithms, got " + logs + ".");
            }
        }
    }

    /** The parameters with these logarithms. */
    public static GpParameters of(double... logs) {
        return new GpParameters(Arrays.stream(logs).boxed().toList());
    }

    /** A fresh array of the logarithms. */
    public double[] toArray() {
        return logs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The noise variance, in squared units of the standardised outputs. */
    public double noise() {
        return StrictMath.exp(logs.getLast());
    }
}
