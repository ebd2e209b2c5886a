package dev.stint.engine.model;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Ordinary least squares with the covariance of its coefficients. */
public final class LeastSquares {

    /** Keeps columns apart that are tied together. */
    private static final double RIDGE = 1e-9;

    private final double[] coefficients;
    private final double[] inverse;
    private final double variance;
    private final int freedom;

    private LeastSquares(double[] coefficients, double[] inverse, double variance, int freedom) {
        this.coefficients = coefficients;
        this.inverse = inverse;
        this.variance = variance;
        this.freedom = freedom;
    }

    /**
     * The fit of {@code y} by linear combinations of the columns; null where numbers are not finite.
     *
     * @param rows [n][k], n above k
     */
    public static @Nullable LeastSquares of(double[][] rows, double[] y) {
        int k = rows[0].length;
        DMatrixRMaj gram = new DMatrixRMaj(k, k);
        double[] moments = new double[k];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < k; i++) {
                moments[i] += rows[r][i] * y[r];
                for (int j = 0; j < k; j++) {
                    gram.add(i, j, rows[r][i] * rows[r][j]);
                }
            }
        }
        for (int i = 0; i < k; i++) {
            gram.add(i, i, RIDGE * (1 + gram.get(i, i)));
        }
        Cholesky factor = Cholesky.of(gram);
        return factor == null ? null : fit(rows, y, factor.solve(moments), factor.inverse());
    }

    private static LeastSquares fit(double[][] rows, double[] y, double[] coefficients, double[] inverse) {
        double sum = 0;
        for (int r = 0; r < rows.length; r++) {
            double off = y[r] - Vectors.dot(rows[r], coefficients);
            sum += off * off;
        }
        int freedom = rows.length - coefficients.length;
        return new LeastSquares(coefficients, inverse, sum / freedom, freedom);
    }

    public double coefficient(int i) {
        return coefficients[i];
    }

    public double covariance(int i, int j) {
        return variance * inverse[i * coefficients.length + j];
    }

    /** The 95 % quantile of Student's t with the degrees of freedom that are left. */
    public double t95() {
        return StudentT.standard(freedom).quantile(0.95);
    }
}
