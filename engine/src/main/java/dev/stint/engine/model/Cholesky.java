package dev.stint.engine.model;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * {@code K + jitter·I = L·Lᵀ}. Without jitter first; then 1e-6 to 1e-1 of the mean diagonal, the smallest that works.
 */
final class Cholesky {
    private static final double FIRST_JITTER = 1e-6;
    private static final int JITTERS = 6;

    private final int n;
    private final double[] l;

    private Cholesky(DMatrixRMaj lower) {
        n = lower.getNumRows();
        l = lower.data;
    }

    /** The factor of a symmetric matrix, null when no jitter makes it positive definite or a number is not finite. */
    static @Nullable Cholesky of(DMatrixRMaj k) {
        double scale = Math.max(1e-300, CommonOps_DDRM.trace(k) / Math.max(1, k.getNumRows()));
        Cholesky factor = k.getNumRows() == 0 ? new Cholesky(k) : attempt(k, 0);
        double jitter = FIRST_JITTER * scale;
        for (int i = 0; i < JITTERS && factor == null; i++) {
            factor = attempt(k, jitter);
            jitter *= 10;
        }
        return factor;
    }

    private static @Nullable Cholesky attempt(DMatrixRMaj k, double jitter) {
        DMatrixRMaj jittered = k.copy();
        for (int i = 0; i < k.getNumRows(); i++) {
            jittered.add(i, i, jitter);
        }
        CholeskyDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.chol(k.getNumRows(), true);
        if (!decomposition.decompose(jittered)) {
            return null;
        }
        Cholesky factor = new Cholesky(decomposition.getT(null));
        return Double.isFinite(factor.logDeterminant()) ? factor : null;
    }

    /** {@code log det(K)}. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 2 * StrictMath.log(l[i * n + i]);
        }
        return sum;
    }

    /** {@code L⁻¹·b}. */
    double[] forward(double[] b) {
        double[] v = b.clone();
        for (int i = 0; i < n; i++) {
            double sum = v[i];
            for (int j = 0; j < i; j++) {
                sum -= l[i * n + j] * v[j];
            }
            v[i] = sum / l[i * n + i];
        }
        return v;
    }

    /** {@code L⁻¹·B} in place, B of n rows: many right-hand sides at once run along its rows. */
    void forward(double[][] b) {
        for (int i = 0; i < n; i++) {
            double[] row = b[i];
            for (int j = 0; j < i; j++) {
                addRow(-l[i * n + j], b[j], 0, row, 0, row.length);
            }
            for (int c = 0; c < row.length; c++) {
                row[c] /= l[i * n + i];
            }
        }
    }

    /** {@code K⁻¹·b}. */
    double[] solve(double[] b) {
        double[] v = forward(b);
        for (int i = n - 1; i >= 0; i--) {
            v[i] /= l[i * n + i];
            for (int j = 0; j < i; j++) {
                v[j] -= l[i * n + j] * v[i];
            }
        }
        return v;
    }

    /** {@code L·b}. */
    double[] times(double[] b) {
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                v[i] += l[i * n + j] * b[j];
            }
        }
        return v;
    }

    /** {@code K⁻¹ = L⁻ᵀ·L⁻¹}, row-major. */
    double[] inverse() {
        double[] ofL = inverseOfL();
        double[] inverse = new double[n * n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i <= k; i++) {
                addRow(ofL[k * n + i], ofL, k * n, inverse, i * n, i + 1);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                inverse[j * n + i] = inverse[i * n + j];
            }
        }
        return inverse;
    }

    /** {@code L⁻¹} by rows: row i is {@code (e_i − Σ_j L_ij·row_j) / L_ii}. */
    private double[] inverseOfL() {
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
            inverse[i * n + i] = 1;
            for (int j = 0; j < i; j++) {
                addRow(-l[i * n + j], inverse, j * n, inverse, i * n, j + 1);
            }
            for (int c = 0; c <= i; c++) {
                inverse[i * n + c] /= l[i * n + i];
            }
        }
        return inverse;
    }

    /** {@code into[at ..] += factor·from[start ..]} for so many numbers; the inner loop of all that is cubic here. */
    private static void addRow(double factor, double[] from, int start, double[] into, int at, int count) {
        for (int c = 0; c < count; c++) {
            into[at + c] += factor * from[start + c];
        }
    }
}
