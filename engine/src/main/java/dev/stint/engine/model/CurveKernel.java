package dev.stint.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The covariance of learning curves that can be paused and continued.
 *
 * <p>After Swersky, Snoek and Adams (2014), Freeze-thaw Bayesian optimization, with {@code t} the trained share and
 * {@code κ(t, t') = (β/(t + t' + β))^α} their mixture of exponential decays. {@code M} is the Matérn 5/2 correlation of two
 * configurations; {@code E1 = Σ_j k_j/d} and {@code E2 = Σ_{i<j} k_i·k_j/(d(d − 1)/2)} are the first and second order of the additive
 * kernel over axes (Duvenaud, Nickisch and Rasmussen 2011, arXiv:1112.4394), with length scales {@code a} of its own; {@code f·f'} is
 * what is expected beforehand ({@link Expectation}); {@code [c]} is whether the curve is the same:
 *
 * <pre>k = s1·M + s2·E1 + s3·E2 + s4·f·f' + κ·(s5·M + s6·E1 + s7) + [c]·(s8 + s9·κ)</pre>
 *
 * <p>{@code κ(1, 1)} is not 0, so the value at the end is predicted at {@code t = 1}, not by dropping terms.
 *
 * <p>The priors were chosen on LCBench's tuning instances by how well values at full length are predicted (docs/search.md). What a
 * curve has of its own is held near its prior: left free it is fitted away, and what then looks well known is not.
 *
 * <p>Parameters, as logarithms: {@code ℓ_1 .. ℓ_d, a_1 .. a_d, s1 .. s9, α, β, σ²}. The noise at t is {@code σ²·(1 + 0.1/t)}.
 */
final class CurveKernel {

    /** How many parameters do not belong to an axis. */
    static final int SHARED = 12;

    private static final int SIGNALS = 9;
    private static final LogNormal LENGTH = LogNormal.around(0.5, 1.1);
    private static final LogNormal LENGTH_ALONE = LogNormal.around(0.5, 0.45);
    private static final List<LogNormal> PRIORS = List.of(
            LogNormal.around(0.35, 0.7),
            LogNormal.around(0.5, 1.1),
            LogNormal.around(0.3, 1.1),
            LogNormal.around(0.25, 0.45),
            LogNormal.around(0.5, 1.5),
            LogNormal.around(0.5, 1),
            LogNormal.around(0.5, 0.6),
            LogNormal.around(0.15, 0.2),
            LogNormal.around(0.4, 0.5),
            LogNormal.around(1, 0.7),
            LogNormal.around(0.3, 1.3),
            LogNormal.around(0.01, 0.75));

    private static final double SQRT_5 = 2.23606797749979;
    private static final double FAR = 1e6;

    private final List<Axis> axes;
    private final int d;
    private final double pairs;

    CurveKernel(List<Axis> axes) {
        this.axes = List.copyOf(axes);
        this.d = axes.size();
        this.pairs = d * (d - 1) / 2.0;
    }

    /** The priors of the parameters, in their order. */
    List<LogNormal> priors() {
        List<LogNormal> priors = new ArrayList<>(Collections.nCopies(d, LENGTH));
        priors.addAll(Collections.nCopies(d, LENGTH_ALONE));
        priors.addAll(PRIORS);
        return priors;
    }

    /** The member with these parameters. */
    Member at(double[] logs) {
        return new Member(logs);
    }

    /** One kernel with fixed parameters. */
    final class Member {
        private final double[] perLength = new double[2 * d];
        private final double[] s = new double[SIGNALS];
        private final double alpha;
        private final double beta;
        private final double noise;

        private Member(double[] logs) {
            Arrays.setAll(perLength, j -> StrictMath.exp(-logs[j]));
            Arrays.setAll(s, i -> StrictMath.exp(logs[2 * d + i]));
            alpha = StrictMath.exp(logs[2 * d + SIGNALS]);
            beta = StrictMath.exp(logs[2 * d + SIGNALS + 1]);
            noise = StrictMath.exp(logs[2 * d + SIGNALS + 2]);
        }

        /** {@code κ}. */
        double fade(double t, double other) {
            return StrictMath.exp(-alpha * StrictMath.log1p((t + other) / beta));
        }

        double noiseAt(double t) {
            return noise * (1 + 0.1 / t);
        }

        /** {@code Δ_j}; 1 between different levels. */
        private double apart(double[] a, double[] b, int j) {
            double difference = a[j] - b[j];
            return axes.get(j) == Axis.CATEGORICAL && difference != 0 ? 1 : Math.abs(difference);
        }

        /** {@code M}, {@code E1} and {@code E2} of two configurations. */
        double[] shapes(double[] x, double[] other) {
            double square = 0;
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < d; j++) {
                double delta = apart(x, other, j);
                double r = delta * perLength[j];
                double k = matern(SQRT_5 * delta * perLength[d + j]);
                square += r * r;
                sum += k;
                squares += k * k;
            }
            double m = matern(SQRT_5 * Math.sqrt(Math.min(FAR, square)));
            return new double[] {m, d == 0 ? 1 : sum / d, d < 2 ? 1 : (sum * sum - squares) / 2 / pairs};
        }

        /** {@code M} at {@code u = √5·r}. */
        private static double matern(double u) {
            return (1 + u + u * u / 3) * Decay.of(u);
        }

        /** What two curves have in common that does not depend on t. */
        double lasting(double[] shapes, double expected) {
            return s[0] * shapes[0] + s[1] * shapes[1] + s[2] * shapes[2] + s[3] * expected;
        }

        /** What two curves have in common that multiplies κ. */
        double fading(double[] shapes) {
            return s[4] * shapes[0] + s[5] * shapes[1] + s[6];
        }

        /** What a curve has of its own, at a fade. */
        double own(double fade) {
            return s[7] + s[8] * fade;
        }

        /** The variance at a share of what configurations explain of a curve. */
        double explained(double expected, double share) {
            double[] itself = {1, 1, 1};
            return lasting(itself, expected) + fade(share, share) * fading(itself);
        }

        /** {@code K} of observations, noise included. */
        DMatrixRMaj matrix(CurveData data, CurvePairs pairs) {
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
        void addGradient(CurveData data, CurvePairs pairs, double[] w, double[] into) {
            CurveWeights weights = CurveWeights.of(data, pairs, w);
            addSignals(data, pairs, weights, into);
            addLengths(data, pairs, weights, into);
            addFades(data, weights, into);
            for (int i = 0; i < data.size(); i++) {
                into[2 * d + SIGNALS + 2] += w[i * data.size() + i] * noiseAt(data.t[data.shareOf[i]]);
            }
        }

        private void addSignals(CurveData data, CurvePairs pairs, CurveWeights weights, double[] into) {
            double[] sums = new double[SIGNALS];
            for (int a = 0; a < data.curves(); a++) {
                for (int b = 0; b < data.curves(); b++) {
                    addSignals(pairs.shapes[a][b], weights.lasting[a][b], weights.fading[a][b], sums);
                    sums[3] += weights.lasting[a][b] * pairs.expected[a][b];
                }
                sums[7] += weights.lasting[a][a];
                sums[8] += weights.fading[a][a];
            }
            for (int i = 0; i < SIGNALS; i++) {
                into[2 * d + i] += s[i] * sums[i];
            }
        }

        private static void addSignals(double[] shapes, double lasting, double fading, double[] sums) {
            for (int i = 0; i < 3; i++) {
                sums[i] += lasting * shapes[i];
            }
            sums[4] += fading * shapes[0];
            sums[5] += fading * shapes[1];
            sums[6] += fading;
        }

        private void addLengths(CurveData data, CurvePairs pairs, CurveWeights weights, double[] into) {
            for (int a = 0; a < data.curves(); a++) {
                for (int b = 0; b < a; b++) {
                    addLengths(
                            data.x[a],
                            data.x[b],
                            pairs.shapes[a][b][1] * d,
                            weights.lasting[a][b],
                            weights.fading[a][b],
                            into);
                }
            }
        }

        /** {@code ∂M/∂log ℓ_j = (5/3)(1 + u)e^{−u}·Δ_j²/ℓ_j²}, and in one dimension {@code ∂E2/∂k_j = (Σk − k_j)/(d(d − 1)/2)}. */
        private void addLengths(double[] x, double[] other, double sum, double lasting, double fading, double[] into) {
            double square = 0;
            for (int j = 0; j < d; j++) {
                double r = apart(x, other, j) * perLength[j];
                square += r * r;
            }
            double outer = slope(SQRT_5 * Math.sqrt(Math.min(FAR, square))) * (s[0] * lasting + s[4] * fading);
            double one = (s[1] * lasting + s[5] * fading) / d;
            double two = d < 2 ? 0 : s[2] * lasting / pairs;
            for (int j = 0; j < d; j++) {
                double delta = apart(x, other, j);
                double r = delta * perLength[j];
                double q = delta * perLength[d + j];
                double u = SQRT_5 * q;
                double e = Decay.of(u);
                double k = (1 + u + u * u / 3) * e;
                into[j] += 2 * r * r * outer;
                into[d + j] += 2 * q * q * (5.0 / 3) * (1 + u) * e * (one + two * (sum - k));
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
                    into[2 * d + SIGNALS] += part * logBase;
                    into[2 * d + SIGNALS + 1] += part * (1 - StrictMath.exp(logBase));
                }
            }
        }
    }
}
