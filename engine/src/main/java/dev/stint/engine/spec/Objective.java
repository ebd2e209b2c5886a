package dev.stint.engine.spec;

/** The metric that the search sees, and which way is better. */
public record Objective(String metric, Goal goal, At at) {

    /** Which way is better. */
    public enum Goal {
        MINIMIZE,
        MAXIMIZE
    }

    /** Which value of a curve counts. */
    public enum At {
        LAST,
        BEST
    }

    /** The value turned so that larger is better. */
    public double score(double value) {
        return goal == Goal.MAXIMIZE ? value : -value;
    }

    /** Undoes {@link #score}. */
    public double value(double score) {
        return goal == Goal.MAXIMIZE ? score : -score;
    }

    /** Whether {@code a} is strictly better than {@code b}; a NaN never is. */
    public boolean better(double a, double b) {
        return score(a) > score(b) || (Double.isNaN(b) && !Double.isNaN(a));
    }
}
