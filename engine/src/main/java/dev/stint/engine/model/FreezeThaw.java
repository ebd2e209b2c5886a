package dev.stint.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kernel of learning curves that can be paused and continued: what a configuration is worth at the end of its
 * training, a transient that fades, and what is particular to one curve.
 *
 * <p>Notation, after Swersky, Snoek and Adams (2014), Freeze-thaw Bayesian optimization: {@code t} is the trained
 * fraction, {@code κ(t, t') = (β/(t + t' + β))^α} a mixture of exponential decays, {@code M} the Matérn 5/2
 * correlation of the configurations, {@code [c]} and {@code [s]} whether curve and seed are the same:
 * {@code k = s1·M + s2·M·κ + s3·κ + [c]·(s4 + s5·[s] + s6·κ)}.
 *
 * <p>Parameters, as logarithms: {@code ℓ_1 .. ℓ_d, s1 .. s6, α, β}. Priors: {@code s1} around 1 (scale 0.7),
 * {@code s2, s3} around 0.5, {@code s4, s6} around 0.05, {@code s5} around 0.02 (scales 1), {@code α} around 1 (0.7),
 * {@code β} around 0.3 (0.8). {@code κ(1, 1)} is not 0, so the value at the end is predicted at {@code t = 1}, not by
 * dropping terms.
 *
 * <p>A row is a configuration, then t, the number of its curve and the number of its seed; see {@link #row}.
 */
public final class FreezeThaw implements Kernel {
    /** The seed of a row that asks for the mean over seeds: no seed effect, not even with itself. */
    public static final int ANY_SEED = -1;

    private static final int EXTRA_COLUMNS = 3;

    private final List<Axis> axes;

    private FreezeThaw(List<Axis> axes) {
        this.axes = List.copyOf(axes);
    }

    /** The kernel over configurations with these dimensions. */
    public static FreezeThaw over(List<Axis> axes) {
        return new FreezeThaw(axes);
    }

    /**
     * The row of a configuration trained up to {@code t}.
     *
     * @param t the trained fraction, in (0, 1]
     * @param curve the number of the configuration's curve; one not yet started needs a number of its own
     * @param seed the number of the seed, or {@link #ANY_SEED}
     */
    public static double[] row(double[] configuration, double t, int curve, int seed) {
        if (!(t > 0 && t <= 1)) {
            throw new IllegalArgumentException("The trained fraction is " + t + "; it must be above 0 and at most 1.");
        }
        double[] row = Arrays.copyOf(configuration, configuration.length + EXTRA_COLUMNS);
        row[configuration.length] = t;
        row[configuration.length + 1] = curve;
        row[configuration.length + 2] = seed;
        return row;
    }

    /** How much noisier an observation at t is than one at the end: {@code 1 + 0.1/t}, a multiplier of the variance. */
    public static double noise(double t) {
        return 1 + 0.1 / t;
    }

    @Override
    public int width() {
        return axes.size() + EXTRA_COLUMNS;
    }

    @Override
    public List<LogNormal> priors() {
        List<LogNormal> priors = new ArrayList<>();
        for (int j = 0; j < axes.size(); j++) {
            priors.add(Matern52.lengthPrior(axes.size()));
        }
        priors.add(LogNormal.around(1, 0.7));
        priors.add(LogNormal.around(0.5, 1));
        priors.add(LogNormal.around(0.5, 1));
        priors.add(LogNormal.around(0.05, 1));
        priors.add(LogNormal.around(0.02, 1));
        priors.add(LogNormal.around(0.05, 1));
        priors.add(LogNormal.around(1, 0.7));
        priors.add(LogNormal.around(0.3, 0.8));
        return priors;
    }

    @Override
    public Covariance at(double[] logs) {
        return new Curves(axes, logs);
    }

    private static final class Curves implements Covariance {
        private final int d;
        private final ArdMatern matern;
        private final double[] s = new double[6];
        private final double alpha;
        private final double beta;

        Curves(List<Axis> axes, double[] logs) {
            d = axes.size();
            matern = new ArdMatern(axes, logs);
            Arrays.setAll(s, i -> StrictMath.exp(logs[d + i]));
            alpha = StrictMath.exp(logs[d + 6]);
            beta = StrictMath.exp(logs[d + 7]);
        }

        @Override
        public double of(double[] a, double[] b) {
            double fade = StrictMath.exp(alpha * logBase(a, b));
            double shared = matern.correlation(a, b) * (s[0] + s[1] * fade) + s[2] * fade;
            return sameCurve(a, b) ? shared + s[3] + s[5] * fade + (sameSeed(a, b) ? s[4] : 0) : shared;
        }

        @Override
        public void addGradient(double[] a, double[] b, double weight, double[] into) {
            double logBase = logBase(a, b);
            double fade = StrictMath.exp(alpha * logBase);
            double u = matern.distance(a, b);
            double decay = StrictMath.exp(-u);
            double m = ArdMatern.correlation(u, decay);
            boolean same = sameCurve(a, b);
            matern.addGradient(a, b, u, decay, weight * (s[0] + s[1] * fade), into);
            into[d] += weight * s[0] * m;
            into[d + 1] += weight * s[1] * m * fade;
            into[d + 2] += weight * s[2] * fade;
            into[d + 3] += same ? weight * s[3] : 0;
            into[d + 4] += same && sameSeed(a, b) ? weight * s[4] : 0;
            into[d + 5] += same ? weight * s[5] * fade : 0;
            double fading = weight * fade * alpha * (s[1] * m + s[2] + (same ? s[5] : 0));
            into[d + 6] += fading * logBase;
            into[d + 7] += fading * (1 - StrictMath.exp(logBase));
        }

        /** {@code log(β/(t + t' + β))}. */
        private double logBase(double[] a, double[] b) {
            return -StrictMath.log1p((a[d] + b[d]) / beta);
        }

        private boolean sameCurve(double[] a, double[] b) {
            return a[d + 1] == b[d + 1];
        }

        private boolean sameSeed(double[] a, double[] b) {
            return a[d + 2] == b[d + 2] && a[d + 2] != ANY_SEED;
        }
    }
}
