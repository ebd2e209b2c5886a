package dev.stint.engine.model;

/**
 * The standard normal distribution, to full relative accuracy in both tails.
 *
 * <p>Notation: {@code φ} density, {@code Φ} distribution function, {@code R(x) = (1 − Φ(x)) / φ(x)} the ratio of
 * Mills. Near the centre {@code Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …)} (Marsaglia 2004, Evaluating the normal
 * distribution, J. Stat. Software 11(4), eq. 1); beyond two deviations
 * {@code R(x) = 1/(x + 1/(x + 2/(x + 3/(x + …))))} (Laplace; Abramowitz and Stegun 26.2.14). Relative errors are below
 * 1e-14, except where a result is subnormal.
 */
public final class Normal {
    /** log √(2π). */
    static final double LOG_SQRT_TWO_PI = 0.9189385332046727;

    private static final double INVERSE_SQRT_TWO_PI = 0.3989422804014327;
    private static final double SQRT_TWO = 1.4142135623730951;
    private static final double SQRT_TWO_OVER_PI = 0.7978845608028654;
    private static final double CENTRE = 2;

    private Normal() {}

    /** The density {@code φ(x)}. */
    public static double pdf(double x) {
        return INVERSE_SQRT_TWO_PI * expOfMinusHalfSquare(x);
    }

    /** {@code log φ(x)}; does not underflow. */
    public static double logPdf(double x) {
        return -0.5 * x * x - LOG_SQRT_TWO_PI;
    }

    /** {@code Φ(x)}, the probability of a value up to x; NaN for NaN. */
    public static double cdf(double x) {
        if (x < -CENTRE) {
            return tail(-x);
        }
        return x > CENTRE ? 1 - tail(x) : 0.5 + fromCentre(x);
    }

    /** {@code log Φ(x)}; finite for every finite x whose square is finite. */
    public static double logCdf(double x) {
        if (x < -CENTRE) {
            return logPdf(x) + StrictMath.log(mills(-x));
        }
        return x > CENTRE ? StrictMath.log1p(-tail(x)) : StrictMath.log(cdf(x));
    }

    /** The x with {@code Φ(x) = p}; infinite at 0 and 1, refused outside [0, 1]. */
    public static double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("A quantile needs a probability from 0 to 1, got " + p + ".");
        }
        if (p > 0.5) {
            return -lowerQuantile(1 - p, 0.5 - p);
        }
        return lowerQuantile(p, p - 0.5);
    }

    /** {@code exp(x²)·erfc(x)}, the scaled complementary error function; infinite below about −26.6; NaN for NaN. */
    public static double erfcx(double x) {
        if (!(x < 0)) {
            return SQRT_TWO_OVER_PI * mills(SQRT_TWO * x);
        }
        double square = x * x;
        if (square > 750) {
            return Double.POSITIVE_INFINITY;
        }
        double lost = Math.fma(x, x, -square);
        return 2 * StrictMath.exp(square) * (1 + lost) - erfcx(-x);
    }

    /** {@code R(x) = (1 − Φ(x)) / φ(x)}, the ratio of Mills; falls like 1/x, infinite below about −38. */
    public static double mills(double x) {
        if (x <= CENTRE) {
            return cdf(-x) / pdf(x);
        }
        return 1 / (x + denominatorRest(x));
    }

    /** {@code log(φ(z) + z·Φ(z))}, the log of the mean of a standard normal above −z; no cancellation for any z. */
    static double logExcess(double z) {
        if (z > -CENTRE) {
            return z > 1e8 ? StrictMath.log(z) : StrictMath.log(pdf(z) + z * cdf(z));
        }
        double u = -z;
        double rest = denominatorRest(u);
        return logPdf(z) + StrictMath.log(rest / (u + rest));
    }

    /** {@code 1/(x + 2/(x + 3/(x + …)))}: what the ratio of Mills divides by beyond x, for x above the centre. */
    private static double denominatorRest(double x) {
        int terms = 10 + (int) (300 / (x * x));
        double rest = 0.5 * (x + Math.sqrt(x * x + 4.0 * terms));
        for (int k = terms; k > 1; k--) {
            rest = x + k / rest;
        }
        return 1 / rest;
    }

    private static double tail(double x) {
        double density = pdf(x);
        return density == 0 ? 0 : density * mills(x);
    }

    /** {@code Φ(x) − ½} for |x| up to the centre's edge, without cancellation. */
    private static double fromCentre(double x) {
        double term = x;
        double sum = x;
        double last = Double.NaN;
        for (int k = 3; sum != last; k += 2) {
            last = sum;
            term *= x * x / k;
            sum += term;
            if (Double.isNaN(sum)) {
                return Double.NaN;
            }
        }
        return pdf(x) * sum;
    }

    /** {@code exp(−x²/2)} with the rounding error of the square put back. */
    private static double expOfMinusHalfSquare(double x) {
        double square = x * x;
        if (square > 1500) {
            return 0;
        }
        double lost = Math.fma(x, x, -square);
        return StrictMath.exp(-0.5 * square) * (1 - 0.5 * lost);
    }

    /** The quantile of p up to ½, given {@code p − ½} as well, which is exact near the centre. */
    private static double lowerQuantile(double p, double offset) {
        if (p == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return p > 0.05 ? centralQuantile(offset) : tailQuantile(p);
    }

    /** Halley's method on {@code Φ(x) − ½ = offset}, whose second derivative is {@code −x} times its first. */
    private static double centralQuantile(double offset) {
        double x = offset / INVERSE_SQRT_TWO_PI;
        for (int i = 0; i < 6; i++) {
            double newton = (fromCentre(x) - offset) / pdf(x);
            x -= newton / (1 + 0.5 * x * newton);
        }
        return x;
    }

    /** Newton's method on {@code log Φ(x) = log p}, which is concave: it converges from the left. */
    private static double tailQuantile(double p) {
        double target = StrictMath.log(p);
        double x = -Math.sqrt(-2 * target);
        for (int i = 0; i < 8; i++) {
            x -= (logCdf(x) - target) * mills(-x);
        }
        return x;
    }
}
