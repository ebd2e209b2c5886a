package dev.stint.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.history.Entry;
import dev.stint.runtime.json.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContract {

    private final EventCodec codec = new EventCodec();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Override
    protected Journal open() {
        return SqliteJournal.open(folder, codec);
    }

    @Override
    protected Journal reader() {
        return SqliteJournal.readOnly(folder, codec);
    }

    @Test
    void theFolderIsMadeWhereverItIs() {
        Path odd = folder.resolve("a b/50% off?mode=ro#1&x='\u00e9\ud83d\ude80'");
        try (Journal journal = SqliteJournal.open(odd, codec)) {
            journal.append(entries(1, 3));
        }
        assertThat(odd.resolve("journal.db")).isRegularFile();
        try (Journal journal = SqliteJournal.readOnly(odd, codec)) {
            assertSame(journal.read(0), entries(1, 3));
        }
    }

    @Test
    void readingMakesNoStudy() throws IOException {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> SqliteJournal.readOnly(none, codec))
                .isInstanceOf(JournalMissing.class)
                .hasMessageContaining(none.toString());
        assertThatThrownBy(() -> SqliteJournal.readOnly(folder, codec)).isInstanceOf(JournalMissing.class);
        assertThatThrownBy(() -> SqliteJournal.salvage(folder, codec)).isInstanceOf(JournalMissing.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void readingAClosedJournalNeedsNoWriter() {
        Journal writer = open();
        writer.append(entries(1, 5));
        writer.close();
        try (Journal first = reader();
                Journal second = reader()) {
            assertSame(first.read(0), entries(1, 5));
            assertSame(second.read(2), entries(1, 5).subList(2, 5));
        }
        try (Journal again = open()) {
            again.append(entries(6, 1));
            assertThat(again.read(0)).hasSize(6);
        }
    }

    @Test
    void aReaderCannotWrite() {
        open().close();
        try (Journal reader = reader()) {
            assertThatThrownBy(() -> reader.append(entries(1, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("opened for reading");
        }
    }

    @Test
    void aSecondWriterIsToldWhoIsFirst() {
        try (Journal first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(JournalLocked.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            first.append(entries(1, 1));
        }
        open().close();
    }

    @Test
    void theSameFolderByAnotherNameIsTheSameJournal() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-link"), folder);
        try (Journal first = open()) {
            assertThatThrownBy(() -> SqliteJournal.open(link, codec)).isInstanceOf(JournalLocked.class);
            assertThat(first.read(0)).isEmpty();
        } finally {
            Files.delete(link);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "in the way").resolve("study");
        assertThatThrownBy(() -> SqliteJournal.open(blocked, codec))
                .isInstanceOf(JournalUnwritable.class)
                .hasMessageContaining(blocked.toString())
                .hasMessageContaining("Not a directory");
        assertThat(files()).containsExactly("file");
    }

    @Test
    void aPlaceThatTakesNoFilesIsNamed() {
        Path nowhere = Path.of("/proc/self");
        assertThatThrownBy(() -> SqliteJournal.open(nowhere, codec))
                .isInstanceOf(JournalUnwritable.class)
                .hasMessageContaining("journal");
    }

    @Test
    void aHalfMadeJournalIsMadeAgain() throws IOException {
        Files.writeString(folder.resolve("journal.db.new"), "the machine went down here");
        try (Journal journal = open()) {
            journal.append(entries(1, 2));
        }
        assertThat(files()).doesNotContain("journal.db.new").contains("journal.db");
    }

    @Test
    void closingLeavesOneSettledFile() throws IOException {
        Journal journal = open();
        journal.append(entries(1, 100));
        journal.close();
        assertThat(files()).containsExactly("journal.db", "journal.last", "journal.lock");
    }

    @Test
    void salvageOfASoundJournalIsAllOfIt() {
        try (Journal journal = open()) {
            journal.append(entries(1, 30));
            List<Entry> salvaged = SqliteJournal.salvage(folder, codec);
            assertSame(salvaged, entries(1, 30));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
