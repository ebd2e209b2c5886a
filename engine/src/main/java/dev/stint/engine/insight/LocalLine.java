package dev.stint.engine.insight;

import java.util.Arrays;

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
        for (int i = 0; i < n; i++) {
            result.fitAt(i, x, y, Math.max(halfWidth, reach(x, i)));
        }
        return result;
    }

    private static double reach(double[] x, int at) {
        double[] distances = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            distances[i] = Math.abs(x[i] - x[at]);
        }
        Arrays.sort(distances);
        return 1.001 * distances[Math.min(FEWEST, x.length) - 1];
    }

    private void fitAt(int at, double[] x, double[] y, double width) {
        double sum = 0;
        double meanX = 0;
        double meanY = 0;
        for (int j = 0; j < x.length; j++) {
            double w = tricube((x[j] - x[at]) / width);
            sum += w;
            meanX += w * x[j];
            meanY += w * y[j];
        }
        slopeAt(at, x, y, width, new double[] {sum, meanX / sum, meanY / sum});
    }

    private void slopeAt(int at, double[] x, double[] y, double width, double[] moments) {
        double sxx = 0;
        double sxy = 0;
        for (int j = 0; j < x.length; j++) {
            double w = tricube((x[j] - x[at]) / width);
            sxx += w * (x[j] - moments[1]) * (x[j] - moments[1]);
            sxy += w * (x[j] - moments[1]) * (y[j] - moments[2]);
        }
        slope[at] = sxx > 0 ? sxy / sxx : 0;
        level[at] = moments[2] + slope[at] * (x[at] - moments[1]);
        scalesAt(at, x, width, moments, sxx);
    }

    private void scalesAt(int at, double[] x, double width, double[] moments, double sxx) {
        double ofLevel = 0;
        double ofSlope = 0;
        for (int j = 0; j < x.length; j++) {
            double w = tricube((x[j] - x[at]) / width);
            double forSlope = sxx > 0 ? w * (x[j] - moments[1]) / sxx : 0;
            double forLevel = w / moments[0] + (x[at] - moments[1]) * forSlope;
            ofLevel += forLevel * forLevel;
            ofSlope += forSlope * forSlope;
        }
        levelScale[at] = Math.sqrt(ofLevel);
        slopeScale[at] = Math.sqrt(ofSlope);
    }

    private static double tricube(double u) {
        double a = Math.abs(u);
        if (a >= 1) {
            return 0;
        }
        double inner = 1 - a * a * a;
        return inner * inner * inner;
    }
}
