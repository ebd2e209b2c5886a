package dev.stint.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SqliteLibraryTest {

    @TempDir
    Path folder;

    private Path kept(Path where) throws IOException {
        return Objects.requireNonNull(SqliteLibrary.kept(where, "x86_64"));
    }

    @Test
    void isUnpackedOnceAndReadableByItsOwnerOnly() throws IOException {
        Path cache = folder.resolve("cache").resolve("stint");
        Path file = kept(cache);
        Object first = Files.getAttribute(file, "unix:ino");
        assertThat(kept(cache)).isEqualTo(file);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void damageIsMended() throws IOException {
        Path cache = folder.resolve("cache");
        Path file = kept(cache);
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        for (byte[] bytes : List.of(new byte[0], new byte[10], flipped)) {
            Files.write(file, bytes);
            assertThat(Files.readAllBytes(kept(cache))).isEqualTo(whole);
        }
    }

    @Test
    void aLinkIsReplacedAndNotFollowed() throws IOException {
        Path file = kept(folder.resolve("cache"));
        Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        kept(folder.resolve("cache"));
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void whereOthersCanWriteNothingIsKept() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        for (String permissions : List.of("rwxrwx---", "rwx---rwx")) {
            Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString(permissions));
            assertThat(SqliteLibrary.kept(cache, "x86_64")).as(permissions).isNull();
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(SqliteLibrary.kept(folder.resolve("inside"), "x86_64")).isNull();
        assertThat(SqliteLibrary.kept(folder.resolve("deep/inside"), "x86_64")).isNull();
        assertThat(folder.resolve("inside")).doesNotExist();
        assertThat(folder.resolve("deep")).doesNotExist();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(SqliteLibrary.kept(folder.resolve("inside"), "x86_64")).isNull();
        assertThat(SqliteLibrary.kept(Path.of("relative"), "x86_64")).isNull();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void ofSeveralAtOnceEachGetsAWholeOne() throws IOException {
        List<Long> sizes = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> size(folder.resolve("cache")))
                .distinct()
                .toList();
        assertThat(sizes).hasSize(1);
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            assertThat(files).hasSize(1);
        }
    }

    private long size(Path cache) {
        try {
            return Files.readAllBytes(kept(cache)).length;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
