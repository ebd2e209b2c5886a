package dev.stint.runtime.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.StudyEvent.AttemptStarted;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Task;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Command.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left when the JVM of an executor is killed. */
final class RecoveryTest {

    @TempDir
    Path temporary;

    private final Recorder recorder = new Recorder();
    private final List<Attempt> orphans = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        orphans.forEach(orphan -> Group.signal("KILL", orphan.pid(), true));
    }

    private Path study() {
        return temporary.resolve("study");
    }

    /** Starts a Stint of its own; the attempts that it runs are in {@code orphans}. */
    private Process stint(String kind) throws IOException {
        Files.createDirectories(study());
        Process stint = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Orphaning.class.getName(),
                        study().toString(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = stint.inputReader();
        for (String line = said.readLine(); line != null && !line.equals("ready"); line = said.readLine()) {
            List<String> fields = List.of(line.split(" "));
            orphans.add(orphan(fields));
        }
        return stint;
    }

    private static Attempt orphan(List<String> fields) {
        int number = Integer.parseInt(fields.get(0));
        return attempt(
                number,
                Long.parseLong(fields.get(1)),
                fields.get(2),
                Integer.parseInt(fields.get(3)),
                Long.parseLong(fields.get(4)),
                Long.parseLong(fields.get(5)),
                0);
    }

    private static Attempt attempt(
            int number, long pid, String start, int worker, long reportFrom, long startedAt, double seconds) {
        RunId run = new RunId(number, 1);
        Amount nothing = new Amount(0, Unit.HOURS);
        return Attempt.started(
                        new AttemptStarted(number, run, pid, start, List.of(), worker, reportFrom),
                        new TrialPlanned(run, null, Task.FULL, 0, 1_000, nothing, "explore", "", List.of()),
                        startedAt,
                        0,
                        Unit.HOURS)
                .metered(seconds, nothing);
    }

    private static void kill(Process stint) throws InterruptedException {
        stint.destroyForcibly().waitFor();
    }

    private boolean anyLeft() {
        return orphans.stream()
                .anyMatch(orphan -> !Resident.members(orphan.pid()).isEmpty());
    }

    private void recover(List<Attempt> unfinished) {
        Slots slots = Slots.of(new Resources(2, 0), 4, Devices.none());
        try (LocalExecutor executor = new LocalExecutor(
                Specs.acting().build(), study(), temporary, slots, recorder, InstantSource.system())) {
            executor.recover(unfinished);
            assertThat(recorder.told(Command.Ended.class)).hasSameSizeAs(unfinished);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cold", "warm"})
    void theWatcherEndsAllGroupsWhenTheJvmIsKilled(String kind) throws IOException, InterruptedException {
        Process stint = stint(kind);
        assertThat(orphans).hasSize(3);
        kill(stint);
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (anyLeft() && System.nanoTime() < deadline) {
            Thread.sleep(20); // polls other processes
        }
        assertThat(anyLeft()).isFalse();
        long died = Long.parseLong(Files.readString(study().resolve("died")).strip());
        assertThat(System.currentTimeMillis() - died).isBetween(0L, 10_000L);
        assertThat(study().resolve("checkpoints/3-1/weights")).doesNotExist();
        recover(orphans);
        assertThat(recorder.told(Command.Ended.class)).allSatisfy(ended -> {
            assertThat(ended.end()).isEqualTo(End.INTERRUPTED);
            assertThat(ended.seconds()).isBetween(0.01, 15.0);
        });
        assertThat(recorder.lines(1)).containsExactly(ExecutorContract.measured(1, 1.0));
        assertThat(recorder.lines(2)).hasSizeGreaterThan(1);
        assertThat(recorder.lines(3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cold", "warm"})
    void groupsThatOutliveTheWatcherAreEndedAtRecovery(String kind) throws IOException, InterruptedException {
        Process stint = stint(kind);
        watcher(stint).destroyForcibly();
        kill(stint);
        assertThat(ExecutorContract.runs(orphans.getFirst().pid())).isTrue();
        recover(orphans.subList(0, 2));
        assertThat(ExecutorContract.runs(orphans.get(0).pid())).isFalse();
        assertThat(ExecutorContract.runs(orphans.get(1).pid())).isFalse();
        assertThat(recorder.ended(1).seconds()).isGreaterThan(0.8);
        List<Double> times = recorder.told(Command.Report.class).stream()
                .filter(report -> report.attempt() == 2)
                .map(Command.Report::seconds)
                .toList();
        assertThat(times).isSorted().doesNotHaveDuplicates();
        assertThat(times.getLast()).isEqualTo(recorder.ended(2).seconds());
        if (kind.equals("cold")) {
            assertThat(recorder.lines(2).getLast()).isInstanceOf(Line.Checkpoint.class);
        }
    }

    private ProcessHandle watcher(Process stint) {
        return stint.children()
                .filter(child ->
                        List.of(child.info().arguments().orElse(new String[0])).contains(study().toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStrangerUnderAnOldPidIsLeftAlone() throws IOException, InterruptedException {
        Process stranger = new ProcessBuilder("setsid", "sleep", "60").start();
        try {
            while (Resident.members(stranger.pid()).isEmpty()) {
                Thread.sleep(10); // polls another process
            }
            long now = System.currentTimeMillis();
            recover(List.of(
                    attempt(1, stranger.pid(), Resident.startTime(stranger.pid()), 0, 0, now, 0),
                    attempt(2, stranger.pid(), "1", 0, 0, now, 0)));
            assertThat(ExecutorContract.runs(stranger.pid())).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void theEndIsDatedByTheLastWriteButNotBeforeTheLastMeter() throws IOException {
        long written = System.currentTimeMillis() - 5_000;
        for (int number : List.of(1, 2)) {
            Path folder = Files.createDirectories(study().resolve("attempts/" + number));
            Files.writeString(folder.resolve("report.jsonl"), "{\"epoch\": 1, \"val_loss\": 0.5}\n");
            Files.setLastModifiedTime(
                    folder.resolve("report.jsonl"), java.nio.file.attribute.FileTime.fromMillis(written));
        }
        recover(List.of(attempt(1, 0, "", 0, 0, written - 30_000, 0), attempt(2, 0, "", 0, 0, written - 30_000, 40)));
        assertThat(recorder.ended(1).seconds()).isBetween(29.9, 30.1);
        assertThat(recorder.ended(2).seconds()).isEqualTo(40);
        assertThat(recorder.lines(1)).containsExactly(ExecutorContract.measured(1, 0.5));
    }

    @Test
    void linesOnStdoutWithoutAnEndAreTakenInToo() throws IOException {
        Path folder = Files.createDirectories(study().resolve("attempts/1"));
        Files.writeString(
                folder.resolve("stdout.log"),
                "hello\nSTINT {\"epoch\": 1, \"val_loss\": 0.5}",
                StandardOpenOption.CREATE);
        recover(List.of(attempt(1, 0, "", 0, 0, System.currentTimeMillis(), 0)));
        assertThat(recorder.lines(1)).containsExactly(ExecutorContract.measured(1, 0.5));
    }
}
