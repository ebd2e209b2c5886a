package dev.stint.engine.model;

import java.util.Arrays;

/**
 * Minimises a smooth function inside a box: limited-memory BFGS in the free variables, with a projected line search.
 *
 * <p>Notation, after Nocedal and Wright (2006), chapter 7, and Bertsekas (1982), SIAM J. Control 20(2): {@code s, y}
 * are differences of points and of gradients; a variable is bound when it stands on a bound and its gradient pushes
 * outwards. Points where the value or the gradient is not finite are refused by the line search, so the answer is never
 * worse than the start.
 */
public final class Lbfgs {
    private static final int MEMORY = 8;
    private static final double ARMIJO = 1e-4;
    private static final int MAX_SHRINKS = 30;
    private static final double FLAT = 1e-9;
    private static final double LAST_DIGITS = 1e-13;

    /** What is minimised. */
    @FunctionalInterface
    public interface Objective {
        /** The value at x; fills {@code gradient}, which has the length of x. A value that is not finite is refused. */
        double value(double[] x, double[] gradient);
    }

    /** Why the search ended. */
    public enum End {
        /** The projected gradient is flat, or the value no longer falls. */
        CONVERGED,
        /** The iterations are used up. */
        ITERATIONS,
        /** No step along the last direction gave a lower finite value. */
        NO_DESCENT,
        /** The start itself has no finite value or gradient; it is returned as it came. */
        BAD_START
    }

    /** The best point found, its value, and how the search went. */
    public static final class Minimum {
        private final double[] x;
        private final double value;
        private final int iterations;
        private final int evaluations;
        private final End end;

        private Minimum(double[] x, double value, int iterations, int evaluations, End end) {
            this.x = x;
            this.value = value;
            this.iterations = iterations;
            this.evaluations = evaluations;
            this.end = end;
        }

        /** A copy of the best point. */
        public double[] x() {
            return x.clone();
        }

        /** The value at the best point; not finite only after {@link End#BAD_START}. */
        public double value() {
            return value;
        }

        /** Steps taken. */
        public int iterations() {
            return iterations;
        }

        /** Calls of the objective. */
        public int evaluations() {
            return evaluations;
        }

        /** Why the search ended. */
        public End end() {
            return end;
        }
    }

    private final Objective objective;
    private final double[] low;
    private final double[] high;
    private final LbfgsMemory memory;
    private double[] x;
    private double value;
    private double[] gradient;
    private int evaluations;

    private Lbfgs(Objective objective, double[] start, double[] low, double[] high) {
        this.objective = objective;
        this.low = low;
        this.high = high;
        memory = new LbfgsMemory(MEMORY);
        x = new double[start.length];
        Arrays.setAll(x, i -> clamp(start[i], i));
        gradient = new double[x.length];
        value = evaluate(x, gradient);
    }

    /**
     * Runs at most {@code maxIterations} steps from {@code start}, which is first moved into the box.
     *
     * @param low lower bounds, −∞ for none
     * @param high upper bounds, +∞ for none
     */
    public static Minimum minimise(
            Objective objective, double[] start, double[] low, double[] high, int maxIterations) {
        return minimise(objective, start, low, high, maxIterations, LAST_DIGITS);
    }

    /** As above; a step that lowers the value by less than {@code tolerance}, relative above 1, is the last. */
    public static Minimum minimise(
            Objective objective, double[] start, double[] low, double[] high, int maxIterations, double tolerance) {
        if (low.length != start.length || high.length != start.length) {
            throw new IllegalArgumentException("The box has " + low.length + " lower and " + high.length
                    + " upper bounds, the start " + start.length + " numbers; all three must agree.");
        }
        for (int i = 0; i < low.length; i++) {
            if (!(low[i] <= high[i])) {
                throw new IllegalArgumentException("Bounds of variable " + i + " are [" + low[i] + ", " + high[i]
                        + "]; low must not exceed high.");
            }
        }
        return new Lbfgs(objective, start, low, high).run(maxIterations, tolerance);
    }

    private Minimum run(int maxIterations, double tolerance) {
        if (!finite(value, gradient)) {
            return ended(0, End.BAD_START);
        }
        for (int i = 0; i < maxIterations; i++) {
            boolean[] free = free();
            if (flat(free)) {
                return ended(i, End.CONVERGED);
            }
            double before = value;
            if (!step(free)) {
                return ended(i, End.NO_DESCENT);
            }
            if (before - value <= tolerance * Math.max(1, Math.abs(before))) {
                return ended(i + 1, End.CONVERGED);
            }
        }
        return ended(maxIterations, End.ITERATIONS);
    }

    private Minimum ended(int iterations, End end) {
        return new Minimum(x.clone(), value, iterations, evaluations, end);
    }

    /** One quasi-Newton step; if that direction fails, the memory is dropped and steepest descent is tried. */
    private boolean step(boolean[] free) {
        if (search(memory.direction(gradient, free))) {
            return true;
        }
        memory.clear();
        return search(memory.direction(gradient, free));
    }

    /** Projected backtracking under the condition of Armijo; on success the new point is taken and remembered. */
    private boolean search(double[] direction) {
        double[] trial = new double[x.length];
        double[] trialGradient = new double[x.length];
        double alpha = memory.isEmpty() ? firstStep(direction) : 1;
        for (int shrink = 0; shrink < MAX_SHRINKS; shrink++) {
            double slope = project(direction, alpha, trial);
            if (!(slope < 0)) {
                return false;
            }
            double trialValue = evaluate(trial, trialGradient);
            boolean usable = finite(trialValue, trialGradient);
            if (usable && trialValue <= value + ARMIJO * slope) {
                accept(trial, trialValue, trialGradient);
                return true;
            }
            alpha *= usable ? shrinkage(slope, trialValue) : 0.1;
        }
        return false;
    }

    /** Without curvature the first step is at most of length one. */
    private static double firstStep(double[] direction) {
        return Math.min(1, 1 / Math.max(1e-300, Math.sqrt(Vectors.dot(direction, direction))));
    }

    /** The minimum of the parabola through both values and the slope, kept within [0.1, 0.5]. */
    private double shrinkage(double slope, double trialValue) {
        double parabola = -slope / (2 * (trialValue - value - slope));
        return Math.clamp(parabola, 0.1, 0.5);
    }

    /** Fills {@code trial} with the step cut off at the box; returns the slope along what is left of it. */
    private double project(double[] direction, double alpha, double[] trial) {
        double slope = 0;
        for (int i = 0; i < x.length; i++) {
            trial[i] = clamp(x[i] + alpha * direction[i], i);
            slope += gradient[i] * (trial[i] - x[i]);
        }
        return slope;
    }

    private void accept(double[] trial, double trialValue, double[] trialGradient) {
        double[] s = new double[x.length];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            s[i] = trial[i] - x[i];
            y[i] = trialGradient[i] - gradient[i];
        }
        memory.remember(s, y);
        x = trial;
        value = trialValue;
        gradient = trialGradient;
    }

    private boolean[] free() {
        boolean[] free = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            boolean pushedDown = x[i] <= low[i] && gradient[i] >= 0;
            boolean pushedUp = x[i] >= high[i] && gradient[i] <= 0;
            free[i] = !pushedDown && !pushedUp;
        }
        return free;
    }

    private boolean flat(boolean[] free) {
        double steepest = 0;
        for (int i = 0; i < x.length; i++) {
            steepest = free[i] ? Math.max(steepest, Math.abs(gradient[i])) : steepest;
        }
        return steepest <= FLAT * Math.max(1, Math.abs(value));
    }

    private double evaluate(double[] at, double[] into) {
        evaluations++;
        return objective.value(at, into);
    }

    private double clamp(double v, int i) {
        return Math.min(high[i], Math.max(low[i], v));
    }

    private static boolean finite(double value, double[] gradient) {
        boolean finite = Double.isFinite(value);
        for (double g : gradient) {
            finite &= Double.isFinite(g);
        }
        return finite;
    }
}
