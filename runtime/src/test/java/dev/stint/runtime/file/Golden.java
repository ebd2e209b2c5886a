package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that a test compares with what the code makes; {@code -Dstint.golden=write} writes them anew, to be read before a commit. */
final class Golden {

    private static final boolean WRITE = "write".equals(System.getProperty("stint.golden"));

    private Golden() {}

    /** The folder of this module in the source tree. */
    static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("runtime")) ? here.resolve("runtime") : here;
    }

    static Path resources() {
        return module().resolve("src/test/resources/dev/stint/runtime/file");
    }

    /** The study files in a folder of the test resources, by name. */
    static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(resources().resolve(folder))) {
            return files.filter(file -> !file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void compare(Path file, String made) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, made);
        }
        assertThat(file).content().isEqualTo(made);
    }
}
