package dev.stint.engine.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads an exponential learning-rate sweep (Smith 2015, arXiv:1506.01186), or says that it cannot be read.
 *
 * <p>Notation: x is log10 of the rate, y the logarithm of the loss (the loss itself where some loss is not positive),
 * y0 the level before the descent, sigma the noise of one batch. y is smoothed by a local line whose tricube window
 * reaches 0.3 decade to each side: symmetric, because a trailing average moves every feature to the right. Noise alone
 * is read as a good sweep in less than one case of a hundred.
 */
public final class LrSweep {
    /** One step: the rate and the raw training loss of the batch before its update; the loss may be NaN or infinite. */
    public record Point(double lr, double loss) {}

    private static final double HALF_WINDOW_DECADES = 0.3;
    private static final int FEWEST_POINTS = 20;
    private static final double LEAST_FALL = 0.05;
    private static final double LEAST_FALL_IN_SIGMA = 2.5;
    private static final double EARLIEST_MINIMUM = 0.15;
    private static final double LEAST_SD = 0.3;

    private final List<Point> points;
    private final OptimizerFamily family;
    private final boolean logarithmic;
    private final double[] x;
    private final LocalLine line;
    private final double sigma;
    private final double y0;
    private final int lowest;

    private LrSweep(List<Point> points, int usable, OptimizerFamily family) {
        this.points = points;
        this.family = family;
        this.logarithmic = points.subList(0, usable).stream().allMatch(point -> point.loss > 0);
        this.x = points.stream()
                .limit(usable)
                .mapToDouble(point -> StrictMath.log10(point.lr))
                .toArray();
        double[] y = points.stream().limit(usable).mapToDouble(this::scaled).toArray();
        this.y0 = Noise.median(Arrays.copyOf(y, Math.max(5, usable / 20)));
        capExplosion(y);
        this.line = LocalLine.through(x, y, HALF_WINDOW_DECADES);
        this.lowest = indexOfLowest(line.level(), 0, usable);
        this.sigma = Noise.of(x, y, 0, Math.max(FEWEST_POINTS, lowest + 1));
    }

    /**
     * Reads one sweep.
     *
     * @param points in the order of the sweep, with rates that are positive and rise
     * @throws IllegalArgumentException when a rate is not positive or does not rise
     */
    public static LrVerdict read(List<Point> points, OptimizerFamily family) {
        requireRising(points);
        int usable = 0;
        while (usable < points.size() && Double.isFinite(points.get(usable).loss)) {
            usable++;
        }
        if (usable < FEWEST_POINTS) {
            return tooShort(points, usable);
        }
        return new LrSweep(List.copyOf(points), usable, family).verdict();
    }

    private static void requireRising(List<Point> points) {
        double before = 0;
        for (Point point : points) {
            if (!(point.lr > before) || !Double.isFinite(point.lr)) {
                throw new IllegalArgumentException("The learning rate (" + point.lr + ") after (" + before
                        + ") in a sweep must be finite, positive and higher than the one before.");
            }
            before = point.lr;
        }
    }

    private static LrVerdict tooShort(List<Point> points, int usable) {
        String reason = usable == points.size()
                ? "the sweep has only " + usable + " steps, at least " + FEWEST_POINTS + " are needed"
                : "the loss was not finite any more after " + usable + " steps; start at a lower rate";
        return new LrVerdict.Unreadable(List.of(reason), false, points.subList(0, usable));
    }

    private double scaled(Point point) {
        return logarithmic ? StrictMath.log(point.loss) : point.loss;
    }

    /** A loss of 1e30 says no more than "diverged", but would pull the smoothed curve up far to its left. */
    private void capExplosion(double[] y) {
        double fall = y0 - y[indexOfLowest(y, 0, y.length)];
        double noise = Noise.of(x, y, 0, y.length);
        double cap = y0 + Math.max(fall, 4 * noise);
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.min(y[i], cap);
        }
    }

    private LrVerdict verdict() {
        int steepest = indexOfLowest(line.slope(), 0, lowest + 1);
        double divergedAt = divergedAt();
        List<String> reasons = new ArrayList<>();
        judgeFall(reasons);
        if (line.slope()[steepest] > -3 * sigma * line.slopeScale()[steepest]) {
            reasons.add("nowhere does the loss fall clearly faster than its noise");
        }
        if (lowest < EARLIEST_MINIMUM * points.size()) {
            reasons.add("the loss is lowest in the first " + Words.percent(EARLIEST_MINIMUM)
                    + " of the sweep; start at a lower rate");
        }
        if (Double.isNaN(divergedAt)) {
            reasons.add("no divergence before the end of the sweep at " + Words.number(points.getLast().lr));
        }
        return reasons.isEmpty()
                ? readable(steepest, divergedAt)
                : new LrVerdict.Unreadable(reasons, Double.isNaN(divergedAt), smoothed());
    }

    private void judgeFall(List<String> reasons) {
        double fall = y0 - line.level()[lowest];
        double share = logarithmic ? -StrictMath.expm1(-fall) : fall / Math.abs(y0);
        if (share < LEAST_FALL) {
            reasons.add(share <= 0 ? "the loss never fell" : "the loss fell by " + Words.percent(share) + " only");
        }
        if (fall < LEAST_FALL_IN_SIGMA * sigma) {
            reasons.add("the fall of the loss hardly stands out of the noise of single batches");
        }
    }

    /**
     * The first of three smoothed points in a row above the limit, else where the loss stopped being finite, else NaN.
     */
    private double divergedAt() {
        double lowestLevel = line.level()[lowest];
        double mad = sigma / Noise.MAD_TO_SD;
        double limit = lowestLevel + Math.max(0.3 * (y0 - lowestLevel), 4 * mad);
        int above = 0;
        for (int i = lowest; i < x.length; i++) {
            above = line.level()[i] > limit ? above + 1 : 0;
            if (above == 3) {
                return points.get(i - 2).lr;
            }
        }
        return x.length < points.size() ? points.get(x.length).lr : Double.NaN;
    }

    private LrVerdict readable(int steepest, double divergedAt) {
        double below = family == OptimizerFamily.SGD ? 1 : 0.5 * StrictMath.log10(30);
        double[] votes = {x[steepest], x[lowest] - below, StrictMath.log10(divergedAt) - 1};
        double mean = (votes[0] + votes[1] + votes[2]) / 3;
        double squares = 0;
        for (double vote : votes) {
            squares += (vote - mean) * (vote - mean);
        }
        double sd = Math.max(LEAST_SD, Math.sqrt(squares / 2));
        return new LrVerdict.Readable(
                points.get(start(steepest)).lr,
                points.get(steepest).lr,
                points.get(lowest).lr,
                divergedAt,
                StrictMath.pow(10, mean),
                sd,
                smoothed());
    }

    /** Walks down from the steepest point, so that a chance dip of the plateau is not taken for the start. */
    private int start(int steepest) {
        int start = steepest;
        while (start > 0 && line.slope()[start - 1] < -2 * sigma * line.slopeScale()[start - 1]) {
            start--;
        }
        return start;
    }

    private List<Point> smoothed() {
        List<Point> curve = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            double level = line.level()[i];
            curve.add(new Point(points.get(i).lr, logarithmic ? StrictMath.exp(level) : level));
        }
        return curve;
    }

    static int indexOfLowest(double[] values, int from, int to) {
        int lowest = from;
        for (int i = from + 1; i < to; i++) {
            lowest = values[i] < values[lowest] ? i : lowest;
        }
        return lowest;
    }
}
