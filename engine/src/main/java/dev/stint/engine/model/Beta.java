package dev.stint.engine.model;

import dev.stint.engine.seed.Stream;

/**
 * A beta distribution on [0, 1].
 *
 * <p>Notation, after DLMF: {@code I_x(a, b)} is the regularised incomplete beta function, from its continued fraction
 * (8.17.22) by the method of Lentz; {@code log Γ} from the series of Stirling (5.11.1) after shifting its argument to
 * 10.
 */
public record Beta(double a, double b) {
    /** Coefficients of {@code x⁻¹³, x⁻¹¹ .. x⁻¹}. */
    private static final double[] STIRLING = {
        1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12
    };

    private static final double TINY = 1e-300;
    private static final double ENOUGH = 1e-16;
    private static final int MAX_TERMS = 100_000;
    private static final int MAX_HALVINGS = 1200;

    public Beta {
        if (!(a > 0) || !(b > 0) || Double.isInfinite(a) || Double.isInfinite(b)) {
            throw new IllegalArgumentException(
                    "A beta distribution needs two positive finite parameters, got " + a + " and " + b + ".");
        }
    }

    /** One draw: the share of one gamma variate in two. */
    public double draw(Stream stream) {
        double first = gamma(a, stream);
        return first / (first + gamma(b, stream));
    }

    /** Marsaglia and Tsang (2000), A simple method for generating gamma variables; below 1 by the power of their section 6. */
    private static double gamma(double shape, Stream stream) {
        if (shape < 1) {
            return gamma(shape + 1, stream) * StrictMath.pow(stream.uniform(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = stream.gaussian();
            double root = 1 + c * x;
            double v = root * root * root;
            if (root > 0 && StrictMath.log(stream.uniform()) < 0.5 * x * x + d * (1 - v + StrictMath.log(v))) {
                return d * v;
            }
        }
    }

    /** {@code a/(a + b)}. */
    public double mean() {
        return a / (a + b);
    }

    /** {@code I_x(a, b)}, the probability of a value up to x. */
    public double cdf(double x) {
        return cdf(x, logBeta());
    }

    private double cdf(double x, double logBeta) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = StrictMath.exp(a * StrictMath.log(x) + b * StrictMath.log1p(-x) - logBeta);
        return x < (a + 1) / (a + b + 2) ? front / (a * fraction(a, b, x)) : 1 - front / (b * fraction(b, a, 1 - x));
    }

    /** The x with {@code I_x(a, b) = p}, by bisection to the last digits. */
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("A quantile needs a probability from 0 to 1, got " + p + ".");
        }
        double logBeta = logBeta();
        double low = 0;
        double high = 1;
        for (int i = 0; i < MAX_HALVINGS && high - low > 2 * Math.ulp(low); i++) {
            double middle = low + 0.5 * (high - low);
            if (cdf(middle, logBeta) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low + 0.5 * (high - low);
    }

    /** The central interval that holds this share, for example 0.9. */
    public Interval interval(double share) {
        return new Interval(quantile(0.5 - 0.5 * share), quantile(0.5 + 0.5 * share));
    }

    private double logBeta() {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** The denominator of (8.17.22): {@code 1 + d_1/(1 + d_2/(1 + …))}. */
    private static double fraction(double a, double b, double x) {
        double f = 1;
        double c = 1;
        double d = 0;
        for (int term = 1; term < MAX_TERMS; term++) {
            double coefficient = coefficient(a, b, x, term);
            d = 1 / guarded(1 + coefficient * d);
            c = guarded(1 + coefficient / c);
            f *= c * d;
            if (Math.abs(c * d - 1) < ENOUGH) {
                return f;
            }
        }
        return f;
    }

    private static double coefficient(double a, double b, double x, int term) {
        int m = term / 2;
        return term % 2 == 0
                ? m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
    }

    private static double guarded(double v) {
        return Math.abs(v) < TINY ? TINY : v;
    }

    /** {@code log Γ(x)} for positive x. */
    static double logGamma(double x) {
        double shifted = x;
        double product = 1;
        while (shifted < 10) {
            product *= shifted;
            shifted += 1;
        }
        double series = 0;
        for (double coefficient : STIRLING) {
            series = series / (shifted * shifted) + coefficient;
        }
        return (shifted - 0.5) * StrictMath.log(shifted)
                - shifted
                + Normal.LOG_SQRT_TWO_PI
                + series / shifted
                - StrictMath.log(product);
    }
}
