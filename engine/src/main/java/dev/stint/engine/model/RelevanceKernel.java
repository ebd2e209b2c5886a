package dev.stint.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A kernel to ask which parameters matter at full length: {@code k = (s₁/d)·Σ_j M52(Δ_j/ℓ_j) + (s₂ + gg'·s₃)·M52(r) + gg'·c}, with
 * {@code g = 1 − t} what a training has still to go.
 *
 * <p>Rows are d numbers of the unit cube and the trained share t, in (0, 1]. A parameter without influence has a long ℓ in every part.
 * The first part adds effects of single parameters (Duvenaud, Nickisch and Rasmussen 2011), the second lets all interact, and what has
 * the factor gg' fades as a training becomes complete. Parameters: {@code log ℓ_1 .. log ℓ_d, log s₁, log s₂, log s₃, log c}.
 */
public final class RelevanceKernel implements Kernel {
    private static final LogNormal LENGTH = LogNormal.around(1, 1.5);
    private static final List<LogNormal> SCALES = List.of(
            LogNormal.around(0.7, 0.7), LogNormal.around(0.3, 1), LogNormal.around(0.3, 1), LogNormal.around(1, 1));

    private static final double SQRT_5 = 2.23606797749979;

    private final List<Axis> axes;

    private RelevanceKernel(List<Axis> axes) {
        this.axes = List.copyOf(axes);
    }

    /** The kernel over rows with these dimensions and a share behind them. */
    public static RelevanceKernel over(List<Axis> axes) {
        return new RelevanceKernel(axes);
    }

    /** A row: the numbers of a configuration, and the trained share in (0, 1]. */
    public static double[] row(double[] config, double share) {
        double[] row = Arrays.copyOf(config, config.length + 1);
        row[config.length] = share;
        return row;
    }

    @Override
    public int width() {
        return axes.size() + 1;
    }

    @Override
    public List<LogNormal> priors() {
        List<LogNormal> priors = new ArrayList<>();
        axes.forEach(axis -> priors.add(LENGTH));
        priors.addAll(SCALES);
        return priors;
    }

    @Override
    public Covariance at(double[] logs) {
        return new Member(axes, logs);
    }

    private static final class Member implements Covariance {
        private final int d;
        private final boolean[] categorical;
        private final double[] steepness;
        private final double[] scales = new double[SCALES.size()];

        Member(List<Axis> axes, double[] logs) {
            d = axes.size();
            categorical = new boolean[d];
            steepness = new double[d];
            for (int j = 0; j < d; j++) {
                categorical[j] = axes.get(j) == Axis.CATEGORICAL;
                steepness[j] = SQRT_5 * StrictMath.exp(-logs[j]);
            }
            for (int s = 0; s < scales.length; s++) {
                scales[s] = StrictMath.exp(logs[d + s]);
            }
        }

        @Override
        public double of(double[] a, double[] b) {
            double sum = 0;
            double square = 0;
            for (int j = 0; j < d; j++) {
                double u = distance(a, b, j);
                sum += ArdMatern.correlation(u, StrictMath.exp(-u));
                square += u * u;
            }
            double u = Math.sqrt(square);
            double togo = (1 - a[d]) * (1 - b[d]);
            double together = ArdMatern.correlation(u, StrictMath.exp(-u));
            return scales[0] / d * sum + (scales[1] + togo * scales[2]) * together + togo * scales[3];
        }

        /** {@code √5·|Δ_j|/ℓ_j}. */
        private double distance(double[] a, double[] b, int j) {
            double difference = Math.abs(a[j] - b[j]);
            return steepness[j] * (categorical[j] && difference > 0 ? 1 : difference);
        }

        @Override
        public void addGradient(double[] a, double[] b, double weight, double[] into) {
            double sum = 0;
            double square = 0;
            for (int j = 0; j < d; j++) {
                double u = distance(a, b, j);
                double decay = StrictMath.exp(-u);
                into[j] += weight * scales[0] / d * u * u / 3 * (1 + u) * decay;
                sum += ArdMatern.correlation(u, decay);
                square += u * u;
            }
            double u = Math.sqrt(square);
            double decay = StrictMath.exp(-u);
            double togo = (1 - a[d]) * (1 - b[d]);
            for (int j = 0; j < d; j++) {
                double part = distance(a, b, j);
                into[j] += weight * (scales[1] + togo * scales[2]) * part * part / 3 * (1 + u) * decay;
            }
            addScales(sum, togo, ArdMatern.correlation(u, decay), weight, into);
        }

        private void addScales(double sum, double togo, double together, double weight, double[] into) {
            into[d] += weight * scales[0] / d * sum;
            into[d + 1] += weight * scales[1] * together;
            into[d + 2] += weight * togo * scales[2] * together;
            into[d + 3] += weight * togo * scales[3];
        }
    }
}
