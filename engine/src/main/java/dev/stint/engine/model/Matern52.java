package dev.stint.engine.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The kernel {@code k = s·M52(x, x'; ℓ)} over rows of the unit cube, with one length scale per dimension.
 *
 * <p>Parameters: {@code log ℓ_1 .. log ℓ_d, log s}. Priors: {@code s} around 1 with scale 0.7; {@code ℓ} around 1 with
 * scale 1 up to 12 dimensions, beyond that {@code LogNormal(√2 + ½·log d, √3)} (Hvarfner, Hellsten and Nardi 2024,
 * Vanilla Bayesian optimization performs great in high dimensions).
 */
public final class Matern52 implements Kernel {
    private static final int FEW_DIMENSIONS = 12;

    private final List<Axis> axes;

    private Matern52(List<Axis> axes) {
        this.axes = List.copyOf(axes);
    }

    /** The kernel over rows with these dimensions. */
    public static Matern52 over(List<Axis> axes) {
        return new Matern52(axes);
    }

    @Override
    public int width() {
        return axes.size();
    }

    @Override
    public List<LogNormal> priors() {
        List<LogNormal> priors = new ArrayList<>();
        for (int j = 0; j < axes.size(); j++) {
            priors.add(lengthPrior(axes.size()));
        }
        priors.add(LogNormal.around(1, 0.7));
        return priors;
    }

    static LogNormal lengthPrior(int d) {
        return d <= FEW_DIMENSIONS
                ? LogNormal.around(1, 1)
                : new LogNormal(Math.sqrt(2) + 0.5 * StrictMath.log(d), Math.sqrt(3));
    }

    @Override
    public Covariance at(double[] logs) {
        return new Scaled(new ArdMatern(axes, logs), StrictMath.exp(logs[axes.size()]), axes.size());
    }

    private record Scaled(ArdMatern matern, double signal, int signalAt) implements Covariance {
        @Override
        public double of(double[] a, double[] b) {
            return signal * matern.correlation(a, b);
        }

        @Override
        public void addGradient(double[] a, double[] b, double weight, double[] into) {
            double u = matern.distance(a, b);
            double decay = StrictMath.exp(-u);
            matern.addGradient(a, b, u, decay, weight * signal, into);
            into[signalAt] += weight * signal * ArdMatern.correlation(u, decay);
        }
    }
}
