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

    private final List<Axis> axes;
    private final double[] inverseSquares;

    /** Reads the logarithms of the length scales from the front of {@code logs}. */
    ArdMatern(List<Axis> axes, double[] logs) {
        this.axes = axes;
        inverseSquares = new double[axes.size()];
        for (int j = 0; j < inverseSquares.length; j++) {
            inverseSquares[j] = StrictMath.exp(-2 * logs[j]);
        }
    }

    /** {@code r²}, at most {@link #UNRELATED}. */
    double square(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < inverseSquares.length; j++) {
            sum += axes.get(j).square(a[j], b[j]) * inverseSquares[j];
        }
        return Math.min(sum, UNRELATED);
    }

    /** {@code into[j] += weight·∂M/∂log ℓ_j}. */
    void addGradient(double[] a, double[] b, double weight, double[] into) {
        double square = square(a, b);
        if (square >= UNRELATED) {
            return;
        }
        double slope = slope(square);
        for (int j = 0; j < inverseSquares.length; j++) {
            into[j] -= weight * slope * 2 * axes.get(j).square(a[j], b[j]) * inverseSquares[j];
        }
    }

    /** {@code M} at this {@code r²}. */
    static double correlation(double square) {
        double u = SQRT_5 * Math.sqrt(square);
        return (1 + u + u * u / 3) * StrictMath.exp(-u);
    }

    private static double slope(double square) {
        double u = SQRT_5 * Math.sqrt(square);
        return -5.0 / 6 * (1 + u) * StrictMath.exp(-u);
    }
}
