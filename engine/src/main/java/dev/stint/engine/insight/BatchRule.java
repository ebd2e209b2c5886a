package dev.stint.engine.insight;

import dev.stint.engine.model.LeastSquares;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the best learning rate moves with the batch size as the {@link ScalingRules} have it, by the trials of a study.
 *
 * <p>Notation: x is log10 of the rate, z that of the batch size, y the warped score, larger is better. Least squares of
 * {@code y = a + b·x + c·x² + d·z + e·z² + f·x·z + g·l}, l the logarithm of the trained share; all centred. The best rate at a batch size
 * then lies at {@code −(b + f·z)/2c}, so it moves by {@code s = −f/2c} decades a decade. The interval is Fieller's (1954): all s for which
 * {@code f + 2·c·s} is not told from 0. Where c is not clearly negative there is no peak that could move, and nothing can be told.
 *
 * @param family of the optimiser that the trials used
 * @param expected by the rule
 * @param slope estimate; NaN where nothing can be told
 * @param low of the 90 % interval; NaN likewise
 * @param high likewise
 */
public record BatchRule(
        int trials, OptimizerFamily family, double expected, double slope, double low, double high, Verdict verdict) {

    /** What the trials say of the rule. */
    public enum Verdict {
        /** The interval has what the rule says, and not a rate that stays. */
        HOLDS,
        /** The interval has not what the rule says. */
        DOES_NOT_HOLD,
        CANNOT_TELL
    }

    /** One trial. */
    public record Reading(double rate, double batch, double share, double score) {}

    /** Twice the number of coefficients, and a few. */
    private static final int FEWEST = 16;

    private static final int X2 = 2;
    private static final int XZ = 5;

    /** Two batch sizes at least must lie apart by this much, in decades. */
    private static final double LEAST_SPREAD = 0.25;

    /** The verdict of some trials; null with too few of them, or too little difference in batch size. */
    public static @Nullable BatchRule of(List<Reading> trials, OptimizerFamily family) {
        double[] batches = trials.stream()
                .mapToDouble(r -> StrictMath.log10(r.batch))
                .sorted()
                .toArray();
        if (trials.size() < FEWEST || batches[batches.length - 1] - batches[0] < LEAST_SPREAD) {
            return null;
        }
        double[][] columns = columns(trials);
        double[] y = trials.stream().mapToDouble(Reading::score).toArray();
        LeastSquares fit = LeastSquares.of(columns, y);
        return fit == null ? null : verdict(trials.size(), family, fit);
    }

    private static double[][] columns(List<Reading> trials) {
        double x0 = trials.stream()
                .mapToDouble(r -> StrictMath.log10(r.rate))
                .average()
                .orElseThrow();
        double z0 = trials.stream()
                .mapToDouble(r -> StrictMath.log10(r.batch))
                .average()
                .orElseThrow();
        List<double[]> rows = new ArrayList<>();
        for (Reading r : trials) {
            double x = StrictMath.log10(r.rate) - x0;
            double z = StrictMath.log10(r.batch) - z0;
            rows.add(new double[] {1, x, x * x, z, z * z, x * z, StrictMath.log10(r.share)});
        }
        return rows.toArray(double[][]::new);
    }

    private static BatchRule verdict(int trials, OptimizerFamily family, LeastSquares fit) {
        double expected = ScalingRules.exponent(family);
        double c = fit.coefficient(X2);
        double f = fit.coefficient(XZ);
        double t2 = fit.t95() * fit.t95();
        double slope = -f / (2 * c);
        double squared = 4 * (c * c - t2 * fit.covariance(X2, X2));
        double linear = 4 * (f * c - t2 * fit.covariance(X2, XZ));
        double constant = f * f - t2 * fit.covariance(XZ, XZ);
        double under = linear * linear - 4 * squared * constant;
        if (c >= 0 || squared <= 0 || !(under >= 0)) {
            return new BatchRule(trials, family, expected, Double.NaN, Double.NaN, Double.NaN, Verdict.CANNOT_TELL);
        }
        double low = (-linear - Math.sqrt(under)) / (2 * squared);
        double high = (-linear + Math.sqrt(under)) / (2 * squared);
        return new BatchRule(trials, family, expected, slope, low, high, verdict(expected, low, high));
    }

    private static Verdict verdict(double expected, double low, double high) {
        if (expected < low || expected > high) {
            return Verdict.DOES_NOT_HOLD;
        }
        return low > 0 ? Verdict.HOLDS : Verdict.CANNOT_TELL;
    }
}
