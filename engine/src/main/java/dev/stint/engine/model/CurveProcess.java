package dev.stint.engine.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A Gaussian process over configurations and trained share: what every started curve, and any new one, is worth at full length.
 *
 * <p>Notation, after Rasmussen and Williams (2006), algorithm 2.1 and eq. 5.8 and 5.9: {@code L·Lᵀ = K}, {@code α = K⁻¹(y − m)}, the
 * mean {@code m} being the trust in the belief times the belief. Parameters are fitted by maximum a posteriori. Outputs are
 * standardised, larger is better. Without observations the posterior is the prior.
 */
public final class CurveProcess {
    private static final double FIT_TOLERANCE = 1e-5;

    /** So many observations say enough about the parameters; a fit is cubic in them. */
    private static final int FITTED_TO = 220;

    private final CurveKernel kernel;
    private final CurveKernel.Member k;
    private final CurveData data;
    private final GpParameters parameters;
    private final Cholesky factor;
    private final double[] alpha;

    private CurveProcess(CurveKernel kernel, CurveData data, GpParameters parameters) {
        this.kernel = kernel;
        this.k = kernel.at(parameters.toArray());
        this.data = data;
        this.parameters = parameters;
        Cholesky found = Cholesky.of(k.matrix(data));
        if (found == null) {
            throw new IllegalStateException("The covariance of " + data.size()
                    + " observations is not positive definite even with jitter; the kernel is not a kernel.");
        }
        factor = found;
        alpha = factor.solve(residuals(data));
    }

    private static double[] residuals(CurveData data) {
        double[] residuals = data.y.clone();
        Arrays.setAll(residuals, i -> data.y[i] - CurveKernel.TRUST * data.belief[data.curveOf[i]]);
        return residuals;
    }

    /** How many parameters a process over these axes has. */
    public static int parameters(List<Axis> axes) {
        return axes.size() + CurveKernel.SIGNALS + 3;
    }

    /** The parameters that the priors alone would choose. */
    public static GpParameters priorMode(List<Axis> axes) {
        return GpParameters.of(new CurveKernel(axes)
                .priors().stream().mapToDouble(LogNormal::location).toArray());
    }

    /** The process with given parameters. */
    public static CurveProcess of(List<Axis> axes, CurveData data, GpParameters parameters) {
        return new CurveProcess(new CurveKernel(axes), data, parameters);
    }

    /** Fits the parameters from a start, usually those of the last fit. */
    public static CurveProcess fit(List<Axis> axes, CurveData data, GpParameters start, int iterations) {
        CurveKernel kernel = new CurveKernel(axes);
        List<LogNormal> priors = kernel.priors();
        double[] low = priors.stream().mapToDouble(LogNormal::low).toArray();
        double[] high = priors.stream().mapToDouble(LogNormal::high).toArray();
        double[] from = start.toArray();
        Arrays.setAll(from, p -> Math.clamp(from[p], low[p], high[p]));
        CurveData fitted = data.highest(FITTED_TO);
        double[] found = Lbfgs.minimise(
                        (theta, gradient) -> misfit(kernel, fitted, theta, gradient),
                        from,
                        low,
                        high,
                        iterations,
                        FIT_TOLERANCE)
                .x();
        return new CurveProcess(kernel, data, GpParameters.of(found));
    }

    /** Minus the log posterior density of the parameters and its gradient. */
    static double misfit(CurveKernel kernel, CurveData data, double[] theta, double[] gradient) {
        CurveKernel.Member member = kernel.at(theta);
        Cholesky factor = Cholesky.of(member.matrix(data));
        if (factor == null) {
            return Double.NaN;
        }
        double[] residuals = residuals(data);
        double[] alpha = factor.solve(residuals);
        double[] w = factor.inverse();
        int n = data.size();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                w[i * n + j] = 0.5 * (w[i * n + j] - alpha[i] * alpha[j]);
            }
        }
        Arrays.fill(gradient, 0);
        member.addGradient(data, w, gradient);
        return 0.5 * Vectors.dot(residuals, alpha)
                + 0.5 * factor.logDeterminant()
                + addPriors(kernel.priors(), theta, gradient);
    }

    private static double addPriors(List<LogNormal> priors, double[] theta, double[] gradient) {
        double penalty = 0;
        for (int p = 0; p < theta.length; p++) {
            penalty += priors.get(p).penalty(theta[p]);
            gradient[p] += priors.get(p).penaltySlope(theta[p]);
        }
        return penalty;
    }

    /** The fitted parameters, to be handed to the next fit. */
    public GpParameters parameters() {
        return parameters;
    }

    /** The posterior of the noise-free curves that were started, by index, each at the given share. */
    public Posterior started(int[] curves, double share) {
        return posterior(
                IntStream.of(curves).mapToObj(c -> data.x[c]).toArray(double[][]::new),
                IntStream.of(curves).mapToDouble(c -> data.belief[c]).toArray(),
                curves,
                share);
    }

    /** The posterior of new curves at the given share: one row and one belief each. */
    public Posterior fresh(double[][] rows, double[] belief, double share) {
        int[] none = new int[rows.length];
        Arrays.fill(none, -1);
        return posterior(rows, belief, none, share);
    }

    private Posterior posterior(double[][] rows, double[] belief, int[] curves, double share) {
        double[] fade = Arrays.stream(data.t).map(t -> k.fade(t, share)).toArray();
        double itself = k.fade(share, share);
        double[][] v = new double[data.size()][rows.length];
        double[] means = new double[rows.length];
        double[] variances = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] cross = cross(rows[i], belief[i], curves[i], fade);
            means[i] = CurveKernel.TRUST * belief[i] + Vectors.dot(cross, alpha);
            variances[i] = k.lasting(1, 1, belief[i] * belief[i]) + itself * k.fading(1) + k.own(itself);
            for (int o = 0; o < cross.length; o++) {
                v[o][i] = cross[o];
            }
        }
        factor.forward(v);
        return new Posterior(means, reduced(variances, v));
    }

    /** What the observations leave of prior variances. */
    private static double[] reduced(double[] variances, double[][] v) {
        for (double[] row : v) {
            for (int i = 0; i < variances.length; i++) {
                variances[i] -= row[i] * row[i];
            }
        }
        Arrays.setAll(variances, i -> Math.max(0, variances[i]));
        return variances;
    }

    private double[] cross(double[] row, double belief, int curve, double[] fade) {
        double[] lasting = new double[data.curves()];
        double[] fading = new double[data.curves()];
        for (int c = 0; c < lasting.length; c++) {
            double m = k.product(row, data.x[c]);
            lasting[c] = k.lasting(m, k.additive(row, data.x[c]), belief * data.belief[c]);
            fading[c] = k.fading(m);
        }
        double[] cross = new double[data.size()];
        for (int i = 0; i < cross.length; i++) {
            int c = data.curveOf[i];
            double kappa = fade[data.shareOf[i]];
            cross[i] = lasting[c] + kappa * fading[c] + (c == curve ? k.own(kappa) : 0);
        }
        return cross;
    }

    /**
     * The process as if each of these curves had been observed at its posterior mean (kriging believer; Ginsbourger, Le Riche and
     * Carraro 2010): means stay, variances shrink. Parameters stay.
     */
    public CurveProcess withPending(int[] curves, double[] shares) {
        List<CurveData.Point> believed = IntStream.range(0, curves.length)
                .mapToObj(i -> new CurveData.Point(
                        curves[i],
                        shares[i],
                        started(new int[] {curves[i]}, shares[i]).mean(0)))
                .toList();
        return new CurveProcess(kernel, data.and(believed), parameters);
    }
}
