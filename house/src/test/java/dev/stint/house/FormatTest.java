package dev.stint.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is formatted as Palantir's formatter formats it. It runs here and not in a Maven plugin, since the formatter needs the JDK that the
 * toolchain selects, and plugins run on the one that started Maven.
 */
final class FormatTest {

    private static final Path ROOT = Path.of(System.getProperty("stint.root", ".."));
    private static final boolean WRITE =
            System.getProperty("stint.format", "check").equals("write");

    @Test
    void everyFileIsFormatted() throws IOException, FormatterException {
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        List<Path> files = javaFiles();
        List<String> unformatted = new ArrayList<>();
        for (Path file : files) {
            String source = Files.readString(file);
            String formatted = formatter.formatSourceAndFixImports(source);
            if (!formatted.equals(source)) {
                unformatted.add(ROOT.relativize(file).toString());
                write(file, formatted);
            }
        }
        assertThat(files).hasSizeGreaterThan(150);
        assertThat(WRITE ? List.<String>of() : unformatted)
                .as("run: mvn -pl house -am test -Dtest=FormatTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dstint.format=write")
                .isEmpty();
    }

    private static void write(Path file, String formatted) throws IOException {
        if (WRITE) {
            Files.writeString(file, formatted);
        }
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(p -> p.toString().endsWith(".java"))
                    .filter(p -> !p.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }
}
