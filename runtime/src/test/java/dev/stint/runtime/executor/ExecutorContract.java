package dev.stint.runtime.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Command.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every executor keeps, with real processes. */
public abstract class ExecutorContract {

    @TempDir
    protected Path temporary;

    protected final Recorder recorder = new Recorder();
    private @Nullable Executor executor;

    /** An executor whose trials are done by {@code trial.py}, with two slots. */
    protected abstract Executor open(Path study, Limits limits, Recorder sink);

    @AfterEach
    void end() {
        if (executor != null) {
            executor.close();
        }
    }

    protected final Path study() {
        return temporary.resolve("study");
    }

    protected final Executor executor() {
        if (executor == null) {
            executor = open(study(), new Limits(null, null, 2, 0.8), recorder);
        }
        return executor;
    }

    /** With limits of its own. */
    protected final void open(Limits limits) {
        executor = open(study(), limits, recorder);
    }

    protected static Assignment assignment(int attempt, String act, long upTo) {
        return new Assignment(attempt, new RunId(attempt, 1), Specs.act(act), Task.FULL, 123, 0, upTo, 50);
    }

    /** Starts it and lets it go. */
    protected final Command.Started run(Assignment assignment) {
        executor().start(assignment);
        Command.Started started = recorder.started(assignment.attempt());
        executor().go(assignment.attempt());
        return started;
    }

    private Command.Ended toEnd(String act, long upTo) {
        run(assignment(1, act, upTo));
        return recorder.ended(1);
    }

    protected static SequencedMap<String, Double> metrics(String name, double value) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(name, value);
        return metrics;
    }

    protected static Line measured(long step, double loss) {
        return new Line.Metrics(step, metrics("val_loss", loss));
    }

    @Test
    void tellsLinesInOrderAndThenTheEnd() {
        Command.Ended ended = toEnd("steps", 3);
        assertThat(ended.end()).isEqualTo(End.DONE);
        assertThat(ended.seconds()).isBetween(0.001, 20.0);
        assertThat(recorder.lines(1))
                .containsExactly(measured(1, 1.0), measured(2, 0.5), measured(3, 1.0 / 3), new Line.Checkpoint(3));
        assertThat(recorder.told().getLast()).isEqualTo(ended);
        assertThat(recorder.told(Command.Ended.class)).hasSize(1);
    }

    @Test
    void losesNoLineOfMany() {
        assertThat(toEnd("many", 5_000).end()).isEqualTo(End.DONE);
        assertThat(recorder.lines(1))
                .isEqualTo(IntStream.rangeClosed(1, 5_000)
                        .mapToObj(i -> measured(i, i))
                        .toList());
    }

    @Test
    void readsTheReportFileAndStdout() {
        assertThat(toEnd("both", 3).end()).isEqualTo(End.DONE);
        assertThat(recorder.lines(1)).containsExactly(measured(1, 0.5), measured(2, 0.25), measured(3, 0.125));
    }

    @Test
    void survivesGarbageAndHugeLines() {
        Command.Ended ended = toEnd("garbage", 3);
        SequencedMap<String, Double> second = metrics("val_loss", Double.NaN);
        second.put("other", Double.NEGATIVE_INFINITY);
        assertThat(recorder.lines(1)).containsExactly(new Line.Metrics(2, second), measured(3, 0.5));
        assertThat(ended.end()).isEqualTo(End.DONE);
        assertThat(ended.detail()).contains("ignored").contains("no JSON object");
    }

    @Test
    void nothingRunsBeforeGo() throws InterruptedException {
        executor().start(assignment(1, "steps", 2));
        recorder.started(1);
        Thread.sleep(300); // what ran too early would have printed its first step by now
        assertThat(recorder.lines(1)).isEmpty();
        assertThat(study().resolve("checkpoints/1-1/weights")).doesNotExist();
        executor().go(1);
        assertThat(recorder.ended(1).end()).isEqualTo(End.DONE);
        assertThat(study().resolve("checkpoints/1-1/weights")).hasContent("2");
    }

    @ParameterizedTest
    @CsvSource({
        "early, EARLY",
        "nothing, EARLY",
        "user, USER",
        "unsupported, UNSUPPORTED",
        "leave, INFRASTRUCTURE",
        "sigsegv, INFRASTRUCTURE",
        "sigkill, OOM",
        "memory, OOM"
    })
    void tellsHowItEnded(String act, End end) {
        assertThat(toEnd(act, 3).end()).isEqualTo(end);
    }

    @Test
    void keepsTheLastWordsOfAFailure() {
        assertThat(toEnd("user", 3).detail()).contains("boom: 123");
    }

    @Test
    void aStopLeavesTimeForTheCheckpoint() {
        run(assignment(1, "slow", 1_000));
        recorder.reported(1);
        executor().stop(1);
        assertThat(recorder.ended(1).end()).isEqualTo(End.STOPPED);
        assertThat(recorder.lines(1).getLast()).isInstanceOf(Line.Checkpoint.class);
    }

    @Test
    void aStubbornScriptIsKilledAfterTheGracePeriod() {
        Command.Started started = run(assignment(1, "stubborn", 5));
        recorder.reported(1);
        long before = System.nanoTime();
        executor().stop(1);
        assertThat(recorder.ended(1).end()).isEqualTo(End.STOPPED);
        assertThat((System.nanoTime() - before) / 1e9).isGreaterThan(0.75);
        assertThat(Resident.members(started.pid())).isEmpty();
    }

    @Test
    void aTimeLimitEndsAnAttempt() {
        open(new Limits(0.7, null, 2, 0.3));
        run(assignment(1, "stubborn", 5));
        Command.Ended ended = recorder.ended(1);
        assertThat(ended.end()).isEqualTo(End.TIMEOUT);
        assertThat(ended.seconds()).isGreaterThan(0.9);
        assertThat(ended.detail()).contains("limits.time");
    }

    @Test
    void aMemoryLimitEndsAnAttempt() {
        open(new Limits(null, 1L << 20, 2, 0.3));
        run(assignment(1, "slow", 1_000));
        Command.Ended ended = recorder.ended(1);
        assertThat(ended.end()).isEqualTo(End.OOM);
        assertThat(ended.detail()).contains("limits.memory");
    }

    @Test
    void aScriptThatGrowsIsEndedWhenItHoldsMoreThanItMay() {
        open(new Limits(null, 150L << 20, 2, 0.3));
        run(assignment(1, "grow", 1_000));
        Command.Ended ended = recorder.ended(1);
        assertThat(ended.end()).isEqualTo(End.OOM);
        assertThat(ended.detail()).containsPattern("held [0-9]{9,10} bytes, more than limits.memory: 157286400");
        assertThat(recorder.lines(1)).hasSizeGreaterThan(5);
    }

    @Test
    void silenceOfThriceTheLongestPauseEndsAnAttempt() {
        open(new Limits(null, null, 2, 0.3, 1, null));
        run(assignment(1, "hang", 5));
        Command.Ended ended = recorder.ended(1);
        assertThat(ended.end()).isEqualTo(End.HUNG);
        assertThat(ended.seconds()).isBetween(1.0, 20.0);
        assertThat(ended.detail()).contains("wrote nothing for");
        assertThat(recorder.lines(1)).hasSize(2);
    }

    @Test
    void whatHasNotWrittenTwiceIsNotCalledHungWhereNothingElseWasHeard() throws InterruptedException {
        open(new Limits(null, null, 2, 0.3, 0.5, null));
        run(assignment(1, "stubborn", 5));
        recorder.reported(1);
        Thread.sleep(4_000); // twice the time between two looks at it
        assertThat(recorder.told(Command.Ended.class)).isEmpty();
    }

    @Test
    void whatHasNotWrittenTwiceIsJudgedByTheOthers() {
        open(new Limits(null, null, 2, 0.3, 0.5, null));
        run(assignment(1, "steps", 3));
        assertThat(recorder.ended(1).end()).isEqualTo(End.DONE);
        run(assignment(2, "stubborn", 5));
        Command.Ended ended = recorder.ended(2);
        assertThat(ended.end()).isEqualTo(End.HUNG);
        assertThat(ended.detail()).contains("wrote nothing for");
    }

    @Test
    void aStopBeforeGoEndsAtNoCost() {
        executor().start(assignment(1, "steps", 2));
        recorder.started(1);
        executor().stop(1);
        Command.Ended ended = recorder.ended(1);
        assertThat(ended.end()).isEqualTo(End.STOPPED);
        assertThat(ended.seconds()).isZero();
        executor().go(1);
        run(assignment(2, "steps", 2));
        assertThat(recorder.ended(2).end()).isEqualTo(End.DONE);
        assertThat(recorder.lines(1)).isEmpty();
    }

    @Test
    void aFaultOfStintItselfEndsTheAttemptAsTheMachines() {
        recorder.failOn(command -> command instanceof Command.Report);
        Command.Started started = run(assignment(1, "stubborn", 5));
        Command.Ended ended = recorder.ended(1);
        assertThat(ended.end()).isEqualTo(End.INFRASTRUCTURE);
        assertThat(ended.detail())
                .isEqualTo("Stint itself failed while this ran, not the training: "
                        + "java.lang.StackOverflowError: thrown by the test");
        run(assignment(2, "steps", 2));
        run(assignment(3, "steps", 2));
        assertThat(recorder.ended(2).end()).isEqualTo(End.DONE);
        assertThat(recorder.ended(3).end()).isEqualTo(End.DONE);
        assertThat(Resident.members(started.pid())).isEmpty();
    }

    @Test
    void aFaultBeforeTheStartIsToldAsStartAndEnd() {
        recorder.failOn(command -> command instanceof Command.Started);
        executor().start(assignment(1, "steps", 2));
        assertThat(recorder.ended(1).end()).isEqualTo(End.INFRASTRUCTURE);
        assertThat(recorder.told(Command.Started.class))
                .extracting(Command.Started::pid)
                .containsExactly(0L);
        executor().go(1);
        run(assignment(2, "steps", 2));
        assertThat(recorder.ended(2).end()).isEqualTo(End.DONE);
    }

    @Test
    void whatTheMachineCannotStartPausesTheStudyAndHoldsNoSlot() throws IOException {
        executor();
        Files.writeString(study().resolve("attempts"), "a file where a folder should be");
        executor().start(assignment(1, "steps", 2));
        assertThat(recorder.await(Command.Pause.class, pause -> true).why())
                .startsWith("attempt 1 could not be started: ")
                .contains("attempts");
        Files.delete(study().resolve("attempts"));
        run(assignment(2, "steps", 2));
        assertThat(recorder.ended(2).end()).isEqualTo(End.DONE);
    }

    @Test
    void childrenLeftBehindAreEnded() {
        run(assignment(1, "family", 1));
        Line.Metrics line = (Line.Metrics) recorder.reported(1).line();
        long child = Math.round(line.metrics().getOrDefault("pid", 0.0));
        assertThat(child).isPositive();
        assertThat(recorder.ended(1).end()).isEqualTo(End.DONE);
        executor().close();
        assertThat(runs(child)).isFalse();
    }

    @Test
    void closingEndsEverythingAndTellsIt() {
        Command.Started first = run(assignment(1, "stubborn", 5));
        Command.Started second = run(assignment(2, "slow", 1_000));
        recorder.reported(1);
        recorder.reported(2);
        executor().close();
        assertThat(recorder.told(Command.Ended.class))
                .extracting(Command.Ended::end)
                .containsExactly(End.STOPPED, End.STOPPED);
        assertThat(Resident.members(first.pid())).isEmpty();
        assertThat(Resident.members(second.pid())).isEmpty();
        assertThat(study().resolve("died")).doesNotExist();
    }

    @Test
    void metersWhileItRuns() {
        run(assignment(1, "slow", 1_000));
        Command.Meter meter = recorder.await(Command.Meter.class, m -> m.attempt() == 1);
        assertThat(meter.seconds()).isBetween(1.0, 4.0);
    }

    @Test
    void sweepsInAThrowawayFolder() {
        Task sweep = new Task.LrRange(1e-5, 1e-1, 5);
        run(new Assignment(1, new RunId(0, 1), Specs.act("steps"), sweep, 123, 0, 1, 50));
        assertThat(recorder.ended(1).end()).isEqualTo(End.DONE);
        assertThat(recorder.lines(1)).hasSize(5).first().isEqualTo(new Line.Lr(1e-5, 2.0));
        assertThat(study().resolve("checkpoints/0-1")).doesNotExist();
        assertThat(study().resolve("attempts/1/scratch")).doesNotExist();
    }

    @Test
    void evaluatesASplit() {
        Task evaluate = new Task.Evaluate(Split.HOLDOUT);
        run(new Assignment(1, new RunId(3, 2), Specs.act("steps"), evaluate, 123, 5, 5, 50));
        assertThat(recorder.ended(1).end()).isEqualTo(End.DONE);
        assertThat(recorder.lines(1)).containsExactly(new Line.Values(metrics("holdout_loss", 0.25)));
    }

    @Test
    void keepsWhatAnAttemptWrote() throws IOException {
        toEnd("steps", 2);
        Path folder = study().resolve("attempts/1");
        assertThat(Files.readString(folder.resolve("stdout.log"))).isEqualTo("training\n");
        assertThat(Files.readString(folder.resolve("report.jsonl")))
                .contains("{\"epoch\": 1, ")
                .contains("\"checkpoint\": 2");
        assertThat(Files.readString(folder.resolve("config.json"))).isEqualTo("{\"act\":\"steps\"}\n");
    }

    @Test
    void twoRunAtOnce() {
        run(assignment(1, "slow", 1_000));
        run(assignment(2, "steps", 2));
        assertThat(recorder.ended(2).end()).isEqualTo(End.DONE);
        assertThat(recorder.told(Command.Ended.class)).hasSize(1);
        executor().stop(1);
        assertThat(recorder.ended(1).end()).isEqualTo(End.STOPPED);
    }

    /** Whether a process runs; a zombie does not. */
    protected static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return List.of("R", "S", "D", "T")
                    .contains(stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1));
        } catch (IOException gone) {
            return false;
        }
    }
}
