package dev.stint.engine.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads the best learning rate off short trainings at a few rates, evenly spaced on a log scale.
 *
 * <p>Notation: x is log10 of the rate; r the rank of the loss, in which a training that diverged is the worst; y the loss, cut where it is no
 * better than that of the lowest rate, which has hardly learnt. Whether there is a valley at all is judged by a parabola through all
 * ranks (an F test at 5 %), where it lies by a parabola through the losses next to the lowest one. The interval is where this parabola
 * has risen by a {@value #RISE} of the fall, and half a step at least.
 */
public final class ShortTrainings {

    private static final int FEWEST = 6;
    private static final int MOST = 9;
    private static final double STEP_DECADES = 0.625;
    private static final double LEAST_FALL = 0.02;
    private static final double RISE = 0.1;
    private static final double LEAST_HALF_WIDTH_IN_STEPS = 0.5;

    private final double[] x;
    private final double[] y;
    private final int lowest;
    private final double fall;

    private ShortTrainings(List<LrSweep.Point> points) {
        this.x = points.stream().mapToDouble(p -> StrictMath.log10(p.lr())).toArray();
        double worst = points.stream()
                .mapToDouble(LrSweep.Point::loss)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double[] losses = points.stream()
                .mapToDouble(p -> Double.isFinite(p.loss()) ? p.loss() : worst)
                .toArray();
        double cut = Double.isFinite(points.getFirst().loss()) ? losses[0] : Noise.median(losses);
        this.y = Arrays.stream(losses).map(loss -> Math.min(loss, cut)).toArray();
        this.lowest = LrSweep.indexOfLowest(y, 0, y.length);
        this.fall = cut - y[lowest];
    }

    /** Where in a range of rates to train, as positions on its log scale in [0, 1]: six to nine, 0.625 decades apart if that suffices. */
    public static double[] places(double low, double high) {
        double steps = StrictMath.ceil(StrictMath.log10(high / low) / STEP_DECADES - 1e-9);
        int count = (int) Math.clamp(steps + 1, FEWEST, MOST);
        return IntStream.range(0, count).mapToDouble(i -> i / (count - 1.0)).toArray();
    }

    /**
     * Reads one training a rate.
     *
     * @param points with rates that rise; smaller losses are better, those of trainings that diverged are NaN or infinite
     */
    public static RateVerdict read(List<LrSweep.Point> points) {
        long finite = points.stream().filter(p -> Double.isFinite(p.loss())).count();
        if (points.size() < FEWEST || finite < 3) {
            return new RateVerdict.Unclear(
                    List.of("only " + finite + " of " + points.size() + " short trainings ended with a loss"));
        }
        return new ShortTrainings(points).verdict(points);
    }

    private RateVerdict verdict(List<LrSweep.Point> points) {
        List<String> reasons = new ArrayList<>();
        Parabola shape = Parabola.through(x, ranks(points), 0, x.length);
        double share = shape.explained();
        double f = share / 2 / Math.max(1e-12, (1 - share) / (x.length - 3));
        if (fall < LEAST_FALL * Math.abs(y[0])) {
            reasons.add("no rate did clearly better than the lowest");
        } else if (lowest == 0 || lowest == x.length - 1) {
            reasons.add("the " + (lowest == 0 ? "lowest" : "highest") + " rate did best: the best may lie beyond "
                    + Words.number(points.get(lowest).lr()));
        } else if (shape.bend() <= 0 || f < f95(x.length - 3)) {
            reasons.add("the losses jump about, and have no one valley");
        }
        return reasons.isEmpty() ? found() : new RateVerdict.Unclear(reasons);
    }

    /** The best has rank 0; those that diverged share the worst. */
    private static double[] ranks(List<LrSweep.Point> points) {
        return points.stream()
                .mapToDouble(
                        p -> points.stream().filter(other -> better(other, p)).count())
                .toArray();
    }

    private static boolean better(LrSweep.Point a, LrSweep.Point b) {
        return Double.isFinite(a.loss()) && !(b.loss() <= a.loss());
    }

    private RateVerdict found() {
        Parabola valley = Parabola.through(x, y, lowest - 1, lowest + 2);
        double step = (x[x.length - 1] - x[0]) / (x.length - 1);
        double half = valley.bend() > 0 ? Math.sqrt(RISE * fall / valley.bend()) : step;
        half = Math.max(LEAST_HALF_WIDTH_IN_STEPS * step, half);
        double best = valley.bend() > 0 ? Math.clamp(valley.vertex(), x[lowest - 1], x[lowest + 1]) : x[lowest];
        return new RateVerdict.Found(
                StrictMath.pow(10, best), StrictMath.pow(10, best - half), StrictMath.pow(10, best + half));
    }

    /** The 95 % quantile of F with 2 and {@code freedom} degrees of freedom, which has a closed form. */
    private static double f95(int freedom) {
        return freedom / 2.0 * (StrictMath.pow(0.05, -2.0 / freedom) - 1);
    }
}
