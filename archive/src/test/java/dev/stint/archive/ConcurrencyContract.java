package dev.stint.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several processes at one archive, wherever it lies. */
abstract class ConcurrencyContract {

    private static final int STUDIES = 40;

    /** How a user names a place without an archive. */
    abstract String address();

    @Test
    void processesMakeTheArchiveAtOnceAndAllWriteEverything() throws Exception {
        String address = address();
        List<Process> writers = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            writers.add(start("Writer", name, Integer.toString(STUDIES), address));
        }
        for (Process writer : writers) {
            assertThat(writer.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(writer.exitValue()).isZero();
        }
        Place place = Objects.requireNonNull(Location.of(Map.of(Location.VARIABLE, address)));
        try (Archive archive = Archive.open(place)) {
            assertThat(archive.list()).as("with the one that all of them added").hasSize(3 * STUDIES + 1);
            for (Listed listed : archive.list()) {
                assertThat(Objects.requireNonNull(archive.find(listed.id())).trials())
                        .hasSize(20);
            }
        }
    }

    /** A process of this package's tests. */
    static Process start(String name, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stint.archive." + name));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words).inheritIO().start();
    }
}
