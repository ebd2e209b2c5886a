package dev.stint.engine.model;

/**
 * A mixture of t distributions with the same degrees of freedom.
 *
 * <p>Part i has weight w[i], which sum to one, location m[i] and scale s[i], not negative; with scale 0 it is a point.
 */
public final class StudentMixture {

    private static final int STEPS = 60;
    private static final double CLOSE = 1e-9;

    private final StudentT standard;
    private final double[] weights;
    private final double[] locations;
    private final double[] scales;

    /** Keeps the arrays, each with one element a part. */
    public StudentMixture(int df, double[] weights, double[] locations, double[] scales) {
        this.standard = StudentT.standard(df);
        this.weights = weights;
        this.locations = locations;
        this.scales = scales;
    }

    /** By regula falsi (Illinois), between the quantiles of the parts. */
    public double quantile(double p) {
        double t = standard.quantile(p);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < locations.length; i++) {
            low = Math.min(low, locations[i] + t * scales[i]);
            high = Math.max(high, locations[i] + t * scales[i]);
        }
        return root(p, low, high);
    }

    private double root(double p, double from, double to) {
        double low = from;
        double high = to;
        double atLow = cdf(low) - p;
        double atHigh = cdf(high) - p;
        int side = 0;
        for (int i = 0; i < STEPS && high > low && atHigh > atLow; i++) {
            double x = low - atLow * (high - low) / (atHigh - atLow);
            double atX = cdf(x) - p;
            if (Math.abs(atX) < CLOSE) {
                return x;
            }
            if (atX < 0) {
                low = x;
                atLow = atX;
                atHigh *= side < 0 ? 0.5 : 1;
                side = -1;
            } else {
                high = x;
                atHigh = atX;
                atLow *= side > 0 ? 0.5 : 1;
                side = 1;
            }
        }
        return 0.5 * (low + high);
    }

    /** The probability of at most x. */
    public double cdf(double x) {
        double sum = 0;
        for (int i = 0; i < locations.length; i++) {
            double step = x >= locations[i] ? 1 : 0;
            sum += weights[i] * (scales[i] > 0 ? standard.cdf((x - locations[i]) / scales[i]) : step);
        }
        return sum;
    }
}
