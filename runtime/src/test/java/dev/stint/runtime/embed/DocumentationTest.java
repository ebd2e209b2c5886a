package dev.stint.runtime.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the Javadoc show the examples that are compiled and run. */
final class DocumentationTest {

    private static final Path EXAMPLES = Path.of("src/test/java/dev/stint/runtime/embed/Examples.java");

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult r) -> r.group(1).stripIndent().strip())
                .toList();
    }

    @Test
    void thePageShowsWhatIsRun() throws IOException {
        List<String> run = matches("// @start region=\"\\w+\"\n(.*?)// @end", Files.readString(EXAMPLES));
        assertThat(run).hasSize(2);
        assertThat(matches("```java\n(.*?)```", Files.readString(Path.of("../docs/embedding.md"))))
                .isEqualTo(run);
        assertThat(run).allMatch(example -> example.lines().count() <= 20);
    }

    @Test
    void theJavadocIsWellFormedAndShowsTheExamples(@TempDir Path folder) throws IOException {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst("javadoc")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "-quiet",
                        "-Xdoclint:all,-missing",
                        "-Werror",
                        "--snippet-path",
                        "src/test/java",
                        "-sourcepath",
                        "src/main/java",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        "dev.stint.runtime.embed");
        assertThat(code).as(said.toString()).isZero();
        assertThat(Files.readString(folder.resolve("dev/stint/runtime/embed/Stint.html")))
                .contains("trainOneEpoch", "open.tell(job)");
    }
}
