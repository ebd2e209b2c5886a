package dev.stint.bench.micro;

import dev.stint.engine.model.Acquisition;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.CurveData;
import dev.stint.engine.model.CurveProcess;
import dev.stint.engine.model.Expectation;
import dev.stint.engine.model.Posterior;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

/** The parts of a freeze-thaw decision: the fit over curves, and the expected improvement at full length of new configurations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class CurveBenchmark {

    private static final int DIMENSIONS = 7;
    private static final int CANDIDATES = 500;

    /** Shares at which a curve is read; each configuration has one or more of them. */
    private static final double[] RUNGS = {0.08, 0.16, 0.32, 0.64, 1};

    private static final int ITERATIONS = 10;
    private static final List<Axis> AXES = Collections.nCopies(DIMENSIONS, Axis.NUMERIC);

    @Param({"50", "300", "1500"})
    public int observations;

    private CurveData data = CurveData.of(new double[0][], Expectation.none(0), List.of());
    private double[][] candidates = {};
    private @Nullable CurveProcess process;

    @Setup
    public void draw() {
        Stream stream = Seed.of(1).child("curves").stream();
        List<double[]> configs = new ArrayList<>();
        List<CurveData.Point> points = new ArrayList<>();
        while (points.size() < observations) {
            double[] config = config(stream);
            int reached = Math.min(1 + stream.below(RUNGS.length), observations - points.size());
            for (int rung = 0; rung < reached; rung++) {
                double output = score(config, RUNGS[rung]) + 0.05 * stream.gaussian();
                points.add(new CurveData.Point(configs.size(), RUNGS[rung], output));
            }
            configs.add(config);
        }
        data = CurveData.of(configs.toArray(double[][]::new), Expectation.none(configs.size()), points);
        candidates = java.util.stream.Stream.generate(() -> config(stream))
                .limit(CANDIDATES)
                .toArray(double[][]::new);
        process = CurveProcess.of(AXES, data, CurveProcess.priorMode(AXES));
    }

    private static double[] config(Stream stream) {
        double[] config = new double[DIMENSIONS];
        for (int j = 0; j < config.length; j++) {
            config[j] = stream.uniform();
        }
        return config;
    }

    private static double score(double[] config, double share) {
        double score = 1 - StrictMath.exp(-4 * share);
        for (double x : config) {
            score -= (x - 0.3) * (x - 0.3);
        }
        return score;
    }

    /** From the prior's mode. */
    @Benchmark
    public CurveProcess fit() {
        return CurveProcess.fit(AXES, data, CurveProcess.priorMode(AXES), ITERATIONS);
    }

    @Benchmark
    public double acquire() {
        Posterior posterior = Objects.requireNonNull(process).fresh(candidates, Expectation.none(CANDIDATES), 1);
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < candidates.length; i++) {
            best = Math.max(best, Acquisition.logEi(posterior.mean(i), posterior.sd(i), 1));
        }
        return best;
    }
}
