package dev.stint.engine.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A Gaussian process over configurations and trained share: what every started curve, and any new one, is worth at full length.
 *
 * <p>Notation, after Rasmussen and Williams (2006), algorithm 2.1 and eq. 5.8 and 5.9: {@code L·Lᵀ = K}, {@code α = K⁻¹(y − m)}, the
 * mean {@code m} being what is expected. Parameters are fitted by maximum a posteriori. Outputs are standardised, larger is better.
 * Without observations the posterior is the prior.
 */
public final class CurveProcess {
    private static final double FIT_TOLERANCE = 1e-5;

    /** So many observations say enough about the parameters; a fit is cubic in them. */
    private static final int FITTED_TO = 220;

    private final CurveKernel kernel;
    private final CurveKernel.Member k;
    private final CurveData data;
    private final GpParameters parameters;
    private final CurvePairs pairs;
    private final Cholesky factor;
    private final double[] alpha;

    private CurveProcess(CurveKernel kernel, CurveData data, GpParameters parameters) {
        this.kernel = kernel;
        this.k = kernel.at(parameters.toArray());
        this.data = data;
        this.parameters = parameters;
        this.pairs = new CurvePairs(k, data);
        Cholesky found = Cholesky.of(k.matrix(data, pairs));
        if (found == null) {
            throw new IllegalStateException("The covariance of " + data.size()
                    + " observations is not positive definite even with jitter; the kernel is not a kernel.");
        }
        factor = found;
        alpha = factor.solve(residuals(data));
    }

    private static double[] residuals(CurveData data) {
        double[] residuals = data.y.clone();
        Arrays.setAll(residuals, i -> data.y[i] - data.expected[data.curveOf[i]].mean());
        return residuals;
    }

    /** How many parameters a process over these axes has. */
    public static int parameters(List<Axis> axes) {
        return 2 * axes.size() + CurveKernel.SHARED;
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
        CurvePairs pairs = new CurvePairs(member, data);
        Cholesky factor = Cholesky.of(member.matrix(data, pairs));
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
        member.addGradient(data, pairs, w, gradient);
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
        return posterior(IntStream.of(curves).mapToObj(this::started).toList(), share);
    }

    /**
     * The posterior of new curves at the given share, one row and one expectation each, as far as configurations explain it: what a curve
     * will have of its own is as uncertain for every new one, and is no reason to start any.
     */
    public Posterior fresh(double[][] rows, Expectation[] expected, double share) {
        return posterior(
                IntStream.range(0, rows.length)
                        .mapToObj(i -> fresh(rows[i], expected[i]))
                        .toList(),
                share);
    }

    private CurveLinks started(int curve) {
        return new CurveLinks(pairs.lasting[curve], pairs.fading[curve], data.expected[curve], curve);
    }

    private CurveLinks fresh(double[] row, Expectation expected) {
        double[] lasting = new double[data.curves()];
        double[] fading = new double[data.curves()];
        for (int c = 0; c < lasting.length; c++) {
            double[] shapes = k.shapes(row, data.x[c]);
            lasting[c] = k.lasting(shapes, expected.times(data.expected[c]));
            fading[c] = k.fading(shapes);
        }
        return new CurveLinks(lasting, fading, expected, CurveLinks.NEW);
    }

    private Posterior posterior(List<CurveLinks> all, double share) {
        double[] fade = Arrays.stream(data.t).map(t -> k.fade(t, share)).toArray();
        double[][] v = new double[data.size()][all.size()];
        double[] means = new double[all.size()];
        double[] variances = new double[all.size()];
        for (int i = 0; i < all.size(); i++) {
            CurveLinks links = all.get(i);
            double[] cross = links.cross(data, fade, k);
            means[i] = links.expected().mean() + Vectors.dot(cross, alpha);
            double explained = k.explained(links.expected().times(links.expected()), share);
            variances[i] = links.isNew() ? explained : explained + k.own(k.fade(share, share));
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
