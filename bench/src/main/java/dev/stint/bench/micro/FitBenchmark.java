package dev.stint.bench.micro;

import dev.stint.engine.model.Axis;
import dev.stint.engine.model.GaussianProcess;
import dev.stint.engine.model.GpData;
import dev.stint.engine.model.Matern52;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
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

/** The fit of the Gaussian process alone: eight dimensions, from the prior's mode. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class FitBenchmark {

    private static final int DIMENSIONS = 8;

    @Param({"50", "300", "1500"})
    public int observations;

    private final Matern52 kernel = Matern52.over(Collections.nCopies(DIMENSIONS, Axis.NUMERIC));
    private GpData data = GpData.of(new double[0][], new double[0]);

    @Setup
    public void draw() {
        Stream stream = Seed.of(1).child("fit").stream();
        double[][] rows = new double[observations][DIMENSIONS];
        double[] outputs = new double[observations];
        for (int i = 0; i < observations; i++) {
            for (int j = 0; j < DIMENSIONS; j++) {
                rows[i][j] = stream.uniform();
                outputs[i] -= 4 * (rows[i][j] - 0.3) * (rows[i][j] - 0.3);
            }
            outputs[i] += 1 + 0.05 * stream.gaussian();
        }
        data = GpData.of(rows, outputs);
    }

    @Benchmark
    public GaussianProcess fit() {
        return GaussianProcess.fit(kernel, data);
    }
}
