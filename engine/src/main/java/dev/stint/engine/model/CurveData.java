package dev.stint.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Observations of learning curves, ready for {@link CurveKernel}: what depends on pairs of configurations and what depends on pairs of
 * shares is kept apart, since there are far fewer of either than pairs of observations.
 *
 * <p>Notation: {@code u} configurations as rows of the unit cube, {@code f} what is expected of each beforehand, {@code t} the distinct
 * trained shares in (0, 1], {@code n} observations with outputs {@code y}, larger better.
 */
public final class CurveData {

    /** One observation. */
    public record Point(int curve, double share, double output) {}

    final double[][] x;
    final Expectation[] expected;
    final double[] t;
    final int[] curveOf;
    final int[] shareOf;
    final double[] y;

    private CurveData(double[][] x, Expectation[] expected, double[] t, int[] curveOf, int[] shareOf, double[] y) {
        this.x = x;
        this.expected = expected;
        this.t = t;
        this.curveOf = curveOf;
        this.shareOf = shareOf;
        this.y = y;
    }

    /**
     * Observations of curves.
     *
     * @param x one row a curve
     * @param expected one a curve
     * @param points {@code curve} is an index into {@code x}
     */
    public static CurveData of(double[][] x, Expectation[] expected, List<Point> points) {
        Map<Double, Integer> shares = new LinkedHashMap<>();
        int n = points.size();
        int[] curveOf = new int[n];
        int[] shareOf = new int[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            Point point = points.get(i);
            require(point, x.length);
            curveOf[i] = point.curve();
            shareOf[i] = shares.computeIfAbsent(point.share(), s -> shares.size());
            y[i] = point.output();
        }
        double[] t = shares.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        return new CurveData(x, expected.clone(), t, curveOf, shareOf, y);
    }

    private static void require(Point point, int curves) {
        boolean placed = point.curve() >= 0 && point.curve() < curves && point.share() > 0 && point.share() <= 1;
        if (!placed || !Double.isFinite(point.output())) {
            throw new IllegalArgumentException("An observation of one of " + curves
                    + " curves needs a share in (0, 1] and a finite output, got " + point + ". Warp outputs first.");
        }
    }

    /** How many observations there are. */
    public int size() {
        return y.length;
    }

    /** How many curves there are. */
    public int curves() {
        return x.length;
    }

    /** These observations and more of the same curves. */
    CurveData and(List<Point> more) {
        List<Point> all = new ArrayList<>(points());
        all.addAll(more);
        return of(x, expected, all);
    }

    private List<Point> points() {
        return IntStream.range(0, y.length)
                .mapToObj(i -> new Point(curveOf[i], t[shareOf[i]], y[i]))
                .toList();
    }

    /** All of it, or the curves with the highest outputs as far as so many observations reach: enough to fit parameters to. */
    CurveData highest(int most) {
        if (y.length <= most) {
            return this;
        }
        int[] curves = IntStream.of(curveOf).distinct().toArray();
        double[] top = new double[x.length];
        int[] count = new int[x.length];
        Arrays.fill(top, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < y.length; i++) {
            top[curveOf[i]] = Math.max(top[curveOf[i]], y[i]);
            count[curveOf[i]]++;
        }
        List<Integer> ranked = IntStream.of(curves)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -top[c]))
                .toList();
        int rows = 0;
        int kept = 0;
        while (kept < ranked.size() && rows + count[ranked.get(kept)] <= most) {
            rows += count[ranked.get(kept)];
            kept++;
        }
        return only(ranked.subList(0, kept));
    }

    private CurveData only(List<Integer> curves) {
        List<Point> points = points().stream()
                .filter(p -> curves.contains(p.curve()))
                .map(p -> new Point(curves.indexOf(p.curve()), p.share(), p.output()))
                .toList();
        double[][] rows = curves.stream().map(c -> x[c]).toArray(double[][]::new);
        return of(rows, curves.stream().map(c -> expected[c]).toArray(Expectation[]::new), points);
    }
}
