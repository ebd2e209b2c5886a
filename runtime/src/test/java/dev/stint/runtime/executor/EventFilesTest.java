package dev.stint.runtime.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent.AttemptStarted;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Task;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Command.Line;
import dev.stint.runtime.tensorboard.EventBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that say nothing but what they write for TensorBoard. */
final class EventFilesTest {

    @TempDir
    Path temporary;

    private final Recorder recorder = new Recorder();

    private LocalExecutor open(boolean warm, String folder) {
        return new LocalExecutor(
                Specs.acting().warm(warm).tensorboard(folder).build(),
                temporary.resolve("study"),
                temporary,
                Slots.of(new Resources(2, 0), 2, Devices.none()),
                recorder,
                InstantSource.system());
    }

    private Command.Ended run(LocalExecutor executor, int attempt, Task task, long from, long upTo) {
        executor.start(new Assignment(attempt, new RunId(1, 1), Specs.act("events"), task, 123, from, upTo, 50));
        recorder.started(attempt);
        executor.go(attempt);
        return recorder.ended(attempt);
    }

    private static Line step(long step) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train/loss", 2.0);
        metrics.put("val_loss", StrictMath.scalb(1.0, (int) -step));
        return new Line.Metrics(step, metrics);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachAttemptIsReadFromWhereTheLastOneStopped(boolean warm) {
        try (LocalExecutor executor = open(warm, "${checkpoint_dir}/logs")) {
            assertThat(run(executor, 1, Task.FULL, 0, 3).end()).isEqualTo(End.DONE);
            assertThat(run(executor, 2, Task.FULL, 3, 5).end()).isEqualTo(End.DONE);
            assertThat(run(executor, 3, new Task.Evaluate(Split.HOLDOUT), 0, 0).end())
                    .isEqualTo(End.DONE);
        }
        assertThat(recorder.lines(1)).containsExactly(step(1), step(2), step(3));
        assertThat(recorder.lines(2)).containsExactly(step(4), step(5));
        assertThat(recorder.lines(3)).containsExactly(new Line.Values(ExecutorContract.metrics("holdout_loss", 0.25)));
    }

    @Test
    void whatIsWrittenArrivesWhileItRuns() {
        try (LocalExecutor executor = open(false, "${checkpoint_dir}/logs")) {
            executor.start(new Assignment(1, new RunId(1, 1), Specs.act("events_and_hang"), Task.FULL, 123, 0, 3, 50));
            recorder.started(1);
            executor.go(1);
            recorder.await(Command.Report.class, report -> report.line().equals(step(2)));
            executor.stop(1);
            recorder.ended(1);
        }
        assertThat(recorder.lines(1))
                .as("the last step may be incomplete until the end")
                .containsExactly(step(1), step(2), step(3));
    }

    @Test
    void aFolderWithoutAValueIsRefusedByItsKey() {
        try (LocalExecutor executor = open(false, "${lr}/logs")) {
            executor.start(new Assignment(1, new RunId(1, 1), Specs.act("events"), Task.FULL, 123, 0, 1, 50));
            assertThat(recorder.await(Command.NotStarted.class, not -> true).detail())
                    .isEqualTo("metrics.tensorboard: ${lr} has no value in trial 1");
        }
    }

    @Test
    void whatAnAttemptWroteWhileStintWasGoneIsTakenIn() throws IOException {
        Path attempt = Files.createDirectories(temporary.resolve("study/attempts/1"));
        Path logs = Files.createDirectories(temporary.resolve("logs"));
        Path old = Files.write(logs.resolve("tfevents.old"), EventBytes.scalars(1, Map.of("val_loss", 1f)));
        Files.writeString(attempt.resolve("events"), logs + "\n" + Files.size(old) + " tfevents.old\n");
        Files.write(old, EventBytes.scalars(2, Map.of("val_loss", 2f)), StandardOpenOption.APPEND);
        Files.write(logs.resolve("tfevents.new"), EventBytes.scalars(3, Map.of("val_loss", 3f)));
        Path other = Files.createDirectories(temporary.resolve("study/attempts/2"));
        Files.writeString(other.resolve("events"), "damaged");

        try (LocalExecutor executor = open(false, "${checkpoint_dir}/logs")) {
            executor.recover(List.of(unfinished(1), unfinished(2)));
        }

        assertThat(recorder.lines(1)).containsExactly(ExecutorContract.measured(2, 2), ExecutorContract.measured(3, 3));
        assertThat(recorder.lines(2)).isEmpty();
        assertThat(recorder.ended(2).end()).isEqualTo(End.INTERRUPTED);
    }

    private static Attempt unfinished(int number) {
        RunId run = new RunId(number, 1);
        return Attempt.started(
                new AttemptStarted(number, run, 0, "", List.of(), 0, 0),
                new TrialPlanned(run, null, Task.FULL, 0, 10, new Amount(0, Unit.HOURS), "explore", "", List.of()),
                System.currentTimeMillis(),
                0,
                Unit.HOURS);
    }
}
