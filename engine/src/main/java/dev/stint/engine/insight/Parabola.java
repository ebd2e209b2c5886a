package dev.stint.engine.insight;

/**
 * The parabola with the least squares through some points: {@code bend · (x − vertex)² + ...}.
 *
 * @param bend half its second derivative
 * @param vertex where it is level; infinite for a line
 * @param explained share of the variance, in [0, 1]; 0 where there is none
 */
record Parabola(double bend, double vertex, double explained) {

    /** Through the points in [from, to), at least three with distinct x. Legendre-like columns keep it well conditioned. */
    static Parabola through(double[] x, double[] y, int from, int to) {
        int n = to - from;
        double meanX = mean(x, from, to);
        double meanY = mean(y, from, to);
        double sxx = 0;
        double sxxx = 0;
        for (int i = from; i < to; i++) {
            double u = x[i] - meanX;
            sxx += u * u;
            sxxx += u * u * u;
        }
        double sqq = 0;
        double sxy = 0;
        double sqy = 0;
        double syy = 0;
        for (int i = from; i < to; i++) {
            double u = x[i] - meanX;
            double q = u * u - sxx / n - sxxx / sxx * u;
            sqq += q * q;
            sxy += u * (y[i] - meanY);
            sqy += q * (y[i] - meanY);
            syy += (y[i] - meanY) * (y[i] - meanY);
        }
        double bend = sqq > 0 ? sqy / sqq : 0;
        double slope = sxy / sxx - bend * sxxx / sxx;
        double explained = syy > 0 ? (sxy * sxy / sxx + (sqq > 0 ? sqy * sqy / sqq : 0)) / syy : 0;
        return new Parabola(bend, meanX - slope / (2 * bend), Math.min(1, explained));
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }
}
