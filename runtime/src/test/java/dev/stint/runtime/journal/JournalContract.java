package dev.stint.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.seed.Seed;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.SampleEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every journal keeps. A test of a journal extends this and says how it is opened. */
public abstract class JournalContract {

    private final EventCodec codec = new EventCodec();
    private final List<Journal> opened = new ArrayList<>();

    /** Opens the journal of this test for writing: new at first, with its entries after it was closed. */
    protected abstract Journal open();

    /** Opens the same journal for reading while it is written. */
    protected abstract Journal reader();

    @AfterEach
    void closeAll() {
        opened.reversed().forEach(Journal::close);
    }

    @Test
    void aNewJournalIsEmpty() {
        assertThat(writing().read(0)).isEmpty();
    }

    @Test
    void entriesComeBackInOrder() {
        Journal journal = writing();
        List<Entry> entries = entries(1, 40);
        journal.append(entries.subList(0, 1));
        journal.append(entries.subList(1, 30));
        journal.append(entries.subList(30, 40));
        assertSame(journal.read(0), entries);
    }

    @Test
    void nothingIsAppendedByNothing() {
        Journal journal = writing();
        journal.append(List.of());
        assertThat(journal.read(0)).isEmpty();
        journal.append(entries(1, 1));
        assertThat(journal.read(0)).hasSize(1);
    }

    @Test
    void aGapIsRefused() {
        Journal journal = writing();
        journal.append(entries(1, 3));
        assertThatThrownBy(() -> journal.append(entries(5, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("entry 5 cannot follow entry 3");
        assertThatThrownBy(() -> journal.append(entries(3, 1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(journal.read(0)).hasSize(3);
    }

    @Test
    void aBatchIsTakenWholeOrNotAtAll() {
        Journal journal = writing();
        journal.append(entries(1, 2));
        List<Entry> broken = new ArrayList<>(entries(3, 5));
        broken.remove(2);
        assertThatThrownBy(() -> journal.append(broken)).isInstanceOf(IllegalArgumentException.class);
        assertThat(journal.read(0)).hasSize(2);
        journal.append(entries(3, 5));
        assertSame(journal.read(0), joined(entries(1, 2), entries(3, 5)));
    }

    @Test
    void entriesOutliveClosing() {
        Journal first = open();
        first.append(entries(1, 10));
        first.close();
        Journal second = open();
        assertSame(second.read(0), entries(1, 10));
        second.append(entries(11, 5));
        second.close();
        assertSame(writing().read(0), joined(entries(1, 10), entries(11, 5)));
    }

    @Test
    void closingTwiceIsClosing() {
        Journal journal = open();
        journal.close();
        journal.close();
        assertThat(writing().read(0)).isEmpty();
    }

    @Test
    void readingBeginsAnywhere() {
        Journal journal = writing();
        List<Entry> entries = entries(1, 20);
        journal.append(entries);
        for (int from = 0; from <= 20; from++) {
            assertSame(journal.read(from), entries.subList(from, 20));
        }
        assertThat(journal.read(1000)).isEmpty();
        assertThatThrownBy(() -> journal.read(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasReadDoesNotChange() {
        Journal journal = writing();
        journal.append(entries(1, 2));
        List<Entry> before = journal.read(0);
        journal.append(entries(3, 2));
        assertThat(before).hasSize(2);
    }

    @Test
    void everyCharacterComesBack() {
        Journal journal = writing();
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < 0x10000; c++) {
            text.append((char) c);
        }
        text.append("\ud83d\ude80 \ud83d\udc69\u200d\ud83d\ude80");
        Entry entry = new Entry(1, 0, new StudyEvent.StudyPaused(text.toString()));
        journal.append(List.of(entry));
        assertThat(journal.read(0)).containsExactly(entry);
    }

    @Test
    void tenThousandEntriesAreOneBatch() {
        Journal journal = writing();
        List<Entry> entries = entries(1, 10_000);
        journal.append(entries);
        assertSame(journal.read(0), entries);
    }

    @Test
    void aReaderFollowsTheWriter() throws Exception {
        Journal writer = writing();
        List<Entry> entries = entries(1, 600);
        writer.append(entries.subList(0, 1));
        Journal reader = reader();
        opened.add(reader);
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<List<Entry>> followed = pool.submit(() -> follow(reader, entries.size()));
            for (int at = 1; at < entries.size(); at += 3) {
                writer.append(entries.subList(at, Math.min(at + 3, entries.size())));
            }
            assertSame(followed.get(), entries);
        }
    }

    private static List<Entry> follow(Journal reader, int count) {
        List<Entry> seen = new ArrayList<>();
        while (seen.size() < count) {
            seen.addAll(reader.read(seen.size()));
        }
        return seen;
    }

    /** Entries of all kinds; the same for the same numbers. */
    protected static List<Entry> entries(long first, int count) {
        return new SampleEvents(Seed.of(17).child(first).stream()).entries(first, count);
    }

    /** Compares entries by what the codec writes, as specifications are compared by nothing else. */
    protected final void assertSame(List<Entry> actual, List<Entry> expected) {
        assertThat(actual.stream().map(this::text).toList())
                .isEqualTo(expected.stream().map(this::text).toList());
    }

    private String text(Entry entry) {
        return entry.sequence() + " " + entry.at() + " " + codec.encode(entry.event());
    }

    private Journal writing() {
        Journal journal = open();
        opened.add(journal);
        return journal;
    }

    private static List<Entry> joined(List<Entry> first, List<Entry> second) {
        List<Entry> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }
}
