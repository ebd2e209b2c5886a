package dev.stint.bench.micro;

import dev.stint.engine.model.Acquisition;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.GaussianProcess;
import dev.stint.engine.model.GpData;
import dev.stint.engine.model.Matern52;
import dev.stint.engine.model.Posterior;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of a decision of the Bayesian refinement: the fit, from the prior's mode, and the expected improvement of new configurations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class FitBenchmark {

    private static final int DIMENSIONS = 8;
    private static final int CANDIDATES = 500;

    @Param({"50", "300", "1500"})
    public int observations;

    private final Matern52 kernel = Matern52.over(Collections.nCopies(DIMENSIONS, Axis.NUMERIC));
    private GpData data = GpData.of(new double[0][], new double[0]);
    private double[][] candidates = {};
    private @Nullable GaussianProcess process;

    @Setup
    public void draw() {
        Stream stream = Seed.of(1).child("fit").stream();
        double[][] rows = rows(stream, observations);
        double[] outputs = new double[observations];
        for (int i = 0; i < observations; i++) {
            for (int j = 0; j < DIMENSIONS; j++) {
                outputs[i] -= 4 * (rows[i][j] - 0.3) * (rows[i][j] - 0.3);
            }
            outputs[i] += 1 + 0.05 * stream.gaussian();
        }
        data = GpData.of(rows, outputs);
        candidates = rows(stream, CANDIDATES);
        process = GaussianProcess.of(kernel, data, GaussianProcess.priorMode(kernel));
    }

    private static double[][] rows(Stream stream, int count) {
        double[][] rows = new double[count][DIMENSIONS];
        for (double[] row : rows) {
            Arrays.setAll(row, j -> stream.uniform());
        }
        return rows;
    }

    @Benchmark
    public GaussianProcess fit() {
        return GaussianProcess.fit(kernel, data);
    }

    @Benchmark
    public double acquire() {
        Posterior posterior = Objects.requireNonNull(process).predict(candidates);
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < candidates.length; i++) {
            best = Math.max(best, Acquisition.logEi(posterior.mean(i), posterior.sd(i), 1));
        }
        return best;
    }
}
