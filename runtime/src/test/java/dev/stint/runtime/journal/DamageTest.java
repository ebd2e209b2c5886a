package dev.stint.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.history.Entry;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.SampleEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to the file, a journal holds what was written or says that it does not. */
class DamageTest {

    private static final int ENTRIES = 160;

    private final EventCodec codec = new EventCodec();
    private final List<String> written = texts(new SampleEvents(Seed.of(5).stream()).entries(1, ENTRIES));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private byte[] sound = new byte[0];
    private byte[] witness = new byte[0];
    private int copies;

    @BeforeEach
    void write() throws IOException {
        Path folder = root.resolve("sound");
        try (Journal journal = SqliteJournal.open(folder, codec)) {
            journal.append(new SampleEvents(Seed.of(5).stream()).entries(1, ENTRIES));
        }
        sound = Files.readAllBytes(folder.resolve("journal.db"));
        witness = Files.readAllBytes(folder.resolve("journal.last"));
    }

    @Test
    void aFlippedByteOfTheHeaderIsHarmlessOrFound() throws IOException {
        Stream stream = Seed.of(6).stream();
        int found = 0;
        for (int position = 0; position < 100; position++) {
            found += harmlessOrFound(flipped(position, 1 + stream.below(255))) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void aFlippedByteAnywhereIsHarmlessOrFound() throws IOException {
        Stream stream = Seed.of(7).stream();
        int found = 0;
        for (int i = 0; i < 300; i++) {
            found += harmlessOrFound(flipped(stream.below(sound.length), 1 + stream.below(255))) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(150);
    }

    @Test
    void aFlippedByteOfAPageHeaderIsHarmlessOrFound() throws IOException {
        Stream stream = Seed.of(8).stream();
        int pages = sound.length / 4096;
        int found = 0;
        for (int i = 0; i < 200; i++) {
            found += harmlessOrFound(flipped(4096 * stream.below(pages) + stream.below(16), 1 + stream.below(255)))
                    ? 1
                    : 0;
        }
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void aCutFileIsFound() throws IOException {
        Stream stream = Seed.of(9).stream();
        for (int i = 0; i < 100; i++) {
            int length = i < 40 ? 4096 * i : stream.below(sound.length);
            if (length < sound.length) {
                byte[] cut = Arrays.copyOf(sound, length);
                assertThat(harmlessOrFound(cut)).as("cut at %s", length).isTrue();
            }
        }
    }

    @Test
    void aSectorOfZerosIsHarmlessOrFound() throws IOException {
        Stream stream = Seed.of(10).stream();
        for (int i = 0; i < 100; i++) {
            byte[] zeroed = sound.clone();
            int start = 512 * stream.below(sound.length / 512);
            Arrays.fill(zeroed, start, start + 512, (byte) 0);
            harmlessOrFound(zeroed);
        }
    }

    @Test
    void somethingElseUnderTheNameIsFound() throws IOException {
        assertThat(harmlessOrFound(new byte[0])).isTrue();
        assertThat(harmlessOrFound("this is a text\n".repeat(1000).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        Path folder = Files.createDirectory(root.resolve("other"));
        change(folder, "CREATE TABLE entries (sequence, at, type, event, hash)");
        assertThatThrownBy(() -> SqliteJournal.open(folder, codec))
                .isInstanceOf(JournalDamaged.class)
                .hasMessageContaining("expected a journal of Stint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entries SET event = replace(event, 'event', 'Event') WHERE sequence = 150",
                "UPDATE entries SET at = at + 1 WHERE sequence = 150",
                "UPDATE entries SET type = 'x' WHERE sequence = 150",
                "UPDATE entries SET hash = upper(hash) WHERE sequence = 150",
                "UPDATE entries SET hash = (SELECT hash FROM entries WHERE sequence = 149) WHERE sequence = 150",
                "DELETE FROM entries WHERE sequence = 150",
                "DELETE FROM entries WHERE sequence >= 150",
                "UPDATE entries SET sequence = 9999 WHERE sequence = 150",
                "INSERT INTO entries SELECT 0, at, type, event, hash FROM entries WHERE sequence = 150; "
                        + "DELETE FROM entries WHERE sequence = 150",
            })
    void aChangedRowIsNamed(String change) throws IOException {
        Path folder = copy(sound);
        change(folder, change);
        assertThatThrownBy(() -> SqliteJournal.open(folder, codec))
                .isInstanceOfSatisfying(JournalDamaged.class, damaged -> {
                    assertThat(damaged.entry()).isBetween(1L, 150L);
                    assertThat(damaged.file()).isEqualTo(folder.resolve("journal.db"));
                    assertThat(damaged.expected()).isNotBlank();
                })
                .hasMessageContaining("stint export --salvage");
        assertThat(salvaged(folder)).isEqualTo(written.subList(0, 149));
    }

    @Test
    void aRowTooManyIsFound() throws IOException {
        Path folder = copy(sound);
        change(folder, "INSERT INTO entries VALUES (161, 0, 'x', 'y', 'z')");
        assertThatThrownBy(() -> SqliteJournal.readOnly(folder, codec)).isInstanceOf(JournalDamaged.class);
    }

    @Test
    void anOlderCopyIsFound() throws IOException {
        Path folder = root.resolve("sound");
        try (Journal journal = SqliteJournal.open(folder, codec)) {
            journal.append(new SampleEvents(Seed.of(5).stream()).entries(ENTRIES + 1, 10));
        }
        Files.write(folder.resolve("journal.db"), sound);
        assertThatThrownBy(() -> SqliteJournal.open(folder, codec))
                .isInstanceOf(JournalDamaged.class)
                .hasMessageContaining("170 entries, which were acknowledged");
        Files.delete(folder.resolve("journal.db"));
        assertThatThrownBy(() -> SqliteJournal.open(folder, codec))
                .isInstanceOf(JournalDamaged.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void aDamagedLogIsHarmlessOrFound() throws Exception {
        Path crashed = crashed();
        byte[] log = Files.readAllBytes(crashed.resolve("journal.db-wal"));
        Stream stream = Seed.of(12).stream();
        int found = 0;
        for (int i = 0; i < 150; i++) {
            byte[] flipped = log.clone();
            flipped[stream.below(i < 50 ? 200 : log.length)] ^= (byte) (1 + stream.below(255));
            found += harmlessOrFound(crashed, flipped) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(50);
    }

    @Test
    void aLogCutAnywhereLosesNothingUnnoticed() throws Exception {
        Path crashed = crashed();
        byte[] log = Files.readAllBytes(crashed.resolve("journal.db-wal"));
        assertThat(harmlessOrFound(crashed, log)).isFalse();
        Stream stream = Seed.of(13).stream();
        for (int i = 0; i < 50; i++) {
            assertThat(harmlessOrFound(crashed, Arrays.copyOf(log, stream.below(log.length))))
                    .isTrue();
        }
        assertThat(harmlessOrFound(crashed, Arrays.copyOf(log, log.length + 1000)))
                .isFalse();
    }

    /** A folder as a killed writer leaves it, everything still in the log. */
    private Path crashed() throws Exception {
        Path folder = root.resolve("crashing");
        Path crashed = root.resolve("crashed");
        try (Journal journal = SqliteJournal.open(folder, codec)) {
            for (Entry entry : new SampleEvents(Seed.of(5).stream()).entries(1, ENTRIES)) {
                journal.append(List.of(entry));
            }
            // By another process: closing the database here would end the locks that this process has on it.
            new ProcessBuilder("cp", "-r", folder.toString(), crashed.toString())
                    .start()
                    .waitFor();
        }
        return crashed;
    }

    private boolean harmlessOrFound(Path crashed, byte[] log) throws IOException {
        Path folder = Files.createDirectory(root.resolve("copy" + copies++));
        Files.copy(crashed.resolve("journal.db"), folder.resolve("journal.db"));
        Files.copy(crashed.resolve("journal.last"), folder.resolve("journal.last"));
        Files.write(folder.resolve("journal.db-wal"), log);
        List<String> readable = salvaged(folder);
        assertThat(readable).isEqualTo(written.subList(0, readable.size()));
        boolean found = refused(() -> SqliteJournal.readOnly(folder, codec));
        assertThat(refused(() -> SqliteJournal.open(folder, codec))).isEqualTo(found);
        return found;
    }

    @Test
    void aBrokenWitnessSaysNothing() throws IOException {
        Stream stream = Seed.of(11).stream();
        for (int i = 0; i < 30; i++) {
            Path folder = copy(sound);
            byte[] broken = Arrays.copyOf(witness, stream.below(witness.length));
            if (broken.length > 0) {
                broken[stream.below(broken.length)] ^= 0x55;
            }
            Files.write(folder.resolve("journal.last"), broken);
            try (Journal journal = SqliteJournal.open(folder, codec)) {
                assertThat(texts(journal.read(0))).isEqualTo(written);
            }
        }
    }

    @Test
    void aDamagedJournalIsLeftAsItIs() throws IOException {
        byte[] damaged = flipped(sound.length / 2, 1);
        Path folder = copy(damaged);
        assertThatThrownBy(() -> SqliteJournal.open(folder, codec)).isInstanceOf(JournalDamaged.class);
        assertThat(Files.readAllBytes(folder.resolve("journal.db"))).isEqualTo(damaged);
    }

    /** Whether the damage was found; if not, everything is as it was written. What a reader finds a writer finds too. */
    private boolean harmlessOrFound(byte[] content) throws IOException {
        Path folder = copy(content);
        boolean found = refused(() -> SqliteJournal.readOnly(folder, codec));
        List<String> readable = salvaged(folder);
        assertThat(readable).isEqualTo(written.subList(0, readable.size()));
        Path second = copy(content);
        boolean foundByWriter = refused(() -> SqliteJournal.open(second, codec));
        assertThat(foundByWriter || !found).isTrue();
        return foundByWriter;
    }

    private boolean refused(Supplier<Journal> opener) {
        try (Journal journal = opener.get()) {
            assertThat(texts(journal.read(0))).isEqualTo(written);
            return false;
        } catch (JournalDamaged e) {
            assertThat(e).hasMessageContaining("journal.db is damaged").hasMessageContaining("stint export --salvage");
            return true;
        }
    }

    private List<String> salvaged(Path folder) {
        return texts(SqliteJournal.salvage(folder, codec));
    }

    private byte[] flipped(int position, int mask) {
        byte[] flipped = sound.clone();
        flipped[position] ^= (byte) mask;
        return flipped;
    }

    /** Every other copy comes without the witness, as when somebody saves the database alone. */
    private Path copy(byte[] content) throws IOException {
        Path folder = Files.createDirectory(root.resolve("copy" + copies++));
        Files.write(folder.resolve("journal.db"), content);
        if (copies % 4 < 2) {
            Files.write(folder.resolve("journal.last"), witness);
        }
        return folder;
    }

    private static void change(Path folder, String statements) {
        try (Connection connection =
                        Database.writing(folder.resolve("journal.db")).getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements.split("; ", -1)) {
                statement.executeUpdate(each);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> texts(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.sequence() + " " + entry.at() + " " + codec.encode(entry.event()))
                .toList();
    }
}
