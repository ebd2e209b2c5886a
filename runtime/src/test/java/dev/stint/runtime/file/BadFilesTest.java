package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.engine.spec.Problem;
import dev.stint.engine.spec.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file for each mistake, and the exact message that it gets. */
class BadFilesTest {

    @Test
    void everyMistakeGetsItsMessage() throws IOException {
        List<Path> files = Golden.files("bad");
        StringBuilder messages = new StringBuilder();
        for (Path file : files) {
            messages.append(problemsOf(file).getMessage()).append('\n');
        }
        assertThat(files).hasSizeGreaterThan(130);
        Golden.compare(Golden.resources().resolve("bad/messages.txt"), messages.toString());
    }

    @Test
    void everyProblemSaysWhereItStandsAndWhatToWriteInstead() {
        for (Path file : Golden.files("bad")) {
            assertThat(problemsOf(file).problems()).allSatisfy(problem -> {
                assertThat(problem.line()).as(file + " " + problem.message()).isPositive();
                assertThat(problem.column()).as(file + " " + problem.message()).isPositive();
                assertThat(problem.remedy()).as(file + " " + problem.message()).isNotBlank();
            });
        }
    }

    @Test
    void aFileWithTenMistakesReportsAllTenInTheirOrder() {
        Problems problems = problemsOf(Golden.resources().resolve("bad/ten-mistakes.yaml"));
        assertThat(problems.problems().stream().map(Problem::place))
                .containsExactly(
                        "study",
                        "budget",
                        "deadline",
                        "command[3]",
                        "objective.goal",
                        "objective.gaol",
                        "fidelity.min",
                        "space.lr.log-uniform[0]",
                        "space.batch_size.default",
                        "constraints[0]",
                        "colour");
    }

    @Test
    void aMistakeInOneKeyDoesNotMakeOthersLookWrong() {
        String text = Golden.read(Golden.resources().resolve("good/design.yaml"))
                .replace("log-uniform: [1e-5, 1e-2]", "log-uniform: [1e-2, 1e-5]")
                .replace("unit: epoch, min: 1", "unit: epoch, min: one");
        Problems problems = problemsOf(text);
        assertThat(problems.problems().stream().map(Problem::place))
                .containsExactly("fidelity.min", "space.lr.log-uniform");
    }

    @Test
    void aMissingFileSaysSo(@TempDir Path folder) {
        Problems problems = problemsOf(folder.resolve("study.yaml"));
        assertThat(problems).hasMessageContaining("there is no file").hasMessageContaining("stint init");
    }

    @Test
    void aFolderABinaryFileAndAHugeFileAreRefused(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Path huge = Files.write(folder.resolve("huge.yaml"), new byte[(1 << 20) + 1]);
        assertThat(problemsOf(folder)).hasMessageContaining("is a folder");
        assertThat(problemsOf(binary)).hasMessageContaining("is not text in UTF-8");
        assertThat(problemsOf(huge)).hasMessageContaining("is larger than 1 MiB");
    }

    @Test
    void hostileFilesEndQuickly() {
        String digits = "1".repeat(1_000_000);
        String flood = "a: [" + "1,".repeat(400_000) + "1]";
        String keys =
                IntStream.range(0, 20_000).mapToObj(i -> "key" + i + ": 1\n").collect(Collectors.joining());
        assertThat(problemsOf("seed: " + digits)).hasMessageContaining("does not fit in 64 bits");
        assertThat(problemsOf("budget: \"" + digits + "\"")).hasMessageContaining("expected an amount of compute");
        assertThat(problemsOf("[".repeat(100_000))).hasMessageContaining("nested deeper");
        assertThat(problemsOf(flood)).hasMessageContaining("more than 50000 values");
        assertThat(problemsOf(keys).problems()).hasSize(101);
        assertThat(problemsOf("study: " + "x".repeat(1 << 20))).hasMessageContaining("longer than 1 MiB");
    }

    private static Problems problemsOf(Path file) {
        Problems problems = catchThrowableOfType(Problems.class, () -> StudyFile.read(file));
        assertThat(problems).as(file.toString()).isNotNull();
        return problems;
    }

    private static Problems problemsOf(String text) {
        Problems problems = catchThrowableOfType(Problems.class, () -> StudyFile.parse(text, "study.yaml"));
        assertThat(problems).isNotNull();
        return problems;
    }
}
