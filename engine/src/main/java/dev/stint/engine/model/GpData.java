package dev.stint.engine.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Observations for a Gaussian process: n rows of the unit cube, n standardised outputs (larger is better), and a
 * multiplier of the noise variance for each (1 unless given).
 *
 * <p>Outputs beyond ±1e9 are cut there: standardised values never are that large, and squares must not overflow.
 */
public final class GpData {
    private static final double LARGEST = 1e9;

    private final double[][] x;
    private final double[] y;
    private final double[] noise;

    private GpData(double[][] x, double[] y, double[] noise) {
        this.x = x;
        this.y = y;
        this.noise = noise;
    }

    /** Observations of equal noise. */
    public static GpData of(double[][] x, double[] y) {
        return of(x, y, null);
    }

    /** Observations whose noise variance is the fitted one times {@code noise}, each positive. */
    public static GpData of(double[][] x, double[] y, double @Nullable [] noise) {
        double[] multipliers = noise == null ? ones(y.length) : noise.clone();
        if (x.length != y.length || multipliers.length != y.length) {
            throw new IllegalArgumentException(
                    "A Gaussian process needs as many rows as outputs and noise multipliers, got " + x.length + ", "
                            + y.length + " and " + multipliers.length + ".");
        }
        for (int i = 0; i < y.length; i++) {
            check(i, x[i], y[i], multipliers[i]);
        }
        return new GpData(
                copy(x),
                Arrays.stream(y).map(v -> Math.clamp(v, -LARGEST, LARGEST)).toArray(),
                multipliers);
    }

    private static void check(int i, double[] row, double output, double noise) {
        if (!Double.isFinite(output) || !Arrays.stream(row).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Observation " + i + " of a Gaussian process is " + Arrays.toString(row)
                    + " -> " + output + "; every number must be finite. Warp outputs first.");
        }
        if (!(noise > 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("The noise multiplier of observation " + i + " is " + noise
                    + "; it must be positive and finite, 1 for ordinary noise.");
        }
    }

    /** How many observations there are. */
    public int size() {
        return y.length;
    }

    double[] row(int i) {
        return x[i];
    }

    double output(int i) {
        return y[i];
    }

    double noise(int i) {
        return noise[i];
    }

    double[] outputs() {
        return y.clone();
    }

    /** These observations and more of ordinary noise. */
    GpData and(double[][] rows, double[] outputs) {
        double[] noiseOfAll = Arrays.copyOf(noise, y.length + outputs.length);
        Arrays.fill(noiseOfAll, y.length, noiseOfAll.length, 1);
        double[][] rowsOfAll = Arrays.copyOf(x, x.length + rows.length);
        System.arraycopy(rows, 0, rowsOfAll, x.length, rows.length);
        double[] outputsOfAll = Arrays.copyOf(y, y.length + outputs.length);
        System.arraycopy(outputs, 0, outputsOfAll, y.length, outputs.length);
        return of(rowsOfAll, outputsOfAll, noiseOfAll);
    }

    void requireWidth(int width) {
        for (int i = 0; i < x.length; i++) {
            if (x[i].length != width) {
                throw new IllegalArgumentException(
                        "Row " + i + " has " + x[i].length + " numbers, the kernel expects " + width + ".");
            }
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
}
