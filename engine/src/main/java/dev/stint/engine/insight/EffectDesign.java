package dev.stint.engine.insight;

import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Points that show what single parameters do: base points, and each of them with one coordinate taken from another base point.
 *
 * <p>The total share of parameter j is {@code Σ (r(x) − r(x with x_j'))² / (2·n·Var r)} (Jansen 1999), of ranks r instead of values, so that a
 * few trainings that fail do not decide everything. Shares of parameters that interact overlap, and sum to more than one.
 */
public final class EffectDesign {

    /** The configurations of a study in the unit cube of its tuned parameters. */
    public interface Cube {
        /** What a model reads for a point; null where the constraints forbid it. */
        double @Nullable [] row(double[] point);
    }

    private static final int FORBIDDEN = -1;

    private final int parameters;
    private final List<double[]> rows = new ArrayList<>();
    private final int[] base;
    private final int[][] turned;

    /**
     * @param points of the unit cube, all with a row, one coordinate a parameter
     */
    public EffectDesign(Cube cube, List<double[]> points, Stream stream) {
        this.parameters = points.getFirst().length;
        this.base = new int[points.size()];
        this.turned = new int[points.size()][parameters];
        int[] order = stream.permutation(points.size());
        for (int i = 0; i < base.length; i++) {
            base[order[i]] = place(cube, points.get(order[i]));
            double[] partner = points.get(order[(i + 1) % base.length]);
            for (int j = 0; j < parameters; j++) {
                double[] point = points.get(order[i]).clone();
                point[j] = partner[j];
                turned[order[i]][j] = place(cube, point);
            }
        }
    }

    /** As many points at most, in which each coordinate is spread as in these but knows nothing of the others. */
    public static List<double[]> shuffled(List<double[]> points, Cube cube, Stream stream) {
        int n = points.size();
        double[][] mixed = new double[n][points.getFirst().length];
        for (int j = 0; j < mixed[0].length; j++) {
            int[] order = stream.permutation(n);
            for (int i = 0; i < n; i++) {
                mixed[i][j] = points.get(order[i])[j];
            }
        }
        return Arrays.stream(mixed).filter(point -> cube.row(point) != null).toList();
    }

    private int place(Cube cube, double[] point) {
        double[] row = cube.row(point);
        if (row == null) {
            return FORBIDDEN;
        }
        rows.add(row);
        return rows.size() - 1;
    }

    /** Where a value is needed. */
    public double[][] rows() {
        return rows.toArray(double[][]::new);
    }

    /** The total share of each parameter, in [0, 1] up to the error of the sample, given a value for each row. */
    public double[] shares(double[] values) {
        double[] ranks = ranks(values);
        double[] shares = new double[parameters];
        double variance = variance(ranks);
        for (int j = 0; j < parameters && variance > 0; j++) {
            shares[j] = Math.min(1, meanSquare(ranks, j) / (2 * variance));
        }
        return shares;
    }

    private double meanSquare(double[] ranks, int j) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < base.length; i++) {
            if (turned[i][j] != FORBIDDEN) {
                double difference = ranks[base[i]] - ranks[turned[i][j]];
                sum += difference * difference;
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    private double variance(double[] ranks) {
        double[] of = Arrays.stream(base).mapToDouble(i -> ranks[i]).toArray();
        double mean = Arrays.stream(of).average().orElse(0);
        return Arrays.stream(of).map(r -> (r - mean) * (r - mean)).sum() / of.length;
    }

    /** Equal values share the mean of their ranks. */
    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(v -> 0.5 * (first(sorted, v) + first(sorted, Math.nextUp(v)) - 1))
                .toArray();
    }

    private static int first(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
