package dev.stint.engine.insight;

/**
 * Local linear regression with a symmetric tricube window (Cleveland 1979, without the robustness iterations).
 *
 * <p>All arrays are [n], in the order of x. {@code levelScale} and {@code slopeScale} are standard errors for noise of
 * standard deviation one: multiply them by the noise of the data.
 */
@SuppressWarnings("ArrayRecordComponent")
record LocalLine(double[] level, double[] slope, double[] levelScale, double[] slopeScale) {
    /** A line through fewer points would follow the noise. */
    private static final int FEWEST = 7;

    /** Smooths y over ascending x; the window reaches halfWidth to each side, further where points are sparse. */
    static LocalLine through(double[] x, double[] y, double halfWidth) {
        int n = x.length;
        LocalLine result = new LocalLine(new double[n], new double[n], new double[n], new double[n]);
        double[] weights = new double[n];
        int from = 0;
        for (int i = 0; i < n; i++) {
            double width = Math.max(halfWidth, reach(x, i));
            while (x[i] - x[from] >= width) {
                from++;
            }
            int to = i;
            while (to < n && x[to] - x[i] < width) {
                to++;
            }
            weigh(i, x, width, from, to, weights);
            result.fitAt(i, x, y, from, to, weights);
        }
        return result;
    }

    /** How far the window must reach to hold the fewest points. */
    private static double reach(double[] x, int at) {
        int from = at;
        int to = at;
        while (to - from + 1 < Math.min(FEWEST, x.length)) {
            boolean left = to + 1 == x.length || (from > 0 && x[at] - x[from - 1] <= x[to + 1] - x[at]);
            from -= left ? 1 : 0;
            to += left ? 0 : 1;
        }
        return 1.001 * Math.max(x[at] - x[from], x[to] - x[at]);
    }

    private static void weigh(int at, double[] x, double width, int from, int to, double[] weights) {
        for (int j = from; j < to; j++) {
            double u = Math.abs(x[j] - x[at]) / width;
            double inner = 1 - u * u * u;
            weights[j] = inner * inner * inner;
        }
    }

    private void fitAt(int at, double[] x, double[] y, int from, int to, double[] weights) {
        double sum = 0;
        double meanX = 0;
        double meanY = 0;
        for (int j = from; j < to; j++) {
            sum += weights[j];
            meanX += weights[j] * x[j];
            meanY += weights[j] * y[j];
        }
        meanX /= sum;
        meanY /= sum;
        double sxx = 0;
        double sxy = 0;
        for (int j = from; j < to; j++) {
            sxx += weights[j] * (x[j] - meanX) * (x[j] - meanX);
            sxy += weights[j] * (x[j] - meanX) * (y[j] - meanY);
        }
        slope[at] = sxx > 0 ? sxy / sxx : 0;
        level[at] = meanY + slope[at] * (x[at] - meanX);
        double ofLevel = 0;
        double ofSlope = 0;
        for (int j = from; j < to; j++) {
            double forSlope = sxx > 0 ? weights[j] * (x[j] - meanX) / sxx : 0;
            double forLevel = weights[j] / sum + (x[at] - meanX) * forSlope;
            ofLevel += forLevel * forLevel;
            ofSlope += forSlope * forSlope;
        }
        levelScale[at] = Math.sqrt(ofLevel);
        slopeScale[at] = Math.sqrt(ofSlope);
    }
}
