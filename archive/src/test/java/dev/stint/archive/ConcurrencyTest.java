package dev.stint.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConcurrencyTest {

    private static final int STUDIES = 40;

    @Test
    void twoProcessesMakeTheArchiveAtOnceAndBothWriteEverything(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("archive.db");
        List<Process> writers = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            writers.add(start(name, file));
        }
        for (Process writer : writers) {
            assertThat(writer.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(writer.exitValue()).isZero();
        }
        try (Archive archive = Archive.open(file)) {
            assertThat(archive.list()).hasSize(3 * STUDIES);
        }
    }

    private static Process start(String name, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.stint.archive.Writer",
                        name,
                        Integer.toString(STUDIES),
                        file.toString())
                .inheritIO()
                .start();
    }
}
