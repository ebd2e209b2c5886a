package dev.stint.runtime.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Command.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the local executor does; the rest is in the contract. */
final class LocalExecutorTest {

    @TempDir
    Path temporary;

    private final Recorder recorder = new Recorder();

    private LocalExecutor open(StudySpec spec, Slots slots, Shell shell) {
        return new LocalExecutor(
                spec, temporary.resolve("study"), temporary, slots, recorder, InstantSource.system(), shell);
    }

    private static Slots twoSlots() {
        return Slots.of(new Resources(2, 0), 2, Devices.none());
    }

    private static Assignment assignment() {
        return new Assignment(1, new RunId(7, 2), Specs.act("steps"), Task.FULL, 123, 1, 3, 50);
    }

    private Command.Ended run(StudySpec spec, Slots slots, Shell shell) {
        try (LocalExecutor executor = open(spec, slots, shell)) {
            executor.start(assignment());
            recorder.started(1);
            executor.go(1);
            return recorder.ended(1);
        }
    }

    private String refusal(String... words) {
        try (LocalExecutor executor = open(Specs.running(words).build(), twoSlots(), Shell.found())) {
            executor.start(assignment());
            return recorder.await(Command.NotStarted.class, not -> not.run().equals(new RunId(7, 2)))
                    .detail();
        }
    }

    @Test
    void aMissingProgramIsNamedWithThePathThatWasSearched() {
        assertThat(refusal("pyhton", "train.py"))
                .contains("no program \"pyhton\" on the PATH")
                .contains(System.getenv("PATH"))
                .contains(temporary.toString())
                .contains("write the full path");
    }

    @Test
    void aProgramBesideTheStudyFileIsSuggested() throws IOException {
        Files.writeString(temporary.resolve("train.sh"), "exit 0");
        assertThat(refusal("train.sh")).contains("Write ./train.sh");
    }

    @Test
    void aMissingFileIsNamedInFull() {
        assertThat(refusal("./train.sh"))
                .contains("\"./train.sh\" does not exist")
                .contains(temporary.resolve("./train.sh").toString());
    }

    @Test
    void aFileThatMayNotBeExecutedIsTold() throws IOException {
        Path script = Files.writeString(temporary.resolve("train.sh"), "exit 0");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refusal("./train.sh")).contains("may not be executed").contains("chmod +x");
    }

    @Test
    void aPlaceholderWithoutAValueIsTold() {
        assertThat(refusal("sh", "${momentum}"))
                .contains("${momentum} has no value in trial 7")
                .contains("inner list");
    }

    @Test
    void theScriptSeesTheContractsEnvironmentAndNothingInheritedOfIt() throws IOException {
        StudySpec spec = Specs.running(
                        "sh",
                        "-c",
                        "env > seen; cat > stdin; pwd > where; echo \"$1\" > argument",
                        "sh",
                        "a b; $HOME ${until}")
                .env("EXTRA", "x y")
                .build();
        assertThat(run(
                                spec,
                                Slots.of(new Resources(1, 1), 2, new Devices(Devices.Kind.NVIDIA, List.of("3"))),
                                Shell.found())
                        .end())
                .isEqualTo(End.EARLY);
        Path study = temporary.resolve("study").toRealPath();
        assertThat(Files.readAllLines(temporary.resolve("seen")))
                .contains(
                        "STINT_TRIAL=7",
                        "STINT_ATTEMPT=1",
                        "STINT_SEED=123",
                        "STINT_FROM=1",
                        "STINT_UNTIL=3",
                        "STINT_FULL=50",
                        "STINT_MODE=train",
                        "STINT_CHECKPOINT_DIR=" + study.resolve("checkpoints/7-2"),
                        "STINT_CONFIG=" + study.resolve("attempts/1/config.json"),
                        "STINT_REPORT=" + study.resolve("attempts/1/report.jsonl"),
                        "EXTRA=x y",
                        "CUDA_VISIBLE_DEVICES=3",
                        "CUDA_DEVICE_ORDER=PCI_BUS_ID")
                .noneMatch(line -> line.startsWith("STINT_LR_")
                        || line.startsWith("STINT_WORKERS")
                        || line.startsWith("STINT_SPLIT"));
        assertThat(temporary.resolve("stdin")).isEmptyFile();
        assertThat(Files.readString(temporary.resolve("where")).strip())
                .isEqualTo(temporary.toRealPath().toString());
        assertThat(temporary.resolve("argument")).hasContent("a b; $HOME 3");
        assertThat(recorder.started(1).devices()).containsExactly("3");
    }

    @Test
    void whatAnEarlierLengthLeftIsGoneWhereNothingResumes() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("study/checkpoints/7-2"));
        Files.writeString(folder.resolve("weights"), "of a shorter schedule");
        StudySpec spec = Specs.running(
                        "sh", "-c", "ls $STINT_CHECKPOINT_DIR > seen; echo x > $STINT_CHECKPOINT_DIR/new")
                .rescaled()
                .build();
        run(spec, twoSlots(), Shell.found());
        assertThat(temporary.resolve("seen")).isEmptyFile();
        assertThat(folder).isDirectoryContaining("glob:**new");
    }

    @Test
    void aShorterScheduleSeesItsOwnLengthAsTheFullOne() {
        StudySpec spec = Specs.running("sh", "-c", "echo $STINT_FULL $1 > seen", "sh", "${full}")
                .rescaled()
                .build();
        run(spec, twoSlots(), Shell.found());
        assertThat(temporary.resolve("seen")).hasContent("3 3");
    }

    @Test
    void regularExpressionsReadStdoutAndStderr() {
        StudySpec spec = Specs.running("sh", "-c", "echo 'Epoch 2: loss=0.5'; sleep 0.3; echo 'Epoch 3: loss=nan' >&2")
                .regex("Epoch (?P<epoch>\\d+): loss=(?P<val_loss>\\S+)")
                .build();
        assertThat(run(spec, twoSlots(), Shell.found()).end()).isEqualTo(End.DONE);
        assertThat(recorder.lines(1)).containsExactly(line(2, 0.5), line(3, Double.NaN));
    }

    private static Line line(long step, double loss) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("val_loss", loss);
        return new Line.Metrics(step, metrics);
    }

    @Test
    void lastWordsLeaveMetricLinesOut() {
        String script = "echo loading; echo 'STINT {\"epoch\": 2, \"holdout_loss\": 0.123}'; echo no data; exit 9";
        Command.Ended ended = run(Specs.running("sh", "-c", script).build(), twoSlots(), Shell.found());
        assertThat(ended.end()).isEqualTo(End.USER);
        assertThat(ended.detail()).isEqualTo("exit code 9\nloading\nno data");
    }

    @Test
    void lastWordsAreBounded() {
        String script =
                "i=0; while [ $i -lt 500 ]; do echo \"line $i of a long trace that nobody reads\" >&2; i=$((i+1));"
                        + " done; exit 1";
        String detail = run(Specs.running("sh", "-c", script).build(), twoSlots(), Shell.found())
                .detail();
        assertThat(detail.length()).isLessThan(4_096);
        assertThat(detail)
                .endsWith("line 499 of a long trace that nobody reads")
                .contains("line 480 ")
                .doesNotContain("line 479 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/perl -e use_POSIX;_POSIX::setsid();_exec_{_$ARGV[0]_}_@ARGV", ""})
    void worksWithoutSetsid(String session) {
        List<String> words = List.of(session.split(" ")).stream()
                .map(word -> word.replace('_', ' '))
                .filter(w -> !w.isEmpty())
                .toList();
        try (LocalExecutor executor = open(Specs.acting().build(), twoSlots(), new Shell(words))) {
            executor.start(new Assignment(1, new RunId(7, 2), Specs.act("stubborn"), Task.FULL, 123, 0, 3, 50));
            Command.Started started = recorder.started(1);
            executor.go(1);
            recorder.reported(1);
            executor.stop(1);
            assertThat(recorder.ended(1).end()).isEqualTo(End.STOPPED);
            assertThat(ExecutorContract.runs(started.pid())).isFalse();
        }
    }

    @Test
    void aWatcherThatWasKilledIsReplaced() throws IOException, InterruptedException {
        try (LocalExecutor executor = open(Specs.acting().build(), twoSlots(), Shell.found())) {
            executor.start(new Assignment(1, new RunId(1, 1), Specs.act("slow"), Task.FULL, 123, 0, 1_000, 1_000));
            recorder.started(1);
            ProcessHandle watcher = watcher();
            watcher.destroyForcibly();
            while (ExecutorContract.runs(watcher.pid())) {
                Thread.sleep(10); // polls another process
            }
            executor.start(new Assignment(2, new RunId(2, 1), Specs.act("steps"), Task.FULL, 123, 0, 2, 50));
            recorder.started(2);
            executor.go(2);
            assertThat(recorder.ended(2).end()).isEqualTo(End.DONE);
            assertThat(watcher().pid()).isNotEqualTo(watcher.pid());
        }
    }

    private ProcessHandle watcher() throws IOException {
        Path study = temporary.resolve("study").toRealPath();
        return ProcessHandle.current()
                .children()
                .filter(child ->
                        List.of(child.info().arguments().orElse(new String[0])).contains(study.toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void dropsACheckpointButNotWhatItLinksTo() throws IOException {
        Path kept = Files.writeString(
                Files.createDirectories(temporary.resolve("data")).resolve("kept"), "x");
        Path folder = Files.createDirectories(temporary.resolve("study/checkpoints/7-2"));
        Files.createSymbolicLink(folder.resolve("data"), kept.getParent());
        try (LocalExecutor executor = open(Specs.acting().build(), twoSlots(), Shell.found())) {
            executor.drop(new RunId(7, 2));
            executor.drop(new RunId(8, 1));
        }
        assertThat(folder).doesNotExist();
        assertThat(temporary.resolve("study/checkpoints")).isEmptyDirectory();
        assertThat(kept).exists();
    }

    @Test
    void aLinkInThePlaceOfACheckpointIsDeletedWithoutWhatItPointsTo() throws IOException {
        Path kept = Files.writeString(
                Files.createDirectories(temporary.resolve("data")).resolve("kept"), "x");
        Path folder = Files.createDirectories(temporary.resolve("study/checkpoints"));
        Files.createSymbolicLink(folder.resolve("7-2"), kept.getParent());
        LocalExecutor.drop(temporary.resolve("study"), Set.of(new RunId(7, 2)));
        assertThat(folder).isEmptyDirectory();
        assertThat(kept).exists();
    }

    @Test
    void nothingIsDeletedOrRenamedBehindALinkThatLeavesTheStudy() throws IOException {
        Path kept = Files.createDirectories(temporary.resolve("elsewhere/7-2"));
        Files.createSymbolicLink(
                Files.createDirectories(temporary.resolve("study")).resolve("checkpoints"), kept.getParent());
        LocalExecutor.drop(temporary.resolve("study"), Set.of(new RunId(7, 2)));
        assertThat(kept).exists();
    }

    @Test
    void tellsWhatIsKeptOfARunWithoutFollowingLinks() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("study/checkpoints/7-2/deep"));
        Files.write(folder.resolve("a"), new byte[300]);
        Files.write(folder.resolveSibling("b"), new byte[40]);
        Files.write(temporary.resolve("large"), new byte[5_000]);
        Files.createSymbolicLink(folder.resolve("link"), temporary.resolve("large"));
        Files.createDirectories(temporary.resolve("study/checkpoints/8-1"));
        try (LocalExecutor executor = open(Specs.acting().build(), twoSlots(), Shell.found())) {
            assertThat(executor.keeps(new RunId(7, 2))).isTrue();
            assertThat(executor.size(new RunId(7, 2))).isBetween(340L, 600L);
            assertThat(executor.keeps(new RunId(8, 1))).as("an empty folder").isFalse();
            assertThat(executor.keeps(new RunId(9, 1))).as("no folder").isFalse();
            assertThat(executor.size(new RunId(9, 1))).isZero();
        }
    }

    @Test
    void aMachineThatCannotStartAnythingNowPausesTheStudyAndFailsNothing() throws IOException {
        Files.createDirectories(temporary.resolve("study"));
        Files.writeString(temporary.resolve("study/attempts"), "in the way");
        try (LocalExecutor executor = open(Specs.acting().build(), twoSlots(), Shell.found())) {
            executor.start(assignment());
            assertThat(recorder.await(Command.Pause.class, pause -> true).why())
                    .startsWith("attempt 1 could not be started")
                    .contains("attempts");
            assertThat(recorder.told(Command.NotStarted.class)).isEmpty();
        }
    }

    @Test
    void finishesADeletionThatWasInterrupted() throws IOException {
        Path half = Files.createDirectories(temporary.resolve("study/checkpoints/.dropped-7-2/deep"));
        open(Specs.acting().build(), twoSlots(), Shell.found()).close();
        assertThat(half.getParent()).doesNotExist();
    }
}
