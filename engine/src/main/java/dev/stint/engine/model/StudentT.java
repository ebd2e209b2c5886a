package dev.stint.engine.model;

import java.util.Arrays;

/**
 * Student's t distribution with a location and a scale; normal when the degrees of freedom are infinite.
 *
 * <p>Its probabilities come from the incomplete beta function: {@code P(|T| > t) = I_x(ν/2, ½)} with
 * {@code x = ν/(ν + t²)} (Abramowitz and Stegun 26.7.1).
 */
public record StudentT(double location, double scale, double freedom) {
    private static final double NEARLY_NORMAL = 1e7;

    /** Up to here, and near the centre, the finite sum is as exact as the continued fraction and much faster. */
    private static final int FEW = 100;

    public StudentT {
        if (!Double.isFinite(location) || !(scale >= 0) || Double.isInfinite(scale) || !(freedom > 0)) {
            throw new IllegalArgumentException(
                    "A t distribution needs a finite location, a scale >= 0 and freedom > 0, got " + location + ", "
                            + scale + " and " + freedom + ".");
        }
    }

    /** The standard t distribution. */
    public static StudentT standard(double freedom) {
        return new StudentT(0, 1, freedom);
    }

    /**
     * The interval that holds the mean of normal values with this probability; unknown for fewer than two of them.
     *
     * @param share for example 0.9
     */
    public static Interval meanInterval(double[] sample, double share) {
        int n = sample.length;
        if (n < 2) {
            return Interval.UNKNOWN;
        }
        double mean = Arrays.stream(sample).sum() / n;
        double squares = Arrays.stream(sample).map(y -> (y - mean) * (y - mean)).sum();
        return new StudentT(mean, Math.sqrt(squares / (n - 1) / n), n - 1.0).interval(share);
    }

    /** The probability of a value up to x. */
    public double cdf(double x) {
        double t = scale == 0 && x == location ? 0 : (x - location) / scale;
        if (freedom > NEARLY_NORMAL) {
            return Normal.cdf(t);
        }
        double square = t * t;
        if (square < freedom && freedom <= FEW && freedom == StrictMath.rint(freedom)) {
            return 0.5 + 0.5 * Math.copySign(inside(Math.abs(t), (int) freedom), t);
        }
        double upper = square < freedom
                ? 0.5 * (1 - new Beta(0.5, 0.5 * freedom).cdf(square / (freedom + square)))
                : 0.5 * new Beta(0.5 * freedom, 0.5).cdf(freedom / (freedom + square));
        return t > 0 ? 1 - upper : upper;
    }

    /** P(-t < T < t) for whole degrees of freedom: a finite sum, 26.7.3 and 26.7.4 of Abramowitz and Stegun (1964). */
    private static double inside(double t, int nu) {
        double cosine2 = nu / (nu + t * t);
        double sine = Math.sqrt(1 - cosine2);
        boolean odd = nu % 2 == 1;
        double term = odd ? Math.sqrt(cosine2) : 1;
        double sum = nu == 1 ? 0 : term;
        for (int j = odd ? 3 : 2; j < nu; j += 2) {
            term *= cosine2 * (j - 1) / j;
            sum += term;
        }
        return odd ? 2 / Math.PI * (StrictMath.atan(t / Math.sqrt(nu)) + sine * sum) : sine * sum;
    }

    /** The x with {@code cdf(x) = p}; infinite at 0 and 1 unless the scale is 0. */
    public double quantile(double p) {
        double t = freedom > NEARLY_NORMAL ? Normal.quantile(p) : standardQuantile(p);
        return scale == 0 ? location : location + scale * t;
    }

    /** The central interval that holds this share, for example 0.9. */
    public Interval interval(double share) {
        return new Interval(quantile(0.5 - 0.5 * share), quantile(0.5 + 0.5 * share));
    }

    /** The standard deviation; infinite up to two degrees of freedom. */
    public double sd() {
        if (Double.isInfinite(freedom)) {
            return scale;
        }
        return freedom > 2 ? scale * Math.sqrt(freedom / (freedom - 2)) : Double.POSITIVE_INFINITY;
    }

    /** Near the centre t²/(ν + t²) is small and found to full precision, in the tails ν/(ν + t²) is. */
    private double standardQuantile(double p) {
        double tail = Math.min(p, 1 - p);
        double size;
        if (tail > 0.25) {
            double y = new Beta(0.5, 0.5 * freedom).quantile(1 - 2 * tail);
            size = Math.sqrt(freedom * y / (1 - y));
        } else {
            double x = new Beta(0.5 * freedom, 0.5).quantile(2 * tail);
            size = Math.sqrt(freedom * (1 - x) / x);
        }
        return p < 0.5 ? -size : size;
    }
}
