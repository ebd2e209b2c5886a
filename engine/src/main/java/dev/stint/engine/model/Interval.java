package dev.stint.engine.model;

/** A closed interval of numbers; an end may be infinite where nothing is known. */
public record Interval(double low, double high) {
    /** The whole line: nothing is known. */
    public static final Interval UNKNOWN = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("An interval needs low <= high, got [" + low + ", " + high + "].");
        }
    }

    /** Whether x lies inside or on an end. */
    public boolean contains(double x) {
        return low <= x && x <= high;
    }

    /** {@code high − low}. */
    public double width() {
        return high - low;
    }
}
