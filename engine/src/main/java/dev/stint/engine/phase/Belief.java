package dev.stint.engine.phase;

import dev.stint.engine.model.Normal;

/** A belief about one axis of the unit cube: a normal truncated to [0, 1], mixed with the uniform, so that nothing is ever excluded. */
public final class Belief {

    private static final int BISECTIONS = 40;

    private final double center;
    private final double sd;
    private final double weight;
    private final double below;
    private final double inside;

    /**
     * A belief.
     *
     * @param center in [0, 1]
     * @param sd in units of the axis
     * @param weight of the normal, in [0, 1)
     */
    public Belief(double center, double sd, double weight) {
        this.center = center;
        this.sd = sd;
        this.weight = weight;
        this.below = Normal.cdf(-center / sd);
        this.inside = Normal.cdf((1 - center) / sd) - below;
    }

    /** The position that is believed most. */
    public double center() {
        return center;
    }

    /** The value below which a share {@code u} of the belief lies; maps uniform draws to draws from the belief. */
    public double quantile(double u) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (cdf(middle) < u) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double cdf(double x) {
        return (1 - weight) * x + weight * (Normal.cdf((x - center) / sd) - below) / inside;
    }

    /** The log of the density at a position, relative to the uniform; at least the log of the uniform's weight. */
    public double logDensity(double x) {
        return StrictMath.log(1 - weight + weight * Normal.pdf((x - center) / sd) / (sd * inside));
    }
}
