package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptTest {

    private static final String[] SLOWER = {"PAUSE: \"0\"", "PAUSE: \"0.1\""};

    /** Long enough that a slow machine is still searching when everything has been asked. */
    private static final String[] LONG = {"PAUSE: \"0\"", "PAUSE: \"0.2\"", "budget: 45 epochs", "budget: 600 epochs"};

    private static Desk.Running started(Desk desk, String... changes) throws IOException, InterruptedException {
        desk.study(changes);
        Desk.Running run = desk.start("run", "study.yaml", "--json");
        Desk.until(
                "a few trials",
                () -> run.soFar()
                                .lines()
                                .filter(l -> l.contains("\"type\":\"trial-settled\""))
                                .count()
                        > 3);
        return run;
    }

    private static void assertGoesOnToTheEnd(Desk desk) throws IOException {
        Desk.Said said = desk.stint("run", "study.yaml", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.lines().getLast()).contains("\"outcome\":\"done\"", "\"trial\":");
        List<String> sequences = steps(desk);
        assertThat(sequences).doesNotHaveDuplicates();
    }

    /** Every step of every run as the report has it. */
    private static List<String> steps(Desk desk) throws IOException {
        String report = desk.stint("report", "study.yaml", "--json").out();
        return Stream.of(report.split("\"steps\":"))
                .skip(1)
                .flatMap(part -> {
                    String list = part.substring(1, part.indexOf(']'));
                    return Stream.of(list.split(",")).filter(s -> !s.isEmpty()).map(s -> part.hashCode() + ":" + s);
                })
                .toList();
    }

    @Test
    void ctrlCPausesAndTheSameCommandGoesOn(@TempDir Path folder) throws IOException, InterruptedException {
        Desk desk = new Desk(folder);
        Desk.Running run = started(desk, SLOWER);

        run.signal("INT");
        Desk.Said paused = run.await();

        assertThat(paused.code()).isEqualTo(130);
        assertThat(paused.err()).contains("Pausing");
        assertThat(paused.lines().getLast()).contains("\"outcome\":\"paused\"");
        assertThat(desk.path(".stint/moons/report.html")).exists();
        assertThat(desk.stint("status", "study.yaml").out()).contains("moons: paused");
        Desk.Said onward = desk.stint("run", "study.yaml");
        assertThat(onward.code()).as(onward.err()).isZero();
        assertThat(onward.out())
                .contains(
                        "goes on", "validate begins", "The study moons is done", "recommended", "difference", "spent");
        assertThat(onward.out())
                .containsPattern("\\d\\d:\\d\\d:\\d\\d  trial \\d+  val_loss [0-9.]+ at epoch \\d of 4  \\| best");
        assertThat(onward.out()).doesNotContain("\u001b[");
    }

    @Test
    void checkpointsThatAreGoneAreSaidAndTheirRunsStartOver(@TempDir Path folder)
            throws IOException, InterruptedException {
        Desk desk = new Desk(folder);
        Desk.Running run = started(desk, SLOWER);
        run.signal("INT");
        run.await();
        try (Stream<Path> files = Files.walk(desk.path(".stint/moons/checkpoints"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        assertGoesOnToTheEnd(desk);

        assertThat(desk.stint("status", "study.yaml").out()).containsPattern("note +the checkpoints? of .* gone");
        assertThat(desk.stint("report", "study.yaml", "--json").out()).contains("checkpoint-lost");
    }

    @Test
    void aKilledRunGoesOnWhereItWas(@TempDir Path folder) throws IOException, InterruptedException {
        Desk desk = new Desk(folder);
        Desk.Running run = started(desk, SLOWER);

        run.signal("KILL");
        run.await();

        assertThat(desk.stint("status", "study.yaml").out()).contains("cut off");
        assertGoesOnToTheEnd(desk);
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            assertThat(all.filter(p -> p.info().commandLine().orElse("").contains(folder.toString())))
                    .isEmpty();
        }
        assertThat(Files.exists(desk.path(".stint/moons/crash.log"))).isFalse();
    }

    @Test
    void aRunningStudyTakesRequestsAndNoSecondWriter(@TempDir Path folder) throws IOException, InterruptedException {
        Desk desk = new Desk(folder);
        Desk.Running run = started(desk, LONG);

        Desk.Said tried = desk.stint("try", "study.yaml", "lr=0.5", "batch=50");
        Desk.Said extended = desk.stint("extend", "study.yaml", "+20", "epochs");
        Desk.Said second = desk.stint("run", "study.yaml");
        Desk.Said status = desk.stint("status", "study.yaml");
        run.signal("INT");
        Desk.Said ended = run.await();

        assertThat(tried.out()).contains("Added: lr=0.5 decay=0.001 batch=50", "The running study has taken it.");
        assertThat(extended.out()).contains("from 600 epochs to 620 epochs", "The running study has taken it.");
        assertThat(second.code()).isEqualTo(2);
        assertThat(second.err())
                .contains("already being run by process " + run.process().pid());
        assertThat(status.out())
                .contains("moons: runs now (process " + run.process().pid());
        assertThat(ended.code()).as(ended.err()).isEqualTo(130);
        assertThat(ended.out()).contains("\"type\":\"trial-added\"", "\"type\":\"spec-amended\"");
        assertThat(ended.lines().getLast()).contains("\"budget\":620.0");
        assertThat(goesOn(desk))
                .as("a budget that was extended is no change of the file")
                .contains("goes on");
    }

    /** What a run says until it has begun, and is told to pause. */
    private static String goesOn(Desk desk) throws IOException, InterruptedException {
        Desk.Running again = desk.start("run", "study.yaml");
        Desk.until(
                "the study goes on",
                () -> again.soFar().contains("goes on") || !again.process().isAlive());
        again.signal("INT");
        return again.await().out();
    }

    @Test
    void requestsToAPausedStudyAreRecordedAtOnce(@TempDir Path folder) throws IOException, InterruptedException {
        Desk desk = new Desk(folder);
        Desk.Running run = started(desk, SLOWER);
        run.signal("INT");
        run.await();

        assertThat(desk.stint("extend", "study.yaml", "70 epochs").out())
                .contains("from 45 epochs to 70 epochs", "stint run study.yaml");
        assertThat(desk.stint("extend", "study.yaml", "65 epochs").err()).contains("can only grow");
        assertThat(desk.stint("extend", "study.yaml", "3 hours").code()).isEqualTo(2);
        assertThat(desk.stint("try", "study.yaml", "lr=0.7").code()).isZero();
        assertThat(desk.stint("try", "study.yaml", "lr=0.7").err()).contains("it is in the study already");
        assertThat(desk.stint("try", "study.yaml", "lr=70").err()).contains("lr=70 is outside");
        assertThat(desk.stint("try", "study.yaml", "rl=1").err()).contains("Did you mean lr?");
        assertThat(desk.stint("status", "study.yaml").out()).contains("of 70 epochs");
    }
}
