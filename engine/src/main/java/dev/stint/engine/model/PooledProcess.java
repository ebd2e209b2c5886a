package dev.stint.engine.model;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A Gaussian process over several earlier studies of one space, that knows what they share and what is each one's own.
 *
 * <p>Notation: {@code y_s(x) = m(x) + g(x) + h_s(x) + ε}, g shared by the studies and h_s the study's own, which is the multi-task process
 * of Bonilla, Chai and Williams (2007) with a task covariance of ones plus a diagonal. In the shapes of {@link CurveKernel},
 * {@code cov(g) = .3·M + .5·E1 + .3·E2} and {@code cov(h_s) = .3 + .3·M + .3·E1 + .2·E2}; ε has variance
 * {@code .1·(1 + 1/share)/similarity}, since a short training is a noisy witness of a long one, and a distant study of this one.
 *
 * <p>Outputs are warped within each study, larger is better. The parameters are fixed: thirty trials of a study say little about them, and
 * on LCBench's tuning instances the predictions hardly moved with any (docs/search.md). Without rows it is its mean everywhere.
 */
public final class PooledProcess {

    private static final double LENGTH = 0.8;
    private static final double LENGTH_ALONE = 0.5;
    private static final double NOISE = 0.1;

    private final CurveKernel.Member kernel;
    private final List<Row> rows;
    private final double[] alpha;

    private PooledProcess(CurveKernel.Member kernel, List<Row> rows, double[] alpha) {
        this.kernel = kernel;
        this.rows = rows;
        this.alpha = alpha;
    }

    /** One training of an earlier study. */
    public static final class Row {

        private final int study;
        private final double[] x;
        private final double mean;
        private final double output;
        private final double noise;

        /**
         * A training.
         *
         * @param study which of the studies
         * @param x the row of the encoding
         * @param mean what was expected of it beforehand
         * @param output what it came to
         * @param share how far it was trained, in (0, 1]
         * @param similarity of its study, in (0, 1]
         */
        public Row(int study, double[] x, double mean, double output, double share, double similarity) {
            this(study, x.clone(), mean, output, NOISE * (1 + 1 / share) / similarity);
        }

        private Row(int study, double[] x, double mean, double output, double noise) {
            this.study = study;
            this.x = x;
            this.mean = mean;
            this.output = output;
            this.noise = noise;
        }

        /** The same, with nothing expected of it beforehand. */
        public Row alone() {
            return new Row(study, x, 0, output, noise);
        }

        /** The row of the encoding. */
        public double[] x() {
            return x.clone();
        }

        /** What was expected of it beforehand. */
        public double mean() {
            return mean;
        }

        /** What it came to. */
        public double output() {
            return output;
        }
    }

    /** The process after these trainings. */
    public static PooledProcess of(List<Axis> axes, List<Row> rows) {
        CurveKernel.Member kernel = new CurveKernel(axes).at(parameters(axes));
        Cholesky factor = Cholesky.of(covariance(kernel, rows));
        if (factor == null) {
            throw new IllegalStateException("The covariance of " + rows.size()
                    + " past trainings is not positive definite even with jitter; the kernel is not a kernel.");
        }
        double[] residuals = rows.stream().mapToDouble(r -> r.output - r.mean).toArray();
        return new PooledProcess(kernel, List.copyOf(rows), factor.solve(residuals));
    }

    private static double[] parameters(List<Axis> axes) {
        double[] logs = CurveProcess.priorMode(axes).toArray();
        Arrays.fill(logs, 0, axes.size(), StrictMath.log(LENGTH));
        Arrays.fill(logs, axes.size(), 2 * axes.size(), StrictMath.log(LENGTH_ALONE));
        return logs;
    }

    private static DMatrixRMaj covariance(CurveKernel.Member kernel, List<Row> rows) {
        DMatrixRMaj k = new DMatrixRMaj(rows.size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            for (int j = 0; j <= i; j++) {
                double[] shapes = kernel.shapes(row.x, rows.get(j).x);
                double both = shared(shapes) + (row.study == rows.get(j).study ? own(shapes) : 0);
                k.set(i, j, both);
                k.set(j, i, both);
            }
            k.add(i, i, row.noise);
        }
        return k;
    }

    private static double shared(double[] shapes) {
        return 0.3 * shapes[0] + 0.5 * shapes[1] + 0.3 * shapes[2];
    }

    private static double own(double[] shapes) {
        return 0.3 + 0.3 * shapes[0] + 0.3 * shapes[1] + 0.2 * shapes[2];
    }

    /** What the studies together say of a row beyond what was expected of it: the posterior mean of {@code g}. */
    public double together(double[] x) {
        double sum = 0;
        for (int i = 0; i < alpha.length; i++) {
            sum += alpha[i] * shared(kernel.shapes(x, rows.get(i).x));
        }
        return sum;
    }

    /** What one study says of a row beyond what was expected of it: the posterior mean of {@code g + h_s}. */
    public double of(int study, double[] x) {
        double sum = 0;
        for (int i = 0; i < alpha.length; i++) {
            double[] shapes = kernel.shapes(x, rows.get(i).x);
            sum += alpha[i] * (shared(shapes) + (rows.get(i).study == study ? own(shapes) : 0));
        }
        return sum;
    }
}
