package dev.stint.engine.insight;

import dev.stint.engine.model.StudentT;

/** Ordinary least squares with the covariance of its coefficients. */
final class LeastSquares {

    /** Keeps columns apart that a space ties together. */
    private static final double RIDGE = 1e-9;

    private final double[] coefficients;
    private final double[][] inverse;
    private final double variance;
    private final int freedom;

    private LeastSquares(double[] coefficients, double[][] inverse, double variance, int freedom) {
        this.coefficients = coefficients;
        this.inverse = inverse;
        this.variance = variance;
        this.freedom = freedom;
    }

    /** @param rows [n][k], n above k */
    static LeastSquares of(double[][] rows, double[] y) {
        int k = rows[0].length;
        double[][] gram = new double[k][k];
        double[] moments = new double[k];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < k; i++) {
                moments[i] += rows[r][i] * y[r];
                for (int j = 0; j < k; j++) {
                    gram[i][j] += rows[r][i] * rows[r][j];
                }
            }
        }
        double[][] inverse = inverse(gram);
        double[] coefficients = new double[k];
        for (int i = 0; i < k; i++) {
            coefficients[i] = product(inverse[i], moments);
        }
        double sum = 0;
        for (int r = 0; r < rows.length; r++) {
            double off = y[r] - product(rows[r], coefficients);
            sum += off * off;
        }
        return new LeastSquares(coefficients, inverse, sum / (rows.length - k), rows.length - k);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Gauss and Jordan, which needs no pivots for what is positive definite. */
    private static double[][] inverse(double[][] a) {
        int k = a.length;
        double[][] inverse = new double[k][k];
        for (int i = 0; i < k; i++) {
            a[i][i] += RIDGE * (1 + a[i][i]);
            inverse[i][i] = 1;
        }
        for (int p = 0; p < k; p++) {
            double pivot = a[p][p];
            for (int j = 0; j < k; j++) {
                a[p][j] /= pivot;
                inverse[p][j] /= pivot;
            }
            for (int i = 0; i < k; i++) {
                double times = i == p ? 0 : a[i][p];
                for (int j = 0; j < k; j++) {
                    a[i][j] -= times * a[p][j];
                    inverse[i][j] -= times * inverse[p][j];
                }
            }
        }
        return inverse;
    }

    double coefficient(int i) {
        return coefficients[i];
    }

    double covariance(int i, int j) {
        return variance * inverse[i][j];
    }

    /** The 95 % quantile of Student's t with the degrees of freedom that are left. */
    double t95() {
        return StudentT.standard(freedom).quantile(0.95);
    }
}
