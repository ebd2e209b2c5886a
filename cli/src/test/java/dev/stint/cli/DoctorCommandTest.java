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
        Path scratch = Files.createDirectories(desk.path("scratch"));
        List<String> words = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.io.tmpdir=" + scratch,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.stint.cli.Main",
                                "doctor",
                                "study.yaml"),
                        Stream.of(options))
                .toList();
        return desk.launch(words, Map.of());
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
                .matches("Looking took 7 short runs with the defaults: \\d+ epochs, .* Nothing is charged, and nothing"
                        + " stays.");
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
