package dev.stint.engine.insight;

/** The Student t distribution with any positive number of degrees of freedom. */
final class StudentT {
    /** Up to here a finite sum is faster than a continued fraction. */
    private static final int MANY = 100;

    private StudentT() {}

    /** P(T up to t). */
    static double cdf(double t, double df) {
        if (df <= MANY && df == Math.rint(df)) {
            return 0.5 + 0.5 * Math.copySign(inside(Math.abs(t), (int) df), t);
        }
        double tail = 0.5 * IncompleteBeta.at(df / (df + t * t), df / 2, 0.5);
        return t > 0 ? 1 - tail : tail;
    }

    /** P(-t < T < t) for a whole number of degrees of freedom: 26.7.3 and 26.7.4 of Abramowitz and Stegun. */
    private static double inside(double t, int df) {
        double cosine2 = df / (df + t * t);
        double sine = Math.sqrt(1 - cosine2);
        boolean odd = df % 2 == 1;
        double term = odd ? Math.sqrt(cosine2) : 1;
        double sum = df == 1 ? 0 : term;
        for (int j = odd ? 3 : 2; j < df; j += 2) {
            term *= cosine2 * (j - 1) / j;
            sum += term;
        }
        return odd ? 2 / Math.PI * (StrictMath.atan(t / Math.sqrt(df)) + sine * sum) : sine * sum;
    }

    /** The t with P(T up to t) = p, for p in (0, 1). */
    static double quantile(double p, double df) {
        if (p < 0.5) {
            return -quantile(1 - p, df);
        }
        double x = IncompleteBeta.quantile(2 * (1 - p), df / 2, 0.5);
        return Math.sqrt(df * (1 - x) / x);
    }
}
