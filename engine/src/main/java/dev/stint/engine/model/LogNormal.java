package dev.stint.engine.model;

/**
 * A prior on a positive parameter: its logarithm is normal with this location and scale.
 *
 * <p>Searches stay within five scales of the location; beyond that a value is more likely a mistake than a belief.
 */
public record LogNormal(double location, double scale) {
    private static final double REACH = 5;

    public LogNormal {
        if (!Double.isFinite(location) || !(scale > 0) || !Double.isFinite(scale)) {
            throw new IllegalArgumentException(
                    "A log-normal prior needs a finite location and a positive finite scale, got " + location + " and "
                            + scale + ".");
        }
    }

    /** The prior whose median is {@code median} and whose logarithm has this scale. */
    static LogNormal around(double median, double scale) {
        return new LogNormal(StrictMath.log(median), scale);
    }

    double low() {
        return location - REACH * scale;
    }

    double high() {
        return location + REACH * scale;
    }

    /** Minus the log density of the logarithm, without its constant. */
    double penalty(double logarithm) {
        double z = (logarithm - location) / scale;
        return 0.5 * z * z;
    }

    /** The derivative of {@link #penalty}. */
    double penaltySlope(double logarithm) {
        return (logarithm - location) / (scale * scale);
    }
}
