package dev.stint.engine.phase;

import dev.stint.engine.model.Normal;

/**
 * A belief about one axis of the unit cube: a normal truncated to [0, 1], mixed with the uniform, so that nothing is ever excluded.
 *
 * @param center in [0, 1]
 * @param sd in units of the axis
 * @param weight of the normal, in [0, 1)
 */
public record Belief(double center, double sd, double weight) {

    /** The value below which a share {@code u} of the belief lies; maps uniform draws to draws from the belief. */
    public double quantile(double u) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (cdf(middle) < u) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The log of the density at a position, relative to the uniform; at least the log of the uniform's weight. */
    public double logDensity(double x) {
        double inside = Normal.cdf((1 - center) / sd) - Normal.cdf(-center / sd);
        return StrictMath.log(1 - weight + weight * Normal.pdf((x - center) / sd) / (sd * inside));
    }

    private double cdf(double x) {
        double below = Normal.cdf(-center / sd);
        double inside = Normal.cdf((1 - center) / sd) - below;
        return (1 - weight) * x + weight * (Normal.cdf((x - center) / sd) - below) / inside;
    }
}
