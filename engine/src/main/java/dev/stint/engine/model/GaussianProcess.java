package dev.stint.engine.model;

import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A zero-mean Gaussian process conditioned on observations, its parameters fitted by maximum a posteriori.
 *
 * <p>Notation, after Rasmussen and Williams (2006), algorithm 2.1: {@code L·Lᵀ = K}, {@code α = K⁻¹y}; at a row x,
 * {@code mean = k(x, X)·α} and {@code variance = k(x, x) − |L⁻¹k(X, x)|²}. Outputs are standardised, larger is better.
 * Without observations the posterior is the prior.
 */
public final class GaussianProcess {
    private static final int ITERATIONS = 25;
    private static final double FIT_TOLERANCE = 1e-6;
    private static final int BURN_IN = 5;

    private final Kernel kernel;
    private final Kernel.Covariance k;
    private final GpData data;
    private final GpParameters parameters;
    private final Cholesky factor;
    private final double[] alpha;

    private GaussianProcess(Kernel kernel, GpData data, GpParameters parameters) {
        this.kernel = kernel;
        this.data = data;
        this.parameters = parameters;
        k = kernel.at(parameters.toArray());
        factor = factor(MapObjective.matrix(k, parameters.noise(), data));
        alpha = factor.solve(data.outputs());
    }

    private static Cholesky factor(DMatrixRMaj matrix) {
        Cholesky factor = Cholesky.of(matrix);
        if (factor == null) {
            throw new IllegalStateException("The covariance of " + matrix.getNumRows()
                    + " observations is not positive definite even with jitter; the kernel is not a kernel.");
        }
        return factor;
    }

    /** The process with given parameters, which are first moved into the box of the priors. */
    public static GaussianProcess of(Kernel kernel, GpData data, GpParameters parameters) {
        data.requireWidth(kernel.width());
        return new GaussianProcess(kernel, data, boxed(kernel, parameters));
    }

    /**
     * Fits the parameters from every start (the mode of the priors when none is given) and keeps the most probable.
     *
     * @param starts usually the parameters of the last fit; those of another number of parameters are refused
     */
    public static GaussianProcess fit(Kernel kernel, GpData data, GpParameters... starts) {
        data.requireWidth(kernel.width());
        List<LogNormal> priors = MapObjective.priors(kernel);
        double[] low = priors.stream().mapToDouble(LogNormal::low).toArray();
        double[] high = priors.stream().mapToDouble(LogNormal::high).toArray();
        MapObjective objective = new MapObjective(kernel, data);
        GpParameters best = priorMode(kernel);
        double lowest = Double.POSITIVE_INFINITY;
        for (GpParameters start : starts.length == 0 ? new GpParameters[] {best} : starts) {
            double[] from = boxed(kernel, start).toArray();
            Lbfgs.Minimum found = Lbfgs.minimise(objective, from, low, high, ITERATIONS, FIT_TOLERANCE);
            if (found.value() < lowest) {
                lowest = found.value();
                best = GpParameters.of(found.x());
            }
        }
        return new GaussianProcess(kernel, data, best);
    }

    /**
     * Processes whose parameters are draws from their posterior, by slice sampling from the most probable ones: what follows from the
     * data whichever parameters are true (Murray and Adams 2010 give the reasons).
     */
    public static List<GaussianProcess> sample(Kernel kernel, GpData data, int members, Stream stream) {
        List<LogNormal> priors = MapObjective.priors(kernel);
        MapObjective objective = new MapObjective(kernel, data);
        SliceSampler sampler = new SliceSampler(
                theta -> -objective.value(theta),
                fit(kernel, data).parameters.toArray(),
                priors.stream().mapToDouble(LogNormal::low).toArray(),
                priors.stream().mapToDouble(LogNormal::high).toArray());
        for (int i = 0; i < BURN_IN; i++) {
            sampler.sweep(stream);
        }
        return IntStream.range(0, members)
                .mapToObj(i -> new GaussianProcess(kernel, data, GpParameters.of(sampler.sweep(stream))))
                .toList();
    }

    /** The parameters that the priors alone would choose. */
    public static GpParameters priorMode(Kernel kernel) {
        return GpParameters.of(MapObjective.priors(kernel).stream()
                .mapToDouble(LogNormal::location)
                .toArray());
    }

    private static GpParameters boxed(Kernel kernel, GpParameters parameters) {
        List<LogNormal> priors = MapObjective.priors(kernel);
        double[] logs = parameters.toArray();
        if (logs.length != priors.size()) {
            throw new IllegalArgumentException("This kernel has " + priors.size() + " parameters with the noise, but "
                    + logs.length + " were handed in: " + parameters.logs() + ".");
        }
        Arrays.setAll(
                logs,
                p -> Math.clamp(logs[p], priors.get(p).low(), priors.get(p).high()));
        return GpParameters.of(logs);
    }

    /** The parameters, to be handed to the next fit. */
    public GpParameters parameters() {
        return parameters;
    }

    /** The log posterior density of the parameters, up to a constant that depends on the kernel only. */
    public double logPosterior() {
        double[] theta = parameters.toArray();
        return -new MapObjective(kernel, data).value(theta, new double[theta.length]);
    }

    /** The posterior mean at a row, without the cost of a variance. */
    public double mean(double[] row) {
        return Vectors.dot(cross(row), alpha);
    }

    /** The posterior of the noise-free function at each row. */
    public Posterior predict(double[][] rows) {
        double[] means = new double[rows.length];
        double[] variances = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] cross = cross(rows[i]);
            double[] v = factor.forward(cross);
            means[i] = Vectors.dot(cross, alpha);
            variances[i] = Math.max(0, k.of(rows[i], rows[i]) - Vectors.dot(v, v));
        }
        return new Posterior(means, variances);
    }

    /**
     * Joint draws of the noise-free function at the rows: one draw in a row of the answer, one column for each row.
     */
    public double[][] draw(double[][] rows, int draws, Stream stream) {
        int m = rows.length;
        double[] means = predict(rows).means();
        Cholesky joint = factor(jointCovariance(rows));
        double[][] drawn = new double[draws][];
        for (int s = 0; s < draws; s++) {
            double[] standard = new double[m];
            Arrays.setAll(standard, i -> stream.gaussian());
            double[] deviation = joint.times(standard);
            Arrays.setAll(deviation, i -> means[i] + deviation[i]);
            drawn[s] = deviation;
        }
        return drawn;
    }

    /** Rounding can leave this slightly indefinite at observed rows; 1e-9 of the prior variance mends it. */
    private DMatrixRMaj jointCovariance(double[][] rows) {
        double[][] v = new double[rows.length][];
        Arrays.setAll(v, i -> factor.forward(cross(rows[i])));
        DMatrixRMaj joint = new DMatrixRMaj(rows.length, rows.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j <= i; j++) {
                double covariance = k.of(rows[i], rows[j]) - Vectors.dot(v[i], v[j]);
                joint.set(i, j, covariance);
                joint.set(j, i, covariance);
            }
            joint.add(i, i, 1e-9 * k.of(rows[i], rows[i]));
        }
        return joint;
    }

    /**
     * The process as if each row had been observed at its posterior mean (kriging believer; Ginsbourger, Le Riche and
     * Carraro 2010): means stay, variances shrink. Parameters stay.
     */
    public GaussianProcess withPending(double[][] rows) {
        GpData believed = data.and(rows, predict(rows).means());
        believed.requireWidth(kernel.width());
        return new GaussianProcess(kernel, believed, parameters);
    }

    private double[] cross(double[] row) {
        if (row.length != kernel.width()) {
            throw new IllegalArgumentException(
                    "A row has " + row.length + " numbers, the kernel expects " + kernel.width() + ".");
        }
        double[] cross = new double[data.size()];
        for (int i = 0; i < cross.length; i++) {
            cross[i] = k.of(data.row(i), row);
        }
        return cross;
    }
}
