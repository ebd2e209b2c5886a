package dev.stint.runtime.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.End;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WarmExecutorTest extends ExecutorContract {

    @Override
    protected Executor open(Path study, Limits limits, Recorder sink) {
        return open(Specs.acting().limits(limits).warm(true).build(), study, sink);
    }

    private Executor open(StudySpec spec, Path study, Recorder sink) {
        Slots slots = Slots.of(new Resources(2, 0), 2, Devices.none());
        return new LocalExecutor(spec, study, temporary, slots, sink, InstantSource.system());
    }

    @Test
    void oneWorkerTakesOneAssignmentAfterTheOther() {
        Command.Started first = run(assignment(1, "steps", 2));
        assertThat(recorder.ended(1).end()).isEqualTo(End.DONE);
        Command.Started second = run(assignment(2, "user", 2));
        assertThat(recorder.ended(2).end()).isEqualTo(End.USER);
        Command.Started third = run(assignment(3, "steps", 2));
        assertThat(recorder.ended(3).end()).isEqualTo(End.DONE);
        assertThat(List.of(second.pid(), third.pid())).containsOnly(first.pid());
        assertThat(List.of(first.worker(), second.worker(), third.worker())).containsOnly(1);
        assertThat(second.reportFrom()).isGreaterThan(first.reportFrom());
        assertThat(third.reportFrom()).isGreaterThan(second.reportFrom());
        assertThat(recorder.told(Command.WorkerReady.class)).hasSize(1);
        assertThat(recorder.lines(3)).hasSize(3);
    }

    @Test
    void everyWorkerKeepsItsOwnDevices() {
        Slots two = Slots.of(new Resources(null, 1), 2, new Devices(Devices.Kind.NVIDIA, List.of("0", "1")));
        StudySpec spec = Specs.acting().warm(true).build();
        try (Executor executor = new LocalExecutor(spec, study(), temporary, two, recorder, InstantSource.system())) {
            for (int attempt = 1; attempt <= 4; attempt++) {
                executor.start(assignment(attempt, attempt == 1 ? "slow" : "steps", attempt == 1 ? 1_000 : 2));
                recorder.started(attempt);
                executor.go(attempt);
                if (attempt > 1) {
                    assertThat(recorder.ended(attempt).end()).isEqualTo(End.DONE);
                }
            }
            assertThat(recorder.told(Command.Started.class))
                    .extracting(Command.Started::devices)
                    .containsExactly(List.of("0"), List.of("1"), List.of("1"), List.of("1"));
            assertThat(recorder.told(Command.WorkerReady.class)).hasSize(2);
            assertThat(visible(recorder.started(1))).isEqualTo("0");
            assertThat(visible(recorder.started(4))).isEqualTo("1");
        }
    }

    /** What a process was really given. */
    private static @Nullable String visible(Command.Started started) {
        Map<String, String> environment = Resident.environment(started.pid());
        return environment == null ? null : environment.get("CUDA_VISIBLE_DEVICES");
    }

    @Test
    void theWorkerIsReadyBeforeItsAssignmentStarts() {
        run(assignment(1, "steps", 2));
        recorder.ended(1);
        assertThat(recorder.told().get(0)).isInstanceOf(Command.WorkerReady.class);
        assertThat(recorder.told().get(1)).isInstanceOf(Command.Started.class);
    }

    @Test
    void aDeadWorkerIsReplaced() {
        run(assignment(1, "sigsegv", 2));
        assertThat(recorder.ended(1).end()).isEqualTo(End.INFRASTRUCTURE);
        Command.Started next = run(assignment(2, "steps", 2));
        assertThat(recorder.ended(2).end()).isEqualTo(End.DONE);
        assertThat(next.worker()).isEqualTo(2);
    }

    @Test
    void aWorkerThatHoldsTooMuchMemoryGetsNoFurtherAssignment() {
        open(new Limits(null, 1L << 20, 2, 0.3));
        run(assignment(1, "steps", 2));
        assertThat(recorder.ended(1).end()).isEqualTo(End.DONE);
        assertThat(run(assignment(2, "steps", 2)).worker()).isEqualTo(2);
        assertThat(recorder.ended(2).end()).isEqualTo(End.DONE);
    }

    @Test
    void aStopWhileTheWorkerStillStartsEndsAtNoCost() {
        executor().start(assignment(1, "steps", 2));
        executor().stop(1);
        assertThat(recorder.ended(1).end()).isEqualTo(End.STOPPED);
        assertThat(recorder.ended(1).seconds()).isZero();
        run(assignment(2, "steps", 2));
        assertThat(recorder.ended(2).end()).isEqualTo(End.DONE);
    }

    @Test
    void aCommandThatIsNoWorkerIsRefusedWithARemedy() {
        assertThat(refusal("true")).contains("exit code 0 before it was ready").contains("remove workers: warm");
        assertThat(refusal("sh", "-c", "echo 'STINT {\"epoch\": 1, \"val_loss\": 1}'; sleep 60"))
                .contains("printed metrics without waiting")
                .contains("remove workers: warm");
        assertThat(refusal("sh", "-c", "echo broken >&2; exit 3"))
                .contains("exit code 3")
                .contains("broken");
        assertThat(refusal("sh", "${act}")).contains("${act} has no value when a warm worker starts");
    }

    private String refusal(String... command) {
        Recorder told = new Recorder();
        try (Executor other = open(Specs.running(command).warm(true).build(), temporary.resolve("other"), told)) {
            other.start(assignment(1, "steps", 2));
            return told.await(Command.NotStarted.class, not -> not.run().trial() == 1)
                    .detail();
        }
    }
}
