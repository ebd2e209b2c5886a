package dev.stint.engine.insight;

import dev.stint.engine.model.Ridge;
import dev.stint.engine.model.Ridge.Coefficient;
import dev.stint.engine.model.StudentT;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How single parameters move a score, added up: one with an order by a straight line with a bend, one without by a step for each level, as
 * they are coded for {@link Ridge}. All effects are those over the average value of a parameter.
 */
final class MainEffects {

    private static final double LINE_SD = 1.5;
    private static final double BEND_SD = 3;
    private static final double STEP_SD = 1;
    private static final double NOISE_SD = 0.6;
    private static final double NOISE_WORTH = 4;

    /** Values of an ordered parameter that are asked about. */
    private static final int VALUES = 21;

    /** The mean of the square of a coordinate about its middle. */
    private static final double MEAN_SQUARE = 1.0 / 12;

    /** The levels of a coordinate, none where it is ordered, and where its columns begin. */
    private record Columns(int from, List<Double> levels) {
        int count() {
            return levels.isEmpty() ? 2 : levels.size();
        }
    }

    private final List<Columns> columns = new ArrayList<>();
    private final int width;

    /**
     * The coding of these rows.
     *
     * @param ordered whether a coordinate has an order; coordinates beyond have
     * @param rows of the unit cube; a level that none of them has is not known
     */
    MainEffects(List<Boolean> ordered, List<double[]> rows) {
        int next = 1;
        for (int j = 0; j < rows.getFirst().length; j++) {
            Columns added = new Columns(next, j >= ordered.size() || ordered.get(j) ? List.of() : levels(rows, j));
            columns.add(added);
            next += added.count();
        }
        this.width = next;
    }

    private static List<Double> levels(List<double[]> rows, int j) {
        return rows.stream().map(row -> row[j]).distinct().sorted().toList();
    }

    Ridge fit(double[][] points, double[] scores) {
        List<Coefficient> prior = new ArrayList<>();
        prior.add(new Coefficient(0, 1));
        for (Columns some : columns) {
            if (some.levels.isEmpty()) {
                prior.add(new Coefficient(0, LINE_SD));
                prior.add(new Coefficient(0, BEND_SD));
            }
            some.levels.forEach(level -> prior.add(new Coefficient(0, STEP_SD)));
        }
        double[][] rows = new double[points.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(points[i]);
        }
        return Ridge.fit(new Ridge.Prior(prior, NOISE_SD, NOISE_WORTH), rows, scores);
    }

    private double[] row(double[] point) {
        double[] row = new double[width];
        row[0] = 1;
        for (int j = 0; j < point.length; j++) {
            put(row, j, point[j]);
        }
        return row;
    }

    private void put(double[] row, int j, double value) {
        Columns some = columns.get(j);
        if (some.levels.isEmpty()) {
            row[some.from] = value - 0.5;
            row[some.from + 1] = (value - 0.5) * (value - 0.5) - MEAN_SQUARE;
            return;
        }
        double average = 1.0 / some.levels.size();
        for (int level = 0; level < some.levels.size(); level++) {
            row[some.from + level] = (some.levels.get(level) == value ? 1 : 0) - average;
        }
    }

    /** The value of a coordinate whose effect is expected to be the highest. */
    double favourite(Ridge fitted, int j) {
        double best = Double.NaN;
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : values(j).toArray()) {
            double expected = effect(fitted, j, value).location();
            if (expected > highest) {
                highest = expected;
                best = value;
            }
        }
        return best;
    }

    private DoubleStream values(int j) {
        List<Double> levels = columns.get(j).levels;
        return levels.isEmpty()
                ? DoubleStream.iterate(0, v -> v + 1).limit(VALUES).map(v -> v / (VALUES - 1))
                : levels.stream().mapToDouble(level -> level);
    }

    /** What a value of a coordinate does beyond an average one. */
    StudentT effect(Ridge fitted, int j, double value) {
        double[] row = new double[width];
        put(row, j, value);
        return fitted.contrast(row);
    }
}
