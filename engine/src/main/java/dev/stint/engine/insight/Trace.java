package dev.stint.engine.insight;

import java.util.Arrays;

/**
 * A finite curve turned so that lower is better, with its smoothed level and its noise.
 *
 * @param x steps [n], rising
 * @param y values [n], lower is better
 * @param level smoothed values [n]
 * @param sigma robust deviation of single values around the smoothed curve
 */
@SuppressWarnings("ArrayRecordComponent")
record Trace(double[] x, double[] y, double[] level, double sigma) {
    private static final double HALF_WINDOW = 0.08;

    /** The steep beginning is left out of the noise, where the curve is long enough. */
    static Trace of(double[] x, double[] y) {
        int n = x.length;
        double[] level = LocalLine.through(x, y, HALF_WINDOW * x[n - 1]).level();
        return new Trace(x, y, level, Noise.of(x, y, n < 12 ? 0 : n / 3, n));
    }

    int size() {
        return x.length;
    }

    double end() {
        return x[x.length - 1];
    }

    double lastLevel() {
        return level[level.length - 1];
    }

    int lowest() {
        int lowest = 0;
        for (int i = 1; i < level.length; i++) {
            lowest = level[i] < level[lowest] ? i : lowest;
        }
        return lowest;
    }

    /** How far the curve came from its beginning to its lowest level. */
    double fall() {
        return Math.max(0, y[0] - level[lowest()]);
    }

    /** Less than this is nothing: the noise of one value, or half a percent of what was gained. */
    double grain() {
        return Math.max(sigma, 0.005 * fall());
    }

    /** First index of a window that holds the last share of the steps and at least so many points. */
    int windowStart(double share, int fewest) {
        int start = 0;
        while (start < size() && x[start] < (1 - share) * end()) {
            start++;
        }
        return Math.max(0, Math.min(start, size() - fewest));
    }

    /** Least squares line over [from, n). */
    Line line(int from) {
        int n = size() - from;
        double meanX = Arrays.stream(x, from, size()).average().orElseThrow();
        double meanY = Arrays.stream(y, from, size()).average().orElseThrow();
        double sxx = 0;
        double sxy = 0;
        for (int i = from; i < size(); i++) {
            sxx += (x[i] - meanX) * (x[i] - meanX);
            sxy += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = sxx > 0 ? sxy / sxx : 0;
        double squares = 0;
        for (int i = from; i < size(); i++) {
            double rest = y[i] - meanY - slope * (x[i] - meanX);
            squares += rest * rest;
        }
        double sd = Math.max(sigma, Math.sqrt(squares / Math.max(1, n - 2)));
        return new Line(slope, sxx > 0 ? sd / Math.sqrt(sxx) : 0, end() - x[from]);
    }

    /** A slope per step with its standard error, over so many steps. */
    record Line(double slope, double standardError, double width) {
        double change() {
            return slope * width;
        }

        double changeError() {
            return standardError * width;
        }

        boolean falls() {
            return slope < -2 * standardError;
        }
    }
}
