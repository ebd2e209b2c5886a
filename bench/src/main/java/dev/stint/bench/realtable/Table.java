package dev.stint.bench.realtable;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The trainings of one problem: a few hundred configurations, each with one seed or more.
 *
 * <p>Between its rows it is a constant: a configuration has the curves of the nearest row.
 */
public final class Table {

    /** One configuration with its curves, by seed. */
    public record Row(Config config, List<Curve> curves) {
        public Row {
            curves = List.copyOf(curves);
        }
    }

    private final Problem problem;
    private final double wallSeconds;
    private final List<Row> rows;
    private final Encoding cube;
    private final List<double[]> points;

    private Table(Problem problem, double wallSeconds, List<Line> lines) {
        this.problem = problem;
        this.wallSeconds = wallSeconds;
        this.rows = rows(lines, problem.seeds());
        this.cube = new Encoding(problem.space());
        this.points = rows.stream().map(row -> cube.encode(row.config())).toList();
    }

    private static List<Row> rows(List<Line> lines, int seeds) {
        List<Line> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparingInt(Line::row).thenComparingInt(Line::seed));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i + seeds <= sorted.size(); i += seeds) {
            List<Line> one = sorted.subList(i, i + seeds);
            rows.add(new Row(
                    one.getFirst().config(), one.stream().map(Line::curve).toList()));
        }
        return List.copyOf(rows);
    }

    /** The table that travels with this class. */
    public static Table load(Problem problem) {
        try (InputStream packed = Table.class.getResourceAsStream(problem.key() + ".csv.gz")) {
            if (packed == null) {
                throw new IllegalArgumentException(
                        "there is no table of " + problem.key() + "; bench/realtable make trains it");
            }
            return read(problem, packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Table read(Problem problem, InputStream packed) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.US_ASCII))) {
            List<String> lines = reader.lines().toList();
            double seconds = Double.parseDouble(lines.getFirst().replaceAll("[^0-9.]", ""));
            return new Table(
                    problem,
                    seconds,
                    lines.stream()
                            .skip(2)
                            .map(line -> Line.parse(problem, line))
                            .toList());
        }
    }

    public Problem problem() {
        return problem;
    }

    /** How long it took to make. */
    public double wallSeconds() {
        return wallSeconds;
    }

    public List<Row> rows() {
        return rows;
    }

    /** The number of the row nearest to a configuration in the unit cube; of several, the first. */
    public int nearest(Config config) {
        double[] point = cube.encode(config);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < points.size(); row++) {
            double distance = squares(point, points.get(row));
            if (distance < least) {
                best = row;
                least = distance;
            }
        }
        return best;
    }

    private static double squares(double[] a, double... b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
