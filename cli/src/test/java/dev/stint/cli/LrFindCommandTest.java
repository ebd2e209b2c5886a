package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.runtime.json.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for a learning rate as a user meets it. */
class LrFindCommandTest {

    private static final String[] SWEEPS = {"PAUSE: \"0\"", "PAUSE: \"0\", SWEEP: real", "[1e-3, 10]", "[1e-3, 100]"};

    @TempDir
    Path folder;

    /** Runs the command with a temporary folder of its own, which must be empty afterwards. */
    private static Desk.Said find(Desk desk, String... options) throws IOException {
        Path scratch = Files.createDirectories(desk.path("scratch"));
        List<String> words = new ArrayList<>(Desk.words("lr-find", "study.yaml"));
        words.add(1, "-Djava.io.tmpdir=" + scratch);
        words.addAll(List.of(options));
        Desk.Said said = desk.launch(words, Map.of()).await();
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left.filter(path -> path.toString().contains("stint-"))).isEmpty();
        }
        assertThat(desk.begun()).as("a study was begun").isFalse();
        return said;
    }

    @Test
    void aSweepIsDrawnAndReadAndItsCostIsSaid() throws IOException {
        Desk desk = new Desk(folder);
        desk.study(SWEEPS);

        Desk.Said said = find(desk);

        assertThat(said.code()).as(said.out() + said.err()).isZero();
        assertThat(said.lines())
                .first()
                .isEqualTo("The loss of 175 batches while lr rises from 1e-4 to 1000, smoothed:");
        assertThat(said.lines())
                .anyMatch(line -> line.matches(" +[0-9.]+ │[⠀-⣿ ]+"))
                .anyMatch(line -> line.matches(" +└─+━+┻━+─+"))
                .anyMatch(line -> line.matches("  start +[0-9.e-]+ +the loss begins to fall"))
                .anyMatch(line -> line.matches("  edge +[0-9.]+ +it is lowest"))
                .anyMatch(line -> line.matches("lr near [0-9.]+; 90 %: [0-9.e-]+ to [0-9.]+"))
                .anyMatch(line -> line.startsWith("Your default of 0.01 lies "))
                .anyMatch(line -> line.startsWith("To tell a study: prior: {center: "))
                .last()
                .asString()
                .matches("It took 1 short run: .* of one slot. Nothing is charged, and nothing stays.");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void scriptsGetTheSweepAsJsonAndThePageHasTheCurve() throws IOException {
        Desk desk = new Desk(folder);
        desk.study(SWEEPS);

        Desk.Said said = find(desk, "--json", "--html", "lr.html");

        Lines.Fields told = (Lines.Fields) Lines.read(said.lines().getFirst());
        assertThat(said.lines()).hasSize(1);
        assertThat(told.text("method")).isEqualTo("sweep");
        assertThat(told.flag("answer")).isTrue();
        assertThat(number(told, "low")).isLessThan(number(told, "best"));
        assertThat(number(told, "best")).isLessThan(number(told, "high"));
        assertThat(number(told, "start")).isLessThan(number(told, "edge"));
        assertThat((List<?>) told.values().get("points")).hasSize(175);
        assertThat(desk.read("lr.html")).contains("data-chart=\"sweep\"", "As a prior for the peak rate", "; 90 %: ");
    }

    private static double number(Lines.Fields told, String name) {
        return ((Number) Objects.requireNonNull(told.values().get(name), name)).doubleValue();
    }

    @Test
    void aFlatSweepIsNoAnswerAndSaysWhatToDo() throws IOException {
        Desk desk = new Desk(folder);
        desk.study("PAUSE: \"0\"", "PAUSE: \"0\", SWEEP: flat");

        Desk.Said said = find(desk);

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("No answer: the loss fell by ", "no divergence before the end", "-> a higher upper end")
                .contains("It took 2 short runs: ");
    }

    @Test
    void aScriptWithoutTheModeTrainsBriefly() throws IOException {
        Desk desk = new Desk(folder);
        desk.study();

        Desk.Said said = find(desk);

        assertThat(said.code()).as(said.out() + said.err()).isZero();
        assertThat(said.lines())
                .startsWith(
                        "The script has no sweep (mode lr-range), so it trained 8 times for 1 epoch;",
                        "val_loss at each lr:")
                .anyMatch(line -> line.matches("  0.0037 +0\\.\\d+"))
                .anyMatch(line -> line.matches("lr near [0-9.]+; 90 %: [0-9.]+ to [0-9.]+|No answer: .*"))
                .last()
                .asString()
                .startsWith("It took 9 short runs: 8 epochs, ");
        Lines.Fields told = (Lines.Fields)
                Lines.read(find(desk, "--json", "--length", "2").lines().getFirst());
        assertThat(told.text("method")).isEqualTo("trainings");
        assertThat(told.whole("units")).isEqualTo(16);
        assertThat((List<?>) told.values().get("points")).hasSize(8);
    }

    @Test
    void aScriptThatFailsEndsWithOneAndItsWords() throws IOException {
        Desk desk = new Desk(folder);
        desk.study("\"${batch}\"]", "twenty]");

        Desk.Said said = find(desk);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("the sweep fails", "invalid literal for int()");
    }

    @Test
    void aStudyWithoutALearningRateIsToldWhatToWrite() throws IOException {
        Desk desk = new Desk(folder);
        desk.study("log-uniform: [1e-3, 10], role: learning-rate", "uniform: [1e-3, 10], role: learning-rate");

        Desk.Said said = find(desk);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("no learning rate on a log scale", "lr: {log-uniform: [1e-5, 1]");
        assertThat(find(desk, "--length", "0").err()).contains("Write --length 1 or more");
    }
}
