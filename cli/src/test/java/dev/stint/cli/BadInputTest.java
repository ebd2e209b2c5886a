package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("malformed YAML", "objective: {metric", "objective: {{metric", List.of("study.yaml:4")),
                arguments("unknown key", "seed: 0", "sede: 0", List.of("study.yaml:14", "sede", "seed")),
                arguments("reversed range", "[1e-3, 10]", "[10, 1e-3]", List.of("study.yaml:11", "lr")),
                arguments("empty range", "[1e-3, 10]", "[10, 10]", List.of("study.yaml:11", "lr")),
                arguments("log of zero", "[1e-3, 10]", "[0, 10]", List.of("study.yaml:11", "lr")),
                arguments("unknown placeholder", "${lr}", "${lrr}", List.of("study.yaml:3", "lrr", "lr")),
                arguments("budget without a unit", "45 epochs", "45", List.of("study.yaml:2", "budget")),
                arguments("negative budget", "45 epochs", "-45 epochs", List.of("study.yaml:2", "budget")),
                arguments(
                        "circular conditions",
                        "role: weight-decay, default: 1e-3}",
                        """
                        role: weight-decay, default: 1e-3, when: {batch: 10}}
                          loop: {choice: [a, b], when: {pool: a}}
                          pool: {choice: [a, b], when: {loop: a}}\
                        """,
                        List.of("study.yaml:1", "loop", "pool")),
                arguments(
                        "no such program",
                        "[" + Desk.python() + ",",
                        "[pyhton3,",
                        List.of("study.yaml", "command", "pyhton3", "PATH")),
                arguments(
                        "no such script",
                        "[" + Desk.python() + ", train.py,",
                        "[./trian.sh,",
                        List.of("command", "trian.sh", "does not exist")),
                arguments(
                        "not executable",
                        "[" + Desk.python() + ", train.py,",
                        "[./train.py,",
                        List.of("command", "train.py", "chmod +x")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsNamedWithItsPlaceAndNothingIsStarted(
            String name, String right, String wrong, List<String> words, @TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        desk.study(right, wrong);

        Desk.Said said = desk.stint("run", "study.yaml");

        assertThat(said.code()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(said.out()).isEmpty();
        assertThat(desk.begun()).isFalse();
    }

    @Test
    void aParameterThatTheCommandDoesNotUseIsOnlyANote(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        desk.study("seed: 0", "  unused: {uniform: [0, 1], role: other, default: 0.5}\nseed: 0");

        Desk.Said said = desk.stint("plan", "study.yaml");

        assertThat(said.code()).isZero();
        assertThat(said.err()).contains("note: ", "unused");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        desk.study();
        Files.writeString(desk.path("file"), "no folder");

        Desk.Said said = desk.stint("run", "study.yaml", "--folder", "file/study");

        assertThat(said.code()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).contains("file/study").doesNotContain("\tat ");
    }

    @Test
    void aMetricThatIsNeverPrintedEndsTheStudyWithItsLastOutput(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        Files.writeString(desk.path("silent.py"), "print('I train, but say nothing of it')\n");
        desk.study("train.py", "silent.py");

        Desk.Said said = desk.stint("run", "study.yaml");

        assertThat(said.code()).as(said.err()).isEqualTo(1);
        assertThat(said.err())
                .contains("val_loss", "I train, but say nothing of it", "Spent: ")
                .doesNotContain("\tat ");
        assertThat(desk.stint("status", "study.yaml").out()).contains("moons: failed");
    }

    @Test
    void aTrainingThatAlwaysFailsEndsTheStudyWithItsLastOutput(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        Files.writeString(desk.path("broken.py"), "raise ValueError('no data in /data')\n");
        desk.study("train.py", "broken.py");

        Desk.Said said = desk.stint("run", "study.yaml", "--json");

        assertThat(said.code()).as(said.err()).isEqualTo(1);
        assertThat(said.err())
                .contains(
                        "the first 3 trainings failed. The last one (user error) said:",
                        "ValueError: no data in /data",
                        "exit code 1",
                        "stint doctor study.yaml")
                .containsPattern("The command was: \\S*python3 broken.py [0-9.e-]+ [0-9.e-]+ (10|20|50)\n");
        assertThat(said.lines().getLast()).contains("\"outcome\":\"failed\"", "\"recommended\":null");
    }
}
