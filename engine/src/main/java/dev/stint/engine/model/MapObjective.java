package dev.stint.engine.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * Minus the log posterior density of the parameters of a zero-mean Gaussian process, and its gradient.
 *
 * <p>Notation, after Rasmussen and Williams (2006), eq. 5.8 and 5.9: {@code K = k(X, X) + σ²·diag(ν)},
 * {@code α = K⁻¹y}, {@code log p(y|θ) = −½·yᵀα − ½·log|K| − (n/2)·log 2π},
 * {@code ∂/∂θ = ½·tr((ααᵀ − K⁻¹)·∂K/∂θ)}; the log-normal priors are added on the logarithms.
 */
final class MapObjective implements Lbfgs.Objective {
    private static final LogNormal NOISE = LogNormal.around(0.01, 1.2);

    private final Kernel kernel;
    private final GpData data;
    private final List<LogNormal> priors;

    MapObjective(Kernel kernel, GpData data) {
        this.kernel = kernel;
        this.data = data;
        priors = priors(kernel);
    }

    /** The priors of a process with this kernel: those of the kernel, then that of the noise variance. */
    static List<LogNormal> priors(Kernel kernel) {
        return Stream.concat(kernel.priors().stream(), Stream.of(NOISE)).toList();
    }

    @Override
    public double value(double[] theta, double[] gradient) {
        Kernel.Covariance k = kernel.at(theta);
        double noise = StrictMath.exp(theta[theta.length - 1]);
        Cholesky factor = Cholesky.of(matrix(k, noise, data));
        if (factor == null) {
            return Double.NaN;
        }
        double[] alpha = factor.solve(data.outputs());
        addTraces(k, noise, alpha, factor.inverse(), gradient);
        return misfit(alpha)
                + 0.5 * factor.logDeterminant()
                + data.size() * Normal.LOG_SQRT_TWO_PI
                + addPriors(theta, gradient);
    }

    /** The same without the gradient. */
    double value(double[] theta) {
        Cholesky factor = Cholesky.of(matrix(kernel.at(theta), StrictMath.exp(theta[theta.length - 1]), data));
        if (factor == null) {
            return Double.NaN;
        }
        double penalty = 0;
        for (int p = 0; p < theta.length; p++) {
            penalty += priors.get(p).penalty(theta[p]);
        }
        return misfit(factor.solve(data.outputs()))
                + 0.5 * factor.logDeterminant()
                + data.size() * Normal.LOG_SQRT_TWO_PI
                + penalty;
    }

    /** {@code K}. */
    static DMatrixRMaj matrix(Kernel.Covariance k, double noise, GpData data) {
        int n = data.size();
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double covariance = k.of(data.row(i), data.row(j));
                matrix.set(i, j, covariance);
                matrix.set(j, i, covariance);
            }
            matrix.set(i, i, k.of(data.row(i), data.row(i)) + noise * data.noise(i));
        }
        return matrix;
    }

    private double misfit(double[] alpha) {
        double sum = 0;
        for (int i = 0; i < alpha.length; i++) {
            sum += 0.5 * data.output(i) * alpha[i];
        }
        return sum;
    }

    /** Sets the gradient to minus (5.9); pairs off the diagonal count twice. */
    private void addTraces(Kernel.Covariance k, double noise, double[] alpha, double[] inverse, double[] gradient) {
        Arrays.fill(gradient, 0);
        int n = alpha.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                k.addGradient(data.row(i), data.row(j), inverse[i * n + j] - alpha[i] * alpha[j], gradient);
            }
            double weight = 0.5 * (inverse[i * n + i] - alpha[i] * alpha[i]);
            k.addGradient(data.row(i), data.row(i), weight, gradient);
            gradient[gradient.length - 1] += weight * noise * data.noise(i);
        }
    }

    private double addPriors(double[] theta, double[] gradient) {
        double penalty = 0;
        for (int p = 0; p < theta.length; p++) {
            penalty += priors.get(p).penalty(theta[p]);
            gradient[p] += priors.get(p).penaltySlope(theta[p]);
        }
        return penalty;
    }
}
