package dev.stint.engine.model;

import java.util.Arrays;

/**
 * Turns outputs into values of about unit scale without a long bad tail; larger is better before and after.
 *
 * <p>Notation, after the half-rank and infeasible warpers of Song et al. (2024), The Vizier Gaussian process bandit
 * algorithm, section 3: {@code med} is the median of the feasible values and {@code σ₊} the root mean square of
 * {@code y − med} over the good half. Values from the median up become {@code (y − med)/σ₊}, so distances at the top
 * stay. Values below become {@code Φ⁻¹(½·(rank − ½)/n_med)}, with ranks from the worst (ties share their mean rank) and
 * {@code n_med} values up to the median. Infeasible ones become {@code min − (½·range + 1)}.
 *
 * <p>At last everything is shifted. With no infeasible value the mean becomes 0; else the mean of both kinds, weighted
 * by {@code p = (½ + n_ok)/(1 + n)}, does, so that a model that reverts to 0 expects failures where it knows nothing.
 *
 * <p>Degenerate cases: equal values all become the same number; when the median is the best value, the good half is 0
 * before the shift; without any feasible value everything is 0.
 */
public final class HalfRankWarp {
    private HalfRankWarp() {}

    /** The warped values, all finite, in the order given; values that are not finite count as infeasible. */
    public static double[] warp(double[] values) {
        return warp(values, new boolean[values.length]);
    }

    /** The warped values, all finite, in the order given; flagged values are not looked at. */
    public static double[] warp(double[] values, boolean[] infeasible) {
        if (values.length != infeasible.length) {
            throw new IllegalArgumentException("A warp needs one infeasible flag for each value, got " + values.length
                    + " values and " + infeasible.length + " flags.");
        }
        boolean[] ok = new boolean[values.length];
        double[] sorted = feasible(values, infeasible, ok);
        if (sorted.length == 0) {
            return new double[values.length];
        }
        double[] warped = halfRank(values, ok, sorted);
        shift(warped, ok, sorted.length);
        return warped;
    }

    /** Marks the feasible values and returns them in rising order. */
    private static double[] feasible(double[] values, boolean[] infeasible, boolean[] ok) {
        double[] kept = new double[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            ok[i] = !infeasible[i] && Double.isFinite(values[i]);
            if (ok[i]) {
                kept[n++] = values[i] + 0.0;
            }
        }
        double[] sorted = Arrays.copyOf(kept, n);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double[] halfRank(double[] values, boolean[] ok, double[] sorted) {
        int n = sorted.length;
        double median = 0.5 * sorted[(n - 1) / 2] + 0.5 * sorted[n / 2];
        double scale = goodScale(sorted, median);
        int upToMedian = (int) Arrays.stream(sorted).filter(y -> y <= median).count();
        double[] warped = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (ok[i] && values[i] >= median) {
                warped[i] = scale == 0 ? 0 : (0.5 * values[i] - 0.5 * median) / scale;
            } else if (ok[i]) {
                warped[i] = Normal.quantile(0.5 * (meanRank(sorted, values[i]) - 0.5) / upToMedian);
            }
        }
        return warped;
    }

    /** Half of {@code σ₊}: halves, and squares of ratios, cannot overflow. */
    private static double goodScale(double[] sorted, double median) {
        double widest = 0.5 * sorted[sorted.length - 1] - 0.5 * median;
        if (widest == 0) {
            return 0;
        }
        double squares = 0;
        int count = 0;
        for (double y : sorted) {
            if (y >= median) {
                double part = (0.5 * y - 0.5 * median) / widest;
                squares += part * part;
                count++;
            }
        }
        return widest * Math.sqrt(squares / count);
    }

    /** The mean rank of all values equal to this one, from 1 for the worst. */
    private static double meanRank(double[] sorted, double value) {
        int below = 0;
        int equal = 0;
        for (double y : sorted) {
            below += y < value ? 1 : 0;
            equal += y == value ? 1 : 0;
        }
        return below + 0.5 * (equal + 1);
    }

    private static void shift(double[] warped, boolean[] ok, int feasible) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double mean = 0;
        for (int i = 0; i < warped.length; i++) {
            if (ok[i]) {
                low = Math.min(low, warped[i]);
                high = Math.max(high, warped[i]);
                mean += warped[i] / feasible;
            }
        }
        double bad = low - (0.5 * (high - low) + 1);
        double p = feasible == warped.length ? 1 : (0.5 + feasible) / (1 + warped.length);
        double centre = p * mean + (1 - p) * bad;
        for (int i = 0; i < warped.length; i++) {
            warped[i] = (ok[i] ? warped[i] : bad) - centre;
        }
    }
}
