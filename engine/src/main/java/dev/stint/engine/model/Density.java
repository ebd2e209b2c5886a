package dev.stint.engine.model;

import dev.stint.engine.seed.Stream;
import java.util.Arrays;

/**
 * A belief about where good rows are: a kernel density over the unit cube mixed with the uniform,
 * {@code 0.8·q + 0.2·u}, so that nothing is ever excluded.
 *
 * <p>Notation: q is the mean over the n given rows of a product over the d dimensions. A numeric factor is a normal
 * around the row's coordinate, cut off at 0 and 1, with {@code h = max(0.1, σ_j·n^(−1/(d+4)))} (the rule of Scott 1992,
 * eq. 6.42; σ_j is the sample deviation). A factor over k levels gives every level {@code λ/k} and the row's own level
 * {@code 1 − λ} more (Aitchison and Aitken 1976) with {@code λ = k/(n + k)}, which counts every level once more.
 *
 * <p>Densities are relative to the uniform: its own is 1 everywhere, and every density here is at least the weight of the uniform.
 * A coordinate that is NaN is absent: in a given row nothing is known of it, so its factor is uniform; in the row that is asked about
 * it is left out.
 */
public final class Density {
    private static final double LEAST_WIDTH = 0.1;
    private static final double UNIFORM = 0.2;
    private static final double PARZEN_WIDTH = 0.2;
    private static final int PARZEN_STEPS = 100;

    private final double[][] levels;
    private final double[][] centres;
    private final double[] width;
    private final double[] smoothing;
    private final double uniform;

    private Density(double[][] levels, double[][] centres, double[] width, double[] smoothing, double uniform) {
        this.levels = Arrays.stream(levels).map(double[]::clone).toArray(double[][]::new);
        this.centres = Arrays.stream(centres).map(double[]::clone).toArray(double[][]::new);
        this.width = width;
        this.smoothing = smoothing;
        this.uniform = uniform;
        for (double[] centre : centres) {
            requireWidth(centre);
        }
    }

    /**
     * The density around these rows; uniform without rows.
     *
     * @param levels for each dimension the coordinates of its levels, empty where it is numeric
     */
    public static Density of(double[][] levels, double[][] rows) {
        int d = levels.length;
        double[] width = new double[d];
        double[] smoothing = new double[d];
        for (int j = 0; j < d; j++) {
            width[j] = scott(rows, j, d);
            smoothing[j] = levels[j].length / (double) (rows.length + Math.max(1, levels[j].length));
        }
        return new Density(levels, rows, width, smoothing, UNIFORM);
    }

    /**
     * The Parzen estimator of Bergstra, Bardenet, Bengio and Kégl (2011, NeurIPS 24, section 4) over whole rows, as Falkner, Klein and
     * Hutter (2018, ICML) have it: the uniform prior and a kernel at each of the n rows, n + 1 components of equal weight.
     *
     * <p>A numeric factor has {@code h = max(0.2·n^(−1/(d+4)), 1/min(100, n + 2))} (the rule of Scott for a deviation of 0.2, and a
     * floor that lets few rows speak softly, the "magic clipping" of Watanabe 2023, arXiv:2304.11127). A factor over k levels has
     * {@code λ = k/(n + 1 + k)}.
     *
     * @param levels for each dimension the coordinates of its levels, empty where it is numeric
     */
    public static Density parzen(double[][] levels, double[][] rows) {
        int n = rows.length;
        double scott = PARZEN_WIDTH * StrictMath.pow(Math.max(1, n), -1.0 / (levels.length + 4));
        double[] width = new double[levels.length];
        Arrays.fill(width, Math.max(scott, 1.0 / Math.min(PARZEN_STEPS, n + 2)));
        double[] smoothing = Arrays.stream(levels)
                .mapToDouble(k -> k.length / (n + 1.0 + k.length))
                .toArray();
        return new Density(levels, rows, width, smoothing, 1.0 / (n + 1));
    }

    /**
     * The density around one believed row, with a deviation for each dimension.
     *
     * @param deviations 0.3, 0.15 and 0.07 are low, medium and high confidence; infinite for none. Over levels
     *     {@code λ = 2·deviation}, at most 1
     */
    public static Density around(double[][] levels, double[] row, double[] deviations) {
        for (int j = 0; j < deviations.length; j++) {
            if (!(deviations[j] > 0)) {
                throw new IllegalArgumentException("The deviation of dimension " + j + " is " + deviations[j]
                        + "; it must be positive, infinite where nothing is believed.");
            }
        }
        double[] smoothing =
                Arrays.stream(deviations).map(s -> Math.min(1, 2 * s)).toArray();
        return new Density(levels, new double[][] {row}, deviations.clone(), smoothing, UNIFORM);
    }

    /** The coordinates of k levels at the centres of k equal bins. */
    public static double[] bins(int k) {
        double[] centres = new double[k];
        Arrays.setAll(centres, i -> (i + 0.5) / k);
        return centres;
    }

    private static double scott(double[][] rows, int j, int d) {
        if (rows.length < 2) {
            return LEAST_WIDTH;
        }
        double mean = Arrays.stream(rows).mapToDouble(row -> row[j]).average().orElseThrow();
        double squares = Arrays.stream(rows)
                .mapToDouble(row -> (row[j] - mean) * (row[j] - mean))
                .sum();
        double sigma = Math.sqrt(squares / (rows.length - 1));
        return Math.max(LEAST_WIDTH, sigma * StrictMath.pow(rows.length, -1.0 / (d + 4)));
    }

    /** The log of the density at a row, relative to the uniform; at least the log of the uniform's weight. */
    public double logDensity(double[] row) {
        requireWidth(row);
        if (centres.length == 0) {
            return 0;
        }
        double q = 0;
        for (double[] centre : centres) {
            double product = 1;
            for (int j = 0; j < row.length; j++) {
                product *= factor(j, centre[j], row[j]);
            }
            q += product / centres.length;
        }
        return StrictMath.log((1 - uniform) * q + uniform);
    }

    /** A row from the density. */
    public double[] sample(Stream stream) {
        boolean prior = stream.uniform() < uniform || centres.length == 0;
        double[] centre = prior ? new double[0] : centres[stream.below(centres.length)];
        double[] row = new double[levels.length];
        for (int j = 0; j < row.length; j++) {
            row[j] = prior ? anywhere(j, stream) : near(j, centre[j], stream);
        }
        return row;
    }

    private double factor(int j, double centre, double x) {
        if (Double.isNaN(centre) || Double.isNaN(x)) {
            return 1;
        }
        int k = levels[j].length;
        if (k > 0) {
            return smoothing[j] + (x == centre ? (1 - smoothing[j]) * k : 0);
        }
        if (Double.isInfinite(width[j])) {
            return 1;
        }
        double inside = Normal.cdf((1 - centre) / width[j]) - Normal.cdf(-centre / width[j]);
        return Normal.pdf((x - centre) / width[j]) / (width[j] * inside);
    }

    private double anywhere(int j, Stream stream) {
        int k = levels[j].length;
        return k > 0 ? levels[j][stream.below(k)] : stream.uniform();
    }

    private double near(int j, double centre, Stream stream) {
        if (Double.isNaN(centre)) {
            return anywhere(j, stream);
        }
        if (levels[j].length > 0) {
            return stream.uniform() < smoothing[j] ? anywhere(j, stream) : centre;
        }
        if (Double.isInfinite(width[j])) {
            return stream.uniform();
        }
        double low = Normal.cdf(-centre / width[j]);
        double high = Normal.cdf((1 - centre) / width[j]);
        double p = low + stream.uniform() * (high - low);
        return Math.clamp(centre + width[j] * Normal.quantile(p), 0, 1);
    }

    private void requireWidth(double[] row) {
        if (row.length != levels.length) {
            throw new IllegalArgumentException(
                    "A row has " + row.length + " numbers, the density has " + levels.length + " dimensions.");
        }
    }
}
