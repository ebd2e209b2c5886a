package dev.stint.engine.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How much a row promises, and where it promises most. Larger outputs are better; scores are compared on a log scale.
 *
 * <p>Notation, after Ament et al. (2023), Unexpected improvements to expected improvement, section 4:
 * {@code z = (mean − best)/sd}, {@code EI = sd·(φ(z) + z·Φ(z))}. Far below, {@code φ + zΦ = φ·(1 + z·R(−z))} with the
 * ratio of Mills R, and the bracket is taken from its continued fraction, so nothing cancels.
 */
public final class Acquisition {
    private static final double BOUND = 1.8;
    private static final int POLISHED = 8;
    private static final int POLISH_STEPS = 20;
    private static final double STEP = 1e-5;

    private Acquisition() {}

    /**
     * The log of the expected improvement over {@code best} of a normal with this mean and standard deviation.
     *
     * <p>With no deviation it is {@code log(mean − best)}, −∞ where there is nothing to gain.
     */
    public static double logEi(double mean, double sd, double best) {
        requireNormal(mean, sd, best);
        double gain = mean - best;
        double z = gain / sd;
        if (sd == 0 || z == Double.POSITIVE_INFINITY) {
            return gain > 0 ? StrictMath.log(gain) : Double.NEGATIVE_INFINITY;
        }
        return Normal.logExcess(z) + StrictMath.log(sd);
    }

    /** The log of the probability that a normal with this mean and standard deviation exceeds {@code threshold}. */
    public static double logPi(double mean, double sd, double threshold) {
        requireNormal(mean, sd, threshold);
        if (sd == 0) {
            return mean > threshold ? 0 : Double.NEGATIVE_INFINITY;
        }
        return Normal.logCdf((mean - threshold) / sd);
    }

    /** The upper bound {@code mean + 1.8·sd}, the coefficient of Song et al. (2024), The Vizier Gaussian process bandit algorithm. */
    public static double upperBound(double mean, double sd) {
        requireNormal(mean, sd, 0);
        return mean + BOUND * sd;
    }

    private static void requireNormal(double mean, double sd, double level) {
        if (!(sd >= 0) || Double.isInfinite(sd) || !Double.isFinite(mean) || !Double.isFinite(level)) {
            throw new IllegalArgumentException("An acquisition needs a finite mean, deviation >= 0 and level, got "
                    + mean + ", " + sd + " and " + level + ".");
        }
    }

    /**
     * The row of the highest score: every candidate is scored, the best eight are polished by L-BFGS inside the unit
     * cube along the movable dimensions, the others stay as they are.
     *
     * <p>Ties go to the earlier candidate. A score of NaN counts as −∞. The answer never scores below any candidate.
     *
     * @param score larger is better; smooth along the movable dimensions, or the polish is wasted
     */
    public static double[] maximise(ToDoubleFunction<double[]> score, double[][] candidates, boolean[] movable) {
        if (candidates.length == 0) {
            throw new IllegalArgumentException("There is no candidate to choose from; give at least one row.");
        }
        double[] scores =
                Arrays.stream(candidates).mapToDouble(row -> scored(score, row)).toArray();
        List<Integer> order = IntStream.range(0, candidates.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .toList();
        double[] best = candidates[order.getFirst()].clone();
        double highest = scores[order.getFirst()];
        for (int i : order.subList(0, Math.min(POLISHED, order.size()))) {
            double[] polished = polish(score, candidates[i], movable);
            double reached = scored(score, polished);
            if (reached > highest) {
                highest = reached;
                best = polished;
            }
        }
        return best;
    }

    private static double scored(ToDoubleFunction<double[]> score, double[] row) {
        double value = score.applyAsDouble(row);
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }

    private static double[] polish(ToDoubleFunction<double[]> score, double[] start, boolean[] movable) {
        double[] low = start.clone();
        double[] high = start.clone();
        for (int j = 0; j < start.length; j++) {
            low[j] = movable[j] ? 0 : start[j];
            high[j] = movable[j] ? 1 : start[j];
        }
        return Lbfgs.minimise((x, g) -> descend(score, x, g, movable), start, low, high, POLISH_STEPS)
                .x();
    }

    /** Minus the score and its gradient by differences, one-sided at the walls of the cube. */
    private static double descend(ToDoubleFunction<double[]> score, double[] x, double[] gradient, boolean[] movable) {
        for (int j = 0; j < x.length; j++) {
            gradient[j] = movable[j] ? -slope(score, x, j) : 0;
        }
        return -score.applyAsDouble(x);
    }

    private static double slope(ToDoubleFunction<double[]> score, double[] x, int j) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[j] = Math.min(1, x[j] + STEP);
        down[j] = Math.max(0, x[j] - STEP);
        return (score.applyAsDouble(up) - score.applyAsDouble(down)) / (up[j] - down[j]);
    }
}
