package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.runtime.json.Lines;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor as a user meets it. */
class DoctorCommandTest {

    @TempDir
    Path folder;

    /** Runs the command with a temporary folder of its own, which must be empty afterwards. */
    private static Desk.Running doctor(Desk desk, String... options) throws IOException {
        return doctor(desk, Map.of(), options);
    }

    private static Desk.Running doctor(Desk desk, Map<String, String> variables, String... options) throws IOException {
        Path scratch = Files.createDirectories(desk.path("scratch"));
        List<String> words = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.io.tmpdir=" + scratch,
                                "-Dstint.terminal=" + variables.containsKey("TERM"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.stint.cli.Main",
                                "doctor",
                                "study.yaml"),
                        Stream.of(options))
                .toList();
        return desk.launch(words, variables);
    }

    private static void assertNothingIsLeft(Desk desk) throws IOException {
        try (Stream<Path> left = Files.list(desk.path("scratch"))) {
            assertThat(left.filter(Files::isDirectory)
                            .filter(path -> path.toString().contains("stint")))
                    .isEmpty();
        }
        assertThat(desk.begun()).as("a study was begun").isFalse();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            assertThat(all.filter(p -> p.info()
                            .commandLine()
                            .orElse("")
                            .contains(desk.path("train.py").toString())))
                    .isEmpty();
        }
    }

    @Test
    void saysALineForEachCheckAndLeavesNothing() throws IOException {
        Desk desk = new Desk(folder);
        desk.study();

        Desk.Said said = doctor(desk).await();

        assertThat(said.code()).as(said.out() + said.err()).isZero();
        assertThat(said.lines())
                .anyMatch(line -> line.matches("  ok +length +steps rise, and it stops at epoch 2 and 4 as asked"))
                .anyMatch(line -> line.matches("  warning +test +test_accuracy is printed in training; .*"))
                .anyMatch(line -> line.matches(" +-> better print it only in STINT_MODE=evaluate .*"))
                .contains("All is well, with 2 warnings.")
                .last()
                .asString()
                .matches("Looking took 8 short runs: \\d+ epochs, .* Nothing is charged, and nothing" + " stays.");
        assertThat(said.out()).doesNotContain("\u001b[");
        assertThat(said.err()).isEmpty();
        assertNothingIsLeft(desk);
    }

    @Test
    void problemsEndWithOneAndGoToScriptsAsJson() throws IOException {
        Desk desk = new Desk(folder);
        desk.study("val_loss, goal", "valid_loss, goal");

        Desk.Said said = doctor(desk, "--json").await();

        assertThat(said.code()).isEqualTo(1);
        Lines.Fields told = (Lines.Fields) Lines.read(said.lines().getFirst());
        assertThat(said.lines()).hasSize(1);
        assertThat(told.flag("healthy")).isFalse();
        assertThat(told.whole("problems")).isEqualTo(1);
        assertThat(told.text("study")).isEqualTo("moons");
        List<?> findings = (List<?>) Objects.requireNonNull(told.values().get("findings"));
        assertThat(findings.toString())
                .contains("check=metrics", "level=problem", "Did you mean val_loss?", "remedy=print valid_loss");
        assertNothingIsLeft(desk);
    }

    @Test
    void aProgramThatIsMissingIsAFinding() throws IOException {
        Desk desk = new Desk(folder);
        desk.study("[" + Desk.python() + ",", "[pyhton3,");

        Desk.Said said = doctor(desk).await();

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("problem  start", "there is no program \"pyhton3\" on the PATH", "1 problem.");
        assertNothingIsLeft(desk);
    }

    @Test
    void whatAKilledDoctorLeftIsDeletedByTheNextAndWhatALivingOneUsesStays() throws Exception {
        Desk desk = new Desk(folder);
        desk.study("[" + Desk.python() + ",", "[pyhton3,");
        Process over = new ProcessBuilder("true").start();
        over.waitFor();
        Path dead = desk.path("scratch").resolve("stint-doctor-" + over.pid() + "-1");
        Path living = desk.path("scratch")
                .resolve("stint-doctor-" + ProcessHandle.current().pid() + "-1");
        Path own = desk.path("scratch").resolve("stint-doctor-notes");
        for (Path each : new Path[] {dead, living, own}) {
            Files.createDirectories(each.resolve("checkpoints/1-1"));
        }

        doctor(desk).await();

        try (Stream<Path> left = Files.list(desk.path("scratch"))) {
            assertThat(left.filter(path -> path.toString().contains("stint-doctor")))
                    .containsExactlyInAnyOrder(living, own);
        }
    }

    @Test
    void aTerminalGetsColoursAndProgress() throws IOException {
        Desk desk = new Desk(folder);
        desk.study();

        Desk.Said said = doctor(desk, Map.of("TERM", "xterm", "NO_COLOR", "")).await();

        assertThat(said.out()).contains("  \u001b[32mok       \u001b[0mstart", "\u001b[33mwarning");
        assertThat(said.err())
                .contains("trains the defaults for 4 epochs ...", "trains the defaults on from 2 to 4 epochs");
        Desk.Said plain = doctor(desk, Map.of("TERM", "xterm", "NO_COLOR", "1")).await();
        assertThat(plain.out() + plain.err()).doesNotContain("\u001b[");
    }

    /** Two GPUs of which the first fills once a training writes its checkpoint. */
    private static Map<String, String> gpus(Desk desk, String first) throws IOException {
        Path tools = Files.createDirectories(desk.path("tools"));
        Path tool = Files.writeString(tools.resolve("nvidia-smi"), """
            #!/bin/sh
            case $* in
            *memory.used*)
                used=3
                [ -n "$(find "$(dirname "$0")/../scratch" -name weights.json)" ] && used=%s
                printf '0, GPU-aa, %%s\\n1, GPU-bb, 3\\n' $used ;;
            *) printf '0\\n1\\n' ;;
            esac
            """.formatted(first));
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        return Map.of("PATH", tools + File.pathSeparator + System.getenv("PATH"));
    }

    @Test
    void tellsWhetherATrainingUsesItsGpu() throws IOException {
        Desk desk = new Desk(folder);
        String[] one = {
            "resources: {slots: 2}",
            "resources: {gpus-per-trial: 1}",
            "PAUSE: \"0\"",
            "PAUSE: \"0.1\"",
            "max: 4",
            "max: 40"
        };

        desk.study(one);
        assertThat(doctor(desk, gpus(desk, "800")).await().out())
                .contains(
                        "ok       gpu       a training gets CUDA_VISIBLE_DEVICES=0 and uses it: its memory grows, 0 by"
                                + " 797 MiB");
        assertThat(doctor(desk, gpus(desk, "3")).await().out())
                .contains("warning  gpu       a training gets CUDA_VISIBLE_DEVICES=0, but the memory in use hardly"
                        + " changes");
        desk.study();
        assertThat(doctor(desk, gpus(desk, "3")).await().out())
                .contains("warning  gpu       2 GPUs here, and none asked for: every training sees them all");
        desk.study("resources: {slots: 2}", "resources: {gpus-per-trial: 4}");
        Desk.Said tooFew = doctor(desk, gpus(desk, "3")).await();
        assertThat(tooFew.out())
                .contains(
                        "problem  gpu       resources: slots: auto with gpus-per-trial: 4 needs more GPUs",
                        "Nothing ran.");
        assertThat(tooFew.code()).isEqualTo(1);
    }

    @Test
    void timesEachBatchSizeWhenAsked() throws IOException {
        Desk desk = new Desk(folder);
        desk.study("PAUSE: \"0\"", "PAUSE: \"0.2\"");

        Desk.Said said = doctor(desk, "--batch-sizes").await();

        assertThat(said.lines())
                .anyMatch(
                        line -> line.matches("  ok +batch-size one epoch takes 0\\.\\d+ s with 10, 0\\.\\d+ s with 20,"
                            + " 0\\.\\d+ s with 50; the largest efficient batch is 10: beyond it, a doubling no longer"
                            + " makes it 1\\.25 times as fast"))
                .last()
                .asString()
                .startsWith("Looking took 11 short runs: ");
        assertNothingIsLeft(desk);
    }

    @Test
    void wrongUsageStartsNothing() throws IOException {
        Desk desk = new Desk(folder);
        desk.study();
        assertThat(doctor(desk, "--length", "0").await().code()).isEqualTo(2);
        desk.study("command: [" + Desk.python() + ", train.py, \"${lr}\", \"${decay}\", \"${batch}\"]\n", "");
        Desk.Said said = doctor(desk).await();
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("names no command");
        assertNothingIsLeft(desk);
    }

    @Test
    void ctrlCEndsEverything() throws IOException, InterruptedException {
        Desk desk = new Desk(folder);
        desk.study("PAUSE: \"0\"", "PAUSE: \"30\"", "seed: 0", "seed: 0\nlimits: {grace: 0.5 seconds}");
        Desk.Running running = doctor(desk);
        Desk.until("a training", () -> new File(folder.toFile(), "scratch").list().length > 0 && trains(desk));

        running.signal("INT");
        Desk.Said said = running.await();

        assertThat(said.code()).as(said.err()).isEqualTo(130);
        assertThat(said.err()).contains("nothing is left");
        assertNothingIsLeft(desk);
    }

    private static boolean trains(Desk desk) {
        try (Stream<Path> files = Files.walk(desk.path("scratch"))) {
            return files.anyMatch(path ->
                    path.endsWith("attempts/1/report.jsonl") && path.toFile().length() > 0);
        } catch (IOException | java.io.UncheckedIOException changing) {
            return false;
        }
    }
}
