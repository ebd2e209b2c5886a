package dev.stint.engine.model;

import java.util.List;

/**
 * The Matérn 5/2 correlation with one length scale per dimension (automatic relevance determination).
 *
 * <p>Notation, after Rasmussen and Williams (2006), eq. 4.17: {@code r² = Σ Δ_j²/ℓ_j²},
 * {@code M = (1 + √5·r + 5r²/3)·e^{−√5·r}}, {@code ∂M/∂(r²) = −(5/6)(1 + √5·r)·e^{−√5·r}},
 * {@code ∂r²/∂log ℓ_j = −2Δ_j²/ℓ_j²}.
 */
final class ArdMatern {
    /** Beyond this r² the correlation is 0 in double precision. */
    private static final double UNRELATED = 1e6;

    private static final double SQRT_5 = 2.23606797749979;

    private final boolean[] categorical;
    private final double[] inverseSquares;

    /** Reads the logarithms of the length scales from the front of {@code logs}. */
    ArdMatern(List<Axis> axes, double[] logs) {
        categorical = new boolean[axes.size()];
        inverseSquares = new double[axes.size()];
        for (int j = 0; j < inverseSquares.length; j++) {
            categorical[j] = axes.get(j) == Axis.CATEGORICAL;
            inverseSquares[j] = StrictMath.exp(-2 * logs[j]);
        }
    }

    /** {@code into[j] += weight·∂M/∂log ℓ_j}, given {@code u = √5·r} and {@code e^{−u}}. */
    void addGradient(double[] a, double[] b, double u, double decay, double weight, double[] into) {
        if (decay == 0) {
            return;
        }
        double factor = weight * (5.0 / 3) * (1 + u) * decay;
        for (int j = 0; j < inverseSquares.length; j++) {
            into[j] += factor * part(a, b, j);
        }
    }

    /** {@code Δ_j²/ℓ_j²}. */
    private double part(double[] a, double[] b, int j) {
        double difference = a[j] - b[j];
        if (categorical[j]) {
            return difference == 0 ? 0 : inverseSquares[j];
        }
        return difference * difference * inverseSquares[j];
    }

    /** {@code u = √5·r}, with r² cut at {@link #UNRELATED}. */
    double distance(double[] a, double[] b) {
        double square = 0;
        for (int j = 0; j < inverseSquares.length; j++) {
            square += part(a, b, j);
        }
        return SQRT_5 * Math.sqrt(Math.min(square, UNRELATED));
    }

    /** {@code M}. */
    double correlation(double[] a, double[] b) {
        double u = distance(a, b);
        return correlation(u, StrictMath.exp(-u));
    }

    /** {@code M}, given u and {@code e^{−u}}. */
    static double correlation(double u, double decay) {
        return (1 + u + u * u / 3) * decay;
    }
}
