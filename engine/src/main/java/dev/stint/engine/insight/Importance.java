package dev.stint.engine.insight;

import dev.stint.engine.model.Axis;
import dev.stint.engine.model.GaussianProcess;
import dev.stint.engine.model.GpData;
import dev.stint.engine.model.RelevanceKernel;
import dev.stint.engine.model.Sobol;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters decide the result at full length, and how sure that is: once over the whole space, and once within its better quarter.
 *
 * <p>A Gaussian process with {@link RelevanceKernel} is fitted to the longest reading of each trial. Its parameters are drawn from their posterior, and from
 * each process functions; the shares of {@link EffectDesign} in those draws are the answer, so that what the data leave open stays open.
 *
 * @param trials that the answer rests on
 * @param rows one a tuned parameter, in the order of the space
 */
public record Importance(int trials, List<Row> rows) {

    /** With fewer trials nothing is said. */
    public static final int FEWEST = 10;

    /** A share of the variance of ranks from which on a parameter is worth tuning. */
    public static final double WORTH = 0.1;

    /** What lies below this with 95 % matters little. */
    public static final double LITTLE = 2 * WORTH;

    /** Chosen on the tuning instances of LCBench, where "matters" is then right nine times of ten (docs/benchmark.md). */
    private static final double SURE = 0.92;

    private static final int MEMBERS = 16;
    private static final int DRAWS = 6;
    private static final int POINTS = 240;
    private static final int QUARTER = 4;

    /**
     * What can be said: a share of at least {@link #WORTH}, one below {@link #LITTLE}, or neither. Of trials that a search chose the whole
     * space is known less well than the model believes: what it says there is right four times of five, and only probable.
     */
    public enum Verdict {
        MATTERS,
        PROBABLY_MATTERS,
        MATTERS_LITTLE,
        CANNOT_TELL
    }

    /**
     * A share of the variance of ranks that would vanish were this parameter known, interactions included.
     *
     * @param low end of the 90 % interval, as {@code high}
     * @param worth the probability that the share is at least {@link #WORTH}
     * @param first the probability that no other parameter has a larger share
     */
    public record Share(double mean, double low, double high, double worth, double first, Verdict verdict) {}

    /**
     * @param everywhere over the whole space
     * @param good within the better quarter of the space
     */
    public record Row(String parameter, Share everywhere, Share good) {}

    /**
     * What was measured.
     *
     * @param names of the tuned parameters, one a coordinate of the cube
     * @param axes of the rows
     * @param rows one a trial, of the unit cube as a model sees it
     * @param shares how much of its full length each was trained, in (0, 1]
     * @param scores without a long bad tail, larger is better
     * @param drawn whether configurations were drawn at random, and not chosen by what earlier ones did
     */
    public record Evidence(
            List<String> names,
            List<Axis> axes,
            List<double[]> rows,
            List<Double> shares,
            List<Double> scores,
            boolean drawn) {}

    /** Null where there are too few trials. */
    public static @Nullable Importance of(Evidence evidence, EffectDesign.Cube cube, Seed seed) {
        if (evidence.scores.size() < FEWEST || evidence.names.isEmpty()) {
            return null;
        }
        Stream stream = seed.stream();
        EffectDesign.Cube trained = point -> complete(cube.row(point));
        List<double[]> everywhere = new ArrayList<>();
        List<double[]> good = new ArrayList<>();
        for (GaussianProcess process : processes(evidence, stream)) {
            List<double[]> points = points(evidence, trained, seed.child(everywhere.size()));
            List<double[]> thinned = points.subList(0, points.size() / QUARTER);
            draw(process, new EffectDesign(trained, thinned, stream), stream, everywhere);
            draw(process, new EffectDesign(trained, narrowed(points, process, trained, stream), stream), stream, good);
        }
        return new Importance(evidence.scores.size(), rows(evidence, everywhere, good));
    }

    private static List<GaussianProcess> processes(Evidence evidence, Stream stream) {
        double[][] rows = new double[evidence.rows.size()][];
        Arrays.setAll(rows, i -> RelevanceKernel.row(evidence.rows.get(i), evidence.shares.get(i)));
        GpData data =
                GpData.of(rows, evidence.scores.stream().mapToDouble(v -> v).toArray());
        return GaussianProcess.sample(RelevanceKernel.over(evidence.axes), data, MEMBERS, stream);
    }

    private static double @Nullable [] complete(double @Nullable [] row) {
        return row == null ? null : RelevanceKernel.row(row, 1);
    }

    private static List<double[]> points(Evidence evidence, EffectDesign.Cube cube, Seed seed) {
        int d = evidence.names.size();
        int count = QUARTER * Math.max(8, POINTS / (d + 1));
        Stream stream = seed.stream();
        Sobol sobol = d <= Sobol.MAX_DIMENSIONS ? Sobol.scrambled(d, seed) : null;
        return IntStream.range(0, 10 * count)
                .mapToObj(i -> sobol == null ? uniform(d, stream) : sobol.point(i))
                .filter(point -> cube.row(point) != null)
                .limit(count)
                .toList();
    }

    private static double[] uniform(int d, Stream stream) {
        double[] point = new double[d];
        Arrays.setAll(point, j -> stream.uniform());
        return point;
    }

    private static List<double[]> narrowed(
            List<double[]> points, GaussianProcess process, EffectDesign.Cube cube, Stream stream) {
        double[] means = points.stream()
                .mapToDouble(p -> process.mean(Objects.requireNonNull(cube.row(p))))
                .toArray();
        List<double[]> better = IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -means[i]).thenComparing(i -> i))
                .limit(means.length / QUARTER)
                .map(points::get)
                .toList();
        return EffectDesign.shuffled(better, cube, stream);
    }

    private static void draw(GaussianProcess process, EffectDesign design, Stream stream, List<double[]> into) {
        for (double[] values : process.draw(design.rows(), DRAWS, stream)) {
            into.add(design.shares(values));
        }
    }

    private static List<Row> rows(Evidence evidence, List<double[]> everywhere, List<double[]> good) {
        Verdict sure = evidence.drawn ? Verdict.MATTERS : Verdict.PROBABLY_MATTERS;
        return IntStream.range(0, evidence.names.size())
                .mapToObj(j ->
                        new Row(evidence.names.get(j), share(everywhere, j, sure), share(good, j, Verdict.MATTERS)))
                .toList();
    }

    private static Share share(List<double[]> draws, int j, Verdict sure) {
        double[] sorted = draws.stream().mapToDouble(s -> s[j]).sorted().toArray();
        double first = fraction(draws, s -> s[j] == Arrays.stream(s).max().orElse(0));
        double worth = fraction(draws, s -> s[j] >= WORTH);
        double high = at(sorted, 0.95);
        Verdict verdict = worth >= SURE ? sure : high < LITTLE ? Verdict.MATTERS_LITTLE : Verdict.CANNOT_TELL;
        return new Share(Arrays.stream(sorted).average().orElse(0), at(sorted, 0.05), high, worth, first, verdict);
    }

    private static double fraction(List<double[]> draws, Predicate<double[]> holds) {
        return draws.stream().filter(holds).count() / (double) draws.size();
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round(quantile * (sorted.length - 1)))];
    }
}
