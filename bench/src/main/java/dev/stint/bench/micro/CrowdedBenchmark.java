package dev.stint.bench.micro;

import dev.stint.engine.history.History;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Study;
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

/** The first decision of the refinement in a history of 10,000 trials with 100 points each, in a heap of 1 GiB: a second is what it may take. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class CrowdedBenchmark {

    private static final int POINTS = 100;

    @Param("10000")
    public int trials;

    @Param({"classic", "gp", "adaptive"})
    public String plan = "";

    private @Nullable History history;

    @Setup
    public void grow() {
        history = Grown.crowded(Grown.plan(plan), trials, POINTS);
    }

    @Benchmark
    public List<StudyEvent> decide() {
        return Study.handle(Objects.requireNonNull(history), new Command.Ask(0));
    }
}
