package dev.stint.engine.insight;

/** The Cholesky factor L of a small positive definite matrix P = L L', for a handful of finalists. */
final class Triangle {
    private final double[][] l;

    /** Factorises P, given as [n][n]. */
    Triangle(double[][] p) {
        l = new double[p.length][p.length];
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = p[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
            }
        }
    }

    /** The v with L v = b. */
    double[] solve(double[] b) {
        double[] v = b.clone();
        for (int i = 0; i < v.length; i++) {
            for (int k = 0; k < i; k++) {
                v[i] -= l[i][k] * v[k];
            }
            v[i] /= l[i][i];
        }
        return v;
    }

    /** The v with L' v = b; a standard normal b gives a v with covariance P inverse. */
    double[] solveTransposed(double[] b) {
        double[] v = b.clone();
        for (int i = v.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < v.length; k++) {
                v[i] -= l[k][i] * v[k];
            }
            v[i] /= l[i][i];
        }
        return v;
    }

    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < l.length; i++) {
            sum += 2 * StrictMath.log(l[i][i]);
        }
        return sum;
    }
}
