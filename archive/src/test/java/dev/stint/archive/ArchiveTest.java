package dev.stint.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive in a file. */
final class ArchiveTest extends ArchiveContract {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("data/stint/archive.db");
    }

    @Override
    Place place(String name) {
        return new Place.InFile(folder.resolve("data/stint/" + name + ".db"));
    }

    @Override
    String kept(Place place) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            StringBuilder all = new StringBuilder();
            for (Path each : files.toList()) {
                all.append(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
            }
            return all.toString();
        }
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        Archive.open(file).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aDatabaseOfSomethingElseAndOneOfALaterVersionAreLeftAlone() throws Exception {
        try (var journal = SqliteJournal.open(folder.resolve("study"), new EventCodec())) {
            assertThat(journal.read(0)).isEmpty();
        }
        Path journal = folder.resolve("study").resolve(SqliteJournal.FILE);
        byte[] before = Files.readAllBytes(journal);
        assertThatThrownBy(() -> Archive.open(journal))
                .isInstanceOf(ArchiveUnusable.class)
                .hasMessageContaining("no archive of Stint");
        assertThat(Files.readAllBytes(journal)).isEqualTo(before);

        Archive.open(file).close();
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> Archive.open(file))
                .isInstanceOf(ArchiveUnusable.class)
                .hasMessageContaining("newer Stint");
    }

    @Test
    void withoutAnArchiveNothingIsMadeByLooking() {
        assertThat(Archive.existing(new Place.InFile(file))).isNull();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("data"), "in the way");
        assertThatThrownBy(() -> Archive.open(file))
                .isInstanceOf(ArchiveUnusable.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void theArchiveLiesWhereTheUserSays() {
        assertThat(Location.of(Map.of("STINT_ARCHIVE", "off"))).isNull();
        assertThat(Location.of(Map.of("STINT_ARCHIVE", "/a/b.db"))).hasToString("/a/b.db");
        assertThat(Location.of(Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/me")))
                .hasToString("/data/stint/archive.db");
        for (Map<String, String> unset : List.of(
                Map.of("HOME", "/home/me"),
                Map.of("HOME", "/home/me", "XDG_DATA_HOME", ""),
                Map.of("HOME", "/home/me", "XDG_DATA_HOME", "relative"))) {
            assertThat(Location.of(unset)).hasToString("/home/me/.local/share/stint/archive.db");
        }
    }
}
