package dev.stint.engine.model;

import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Bayesian ridge regression with unknown noise: defined by its prior before the first observation.
 *
 * <p>Notation, after Gelman et al. (2013), section 14.8 (normal, inverse-gamma): {@code y = x·w + ε},
 * {@code ε ~ N(0, σ²)}, {@code w ~ N(m_0, σ²·Λ_0⁻¹)}, {@code σ² ~ InvGamma(a_0, b_0)}; after n observations
 * {@code Λ = Λ_0 + XᵀX}, {@code Λ·(m − m_0) = Xᵀ(y − X·m_0)}, {@code a = a_0 + n/2},
 * {@code b = b_0 + ½|y − X·m|² + ½(m − m_0)ᵀΛ_0(m − m_0)}. The prediction at x is t with 2a degrees of freedom around
 * {@code x·m} with squared scale {@code (b/a)·(1 + xᵀΛ⁻¹x)}. An intercept is a column of ones.
 */
public final class Ridge {
    private final double[] priorMeans;
    private final double[] priorPrecisions;
    private final double[] means;
    private final Cholesky precision;
    private final double a;
    private final double b;
    private final double logEvidence;

    private Ridge(double[] priorMeans, double[] priorPrecisions, double a0, double b0, double[][] x, double[] y) {
        this.priorMeans = priorMeans;
        this.priorPrecisions = priorPrecisions;
        precision = factor(priorPrecisions, x);
        means = means(x, y);
        a = a0 + 0.5 * y.length;
        b = b0 + 0.5 * squares(x, y);
        logEvidence = a0 * StrictMath.log(b0)
                - a * StrictMath.log(b)
                - 0.5 * precision.logDeterminant()
                + 0.5 * Arrays.stream(priorPrecisions).map(StrictMath::log).sum();
    }

    /**
     * The regression that has seen these observations.
     *
     * @param prior what is believed before
     * @param x one row of as many numbers as the prior has coefficients for each observation
     */
    public static Ridge fit(Prior prior, double[][] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("A regression needs one row for each output, got " + x.length
                    + " rows and " + y.length + " outputs.");
        }
        double[] priorMeans =
                prior.coefficients().stream().mapToDouble(Coefficient::mean).toArray();
        for (int i = 0; i < x.length; i++) {
            if (x[i].length != priorMeans.length
                    || !Double.isFinite(y[i])
                    || !Arrays.stream(x[i]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("Observation " + i + " of a regression is " + Arrays.toString(x[i])
                        + " -> " + y[i] + "; it needs " + priorMeans.length + " finite numbers and a finite output.");
            }
        }
        double variance = prior.noiseSd() * prior.noiseSd();
        double[] precisions = prior.coefficients().stream()
                .mapToDouble(c -> variance / (c.sd() * c.sd()))
                .toArray();
        double a0 = 0.5 * prior.noiseWorth();
        return new Ridge(priorMeans, precisions, a0, a0 * variance, x, y);
    }

    /**
     * The logarithm of the density of the outputs under the prior, but for a constant that regressions on as many outputs with as much worth
     * of their noise have in common.
     */
    public double logEvidence() {
        return logEvidence;
    }

    /** The prediction of an output, noise included. */
    public StudentT predict(double[] row) {
        double[] v = precision.forward(row);
        double scale = Math.sqrt(b / a * (1 + Vectors.dot(v, v)));
        return new StudentT(Vectors.dot(row, means), scale, 2 * a);
    }

    /** The posterior of {@code x·w}, noise left out: of a difference between expected outputs, where x is a difference of rows. */
    public StudentT contrast(double[] row) {
        double[] v = precision.forward(row);
        return new StudentT(Vectors.dot(row, means), Math.sqrt(b / a * Vectors.dot(v, v)), 2 * a);
    }

    /** A draw from the posterior predictive of these outputs, which share their coefficients and noise. */
    public double[] draw(double[][] rows, Stream stream) {
        double sd = Math.sqrt(2 * b / chiSquared(2 * a, stream));
        double[] standard = new double[means.length];
        Arrays.setAll(standard, j -> sd * stream.gaussian());
        double[] shift = precision.solve(precision.times(standard));
        double[] drawn = new double[rows.length];
        Arrays.setAll(drawn, i -> Vectors.dot(rows[i], means) + Vectors.dot(rows[i], shift) + sd * stream.gaussian());
        return drawn;
    }

    /** With at least one degree of freedom, whole degrees only. */
    private static double chiSquared(double freedom, Stream stream) {
        double sum = 0;
        for (int i = 0; i < StrictMath.round(freedom); i++) {
            double standard = stream.gaussian();
            sum += standard * standard;
        }
        return sum;
    }

    /** The posterior means of the coefficients. */
    public double[] coefficients() {
        return means.clone();
    }

    private static Cholesky factor(double[] priorPrecisions, double[][] x) {
        int d = priorPrecisions.length;
        DMatrixRMaj lambda = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            lambda.set(i, i, priorPrecisions[i]);
            for (int j = 0; j < d; j++) {
                for (double[] row : x) {
                    lambda.add(i, j, row[i] * row[j]);
                }
            }
        }
        Cholesky factor = Cholesky.of(lambda);
        if (factor == null) {
            throw new IllegalArgumentException(
                    "The rows of a regression are too large to square; scale them to about 1.");
        }
        return factor;
    }

    private double[] means(double[][] x, double[] y) {
        double[] pull = new double[priorMeans.length];
        for (int i = 0; i < y.length; i++) {
            double residual = y[i] - Vectors.dot(x[i], priorMeans);
            for (int j = 0; j < pull.length; j++) {
                pull[j] += x[i][j] * residual;
            }
        }
        double[] shift = precision.solve(pull);
        Arrays.setAll(shift, j -> priorMeans[j] + shift[j]);
        return shift;
    }

    private double squares(double[][] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double residual = y[i] - Vectors.dot(x[i], means);
            sum += residual * residual;
        }
        for (int j = 0; j < means.length; j++) {
            double shift = means[j] - priorMeans[j];
            sum += priorPrecisions[j] * shift * shift;
        }
        return sum;
    }

    /** What is believed of one coefficient before any observation; the deviation is for noise as believed. */
    public record Coefficient(double mean, double sd) {
        public Coefficient {
            if (!Double.isFinite(mean) || !(sd > 0) || Double.isInfinite(sd)) {
                throw new IllegalArgumentException(
                        "A coefficient needs a finite mean and a positive finite deviation, got " + mean + " and " + sd
                                + ".");
            }
        }
    }

    /**
     * What is believed before any observation.
     *
     * @param noiseSd the believed deviation of the noise
     * @param noiseWorth how many observations that belief is worth; above 2 for predictions with a finite deviation
     */
    public record Prior(List<Coefficient> coefficients, double noiseSd, double noiseWorth) {
        public Prior {
            coefficients = List.copyOf(coefficients);
            if (!(noiseSd > 0) || Double.isInfinite(noiseSd) || !(noiseWorth > 0) || Double.isInfinite(noiseWorth)) {
                throw new IllegalArgumentException(
                        "The noise of a regression needs a positive finite deviation and worth, got " + noiseSd
                                + " and " + noiseWorth + ".");
            }
        }
    }
}
