package dev.stint.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The covariance of learning curves that can be paused and continued.
 *
 * <p>After Swersky, Snoek and Adams (2014), Freeze-thaw Bayesian optimization, with {@code t} the trained share,
 * {@code κ(t, t') = (β/(t + t' + β))^α} their mixture of exponential decays, {@code M} the Matérn 5/2 correlation of the
 * configurations, {@code A = Σ_j M_j/d} its additive part (Duvenaud, Nickisch and Rasmussen 2011, first order; it shares the length
 * scales), {@code b} what is believed of a configuration, and {@code [c]} whether the curve is the same:
 * {@code k = s1·M + s5·A + s6·b·b' + s2·M·κ + s3·κ + [c]·(s4 + s7·κ)}. {@code κ(1, 1)} is not 0, so the value at the end is
 * predicted at {@code t = 1}, not by dropping terms.
 *
 * <p>The weight of the belief has mean {@link #TRUST} (which is in the mean, not here) and variance {@code s6}: what contradicts the
 * data turns its weight to nothing, or negative.
 *
 * <p>Parameters, as logarithms: {@code ℓ_1 .. ℓ_d, s1 .. s7, α, β, σ²}. The noise at t is {@code σ²·(1 + 0.1/t)}.
 */
final class CurveKernel {

    /** How much of a belief is expected to hold before anything is measured. */
    static final double TRUST = 0.5;

    static final int SIGNALS = 7;

    private static final double SQRT_5 = 2.23606797749979;
    private static final double FAR = 1e6;

    private final List<Axis> axes;
    private final int d;

    CurveKernel(List<Axis> axes) {
        this.axes = List.copyOf(axes);
        this.d = axes.size();
    }

    int dimensions() {
        return d;
    }

    /** The priors of the parameters, in their order. */
    List<LogNormal> priors() {
        List<LogNormal> priors = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            priors.add(Matern52.lengthPrior(d));
        }
        priors.add(LogNormal.around(0.7, 0.7));
        priors.add(LogNormal.around(0.5, 1));
        priors.add(LogNormal.around(0.5, 1));
        priors.add(LogNormal.around(0.05, 1));
        priors.add(LogNormal.around(0.5, 1));
        priors.add(LogNormal.around(0.25, 0.7));
        priors.add(LogNormal.around(0.05, 1));
        priors.add(LogNormal.around(1, 0.7));
        priors.add(LogNormal.around(0.3, 0.8));
        priors.add(LogNormal.around(0.01, 1.2));
        return priors;
    }

    /** The member with these parameters. */
    Member at(double[] logs) {
        return new Member(logs);
    }

    /** One kernel with fixed parameters. */
    final class Member {
        private final double[] inverse = new double[d];
        private final double[] s = new double[SIGNALS];
        private final double alpha;
        private final double beta;
        private final double noise;

        private Member(double[] logs) {
            Arrays.setAll(inverse, j -> StrictMath.exp(-logs[j]));
            Arrays.setAll(s, i -> StrictMath.exp(logs[d + i]));
            alpha = StrictMath.exp(logs[d + SIGNALS]);
            beta = StrictMath.exp(logs[d + SIGNALS + 1]);
            noise = StrictMath.exp(logs[d + SIGNALS + 2]);
        }

        /** {@code κ}. */
        double fade(double t, double other) {
            return StrictMath.exp(-alpha * StrictMath.log1p((t + other) / beta));
        }

        double noiseAt(double t) {
            return noise * (1 + 0.1 / t);
        }

        /** {@code Δ_j/ℓ_j}; 1/ℓ_j between different levels. */
        private double scaled(double[] a, double[] b, int j) {
            double difference = a[j] - b[j];
            return axes.get(j) == Axis.CATEGORICAL && difference != 0 ? inverse[j] : Math.abs(difference) * inverse[j];
        }

        /** {@code M} at {@code u = √5·r}. */
        private static double matern(double u) {
            return (1 + u + u * u / 3) * Decay.of(u);
        }

        /** {@code M}. */
        double product(double[] a, double[] b) {
            double square = 0;
            for (int j = 0; j < d; j++) {
                double r = scaled(a, b, j);
                square += r * r;
            }
            return matern(SQRT_5 * Math.sqrt(Math.min(FAR, square)));
        }

        /** {@code A}. */
        double additive(double[] a, double[] b) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += matern(SQRT_5 * scaled(a, b, j));
            }
            return d == 0 ? 1 : sum / d;
        }

        /** What does not depend on t, and what multiplies κ, between two curves; both without what is particular to one. */
        double lasting(double m, double a, double bb) {
            return s[0] * m + s[4] * a + s[5] * bb;
        }

        double fading(double m) {
            return s[1] * m + s[2];
        }

        /** What a curve has of its own, at a fade. */
        double own(double fade) {
            return s[3] + s[6] * fade;
        }

        /** {@code K} of observations, noise included. */
        DMatrixRMaj matrix(CurveData data) {
            CurvePairs pairs = new CurvePairs(this, data);
            int n = data.size();
            DMatrixRMaj matrix = new DMatrixRMaj(n, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double k = pairs.covariance(i, j);
                    matrix.set(i, j, k);
                    matrix.set(j, i, k);
                }
                matrix.add(i, i, noiseAt(data.t[data.shareOf[i]]));
            }
            return matrix;
        }

        /**
         * Adds {@code Σ_ij W_ij·∂K_ij/∂log θ} to a gradient.
         *
         * @param w symmetric, row-major
         */
        void addGradient(CurveData data, double[] w, double[] into) {
            CurvePairs pairs = new CurvePairs(this, data);
            CurveWeights weights = CurveWeights.of(data, pairs, w);
            addSignals(data, pairs, weights, into);
            addLengths(data, weights, into);
            addFades(data, weights, into);
            for (int i = 0; i < data.size(); i++) {
                into[d + SIGNALS + 2] += w[i * data.size() + i] * noiseAt(data.t[data.shareOf[i]]);
            }
        }

        private void addSignals(CurveData data, CurvePairs pairs, CurveWeights weights, double[] into) {
            for (int a = 0; a < data.curves(); a++) {
                for (int b = 0; b < data.curves(); b++) {
                    double lasting = weights.lasting[a][b];
                    double fading = weights.fading[a][b];
                    into[d] += s[0] * lasting * pairs.product[a][b];
                    into[d + 1] += s[1] * fading * pairs.product[a][b];
                    into[d + 2] += s[2] * fading;
                    into[d + 4] += s[4] * lasting * pairs.additive[a][b];
                    into[d + 5] += s[5] * lasting * data.belief[a] * data.belief[b];
                }
                into[d + 3] += s[3] * weights.lasting[a][a];
                into[d + 6] += s[6] * weights.fading[a][a];
            }
        }

        /** {@code ∂M/∂log ℓ_j = (5/3)(1 + u)e^{−u}·Δ_j²/ℓ_j²}, and the same in one dimension for the additive part. */
        private void addLengths(CurveData data, CurveWeights weights, double[] into) {
            double[] r = new double[d];
            for (int a = 0; a < data.curves(); a++) {
                for (int b = 0; b < a; b++) {
                    double square = 0;
                    for (int j = 0; j < d; j++) {
                        r[j] = scaled(data.x[a], data.x[b], j);
                        square += r[j] * r[j];
                    }
                    double outer = slope(SQRT_5 * Math.sqrt(Math.min(FAR, square)))
                            * (s[0] * weights.lasting[a][b] + s[1] * weights.fading[a][b]);
                    double each = s[4] / d * weights.lasting[a][b];
                    for (int j = 0; j < d; j++) {
                        into[j] += 2 * r[j] * r[j] * (outer + each * slope(SQRT_5 * r[j]));
                    }
                }
            }
        }

        private static double slope(double u) {
            return (5.0 / 3) * (1 + u) * Decay.of(u);
        }

        private void addFades(CurveData data, CurveWeights weights, double[] into) {
            for (int p = 0; p < data.t.length; p++) {
                for (int q = 0; q < data.t.length; q++) {
                    double logBase = -StrictMath.log1p((data.t[p] + data.t[q]) / beta);
                    double part = weights.byShare[p][q] * StrictMath.exp(alpha * logBase) * alpha;
                    into[d + SIGNALS] += part * logBase;
                    into[d + SIGNALS + 1] += part * (1 - StrictMath.exp(logBase));
                }
            }
        }
    }
}
