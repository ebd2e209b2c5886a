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

/** One decision of the Bayesian refinement, of freeze-thaw or of the adaptive plan: seven parameters, candidates, fit from the prior's mode, acquisition. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class DecisionBenchmark {

    @Param({"50", "300", "1500"})
    public int observations;

    @Param({"gp", "freeze-thaw", "adaptive"})
    public String method = "";

    private @Nullable History history;

    @Setup
    public void grow() {
        history = Grown.beforeSurrogate(Grown.plan(method), observations);
    }

    @Benchmark
    public List<StudyEvent> decide() {
        return Study.handle(Objects.requireNonNull(history), new Command.Ask(0));
    }
}
