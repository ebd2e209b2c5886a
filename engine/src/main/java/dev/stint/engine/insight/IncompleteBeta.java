package dev.stint.engine.insight;

/** The regularised incomplete beta function, from which the Student and beta distributions follow. */
final class IncompleteBeta {
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    private IncompleteBeta() {}

    /** I_x(a, b), the distribution function of Beta(a, b) at x: 0 up to x = 0, 1 from x = 1. */
    static double at(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = StrictMath.exp(
                logGamma(a + b) - logGamma(a) - logGamma(b) + a * StrictMath.log(x) + b * StrictMath.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    /** The x with I_x(a, b) = p, by halving. */
    static double quantile(double p, double a, double b) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            boolean below = at(middle, a, b) < p;
            low = below ? middle : low;
            high = below ? high : middle;
        }
        return 0.5 * (low + high);
    }

    /** Continued fraction 26.5.8 of Abramowitz and Stegun, by Lentz's method. */
    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
        double result = d;
        for (int m = 1; m <= 300; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / awayFromZero(1 + even * d);
            c = awayFromZero(1 + even / c);
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / awayFromZero(1 + odd * d);
            c = awayFromZero(1 + odd / c);
            result *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return result;
    }

    private static double awayFromZero(double value) {
        return Math.abs(value) < 1e-300 ? 1e-300 : value;
    }

    /** Lanczos' approximation (g = 7, nine terms) for positive z. */
    static double logGamma(double z) {
        if (z < 0.5) {
            return logGamma(z + 1) - StrictMath.log(z);
        }
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (z - 1 + i);
        }
        double t = z + 6.5;
        return 0.9189385332046727 + (z - 0.5) * StrictMath.log(t) - t + StrictMath.log(sum);
    }
}
