package dev.stint.runtime.journal;

import dev.stint.engine.history.Entry;
import dev.stint.runtime.journal.Chain.Link;
import dev.stint.runtime.journal.Chain.Row;
import dev.stint.runtime.json.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A journal in one SQLite file, {@code journal.db} in the study's folder: a write-ahead log, every commit on disk before it is acknowledged, and a hash
 * chain over the entries that is verified as a whole at open and again for whatever is read.
 *
 * <p>The one writer holds a lock that ends with its process. Readers poll {@link #read}, see only what is committed, and are never in the writer's way. Both
 * may be shared between threads.
 */
public final class SqliteJournal implements Journal {

    /** The file's name in the study's folder. */
    public static final String FILE = "journal.db";

    /** What only a writer holds. */
    private record Pen(WriterLock lock, Witness witness) {}

    private final Path file;
    private final EventCodec codec;
    private final Database database;
    private final @Nullable Pen pen;
    private Link last;
    private boolean broken;

    private SqliteJournal(Path file, EventCodec codec, Database database, Link last, @Nullable Pen pen) {
        this.file = file;
        this.codec = codec;
        this.database = database;
        this.last = last;
        this.pen = pen;
    }

    /**
     * Opens the journal in a folder for writing; makes both if they are not there.
     *
     * @throws JournalLocked if another process writes it
     * @throws JournalDamaged if it does not hold what was written
     * @throws JournalUnwritable if the folder cannot be written
     */
    public static SqliteJournal open(Path folder, EventCodec codec) {
        Path real = made(folder);
        WriterLock lock = WriterLock.take(real);
        SqliteJournal journal = null;
        try {
            journal = write(real, codec, lock);
        } finally {
            if (journal == null) {
                lock.close();
            }
        }
        return journal;
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new JournalUnwritable(folder.resolve(FILE), WriterLock.reason(e), e);
        }
    }

    private static SqliteJournal write(Path folder, EventCodec codec, WriterLock lock) {
        Path file = folder.resolve(FILE);
        Link acknowledged = Witness.read(folder);
        if (!Files.exists(file)) {
            requireNothingLost(file, acknowledged);
            Migrations.create(folder, file);
        }
        Verified verified = Verified.writable(file, acknowledged);
        Witness witness = Witness.open(folder);
        witness.record(verified.last());
        return new SqliteJournal(file, codec, verified.database(), verified.last(), new Pen(lock, witness));
    }

    private static void requireNothingLost(Path file, Link acknowledged) {
        if (acknowledged.sequence() > 0) {
            throw new JournalDamaged(file, 0, acknowledged.sequence() + " entries", "no such file", null);
        }
    }

    /**
     * Opens the journal in a folder for reading, whether it is written or not.
     *
     * @throws JournalMissing if there is no study; nothing is created
     * @throws JournalDamaged if it does not hold what was written
     */
    public static SqliteJournal readOnly(Path folder, EventCodec codec) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new JournalMissing(folder);
        }
        Verified verified = Verified.readable(file, Witness.read(folder));
        return new SqliteJournal(file, codec, verified.database(), verified.last(), null);
    }

    /** The entries of a damaged journal up to the first that cannot be trusted; all of a sound one. Changes nothing. */
    public static List<Entry> salvage(Path folder, EventCodec codec) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new JournalMissing(folder);
        }
        List<Entry> entries = new ArrayList<>();
        try (Database database = Database.read(file)) {
            new Decoding(file, codec, entries).after(database, Link.START);
        } catch (SQLException | JournalDamaged e) {
            return entries;
        }
        return entries;
    }

    /** Makes a journal of entries that were read from another, in a folder without one. */
    public static void write(Path folder, EventCodec codec, List<Entry> entries) {
        try (SqliteJournal copy = open(folder, codec)) {
            copy.append(entries);
        }
    }

    @Override
    public synchronized List<Entry> read(long sequence) {
        Entries.requirePlace(sequence);
        List<Entry> entries = new ArrayList<>();
        try {
            Link from = place(sequence);
            if (from != null) {
                Link end = new Decoding(file, codec, entries).after(database, from);
                last = end.sequence() > last.sequence() ? end : last;
            }
        } catch (SQLException e) {
            throw Verified.failure(file, e);
        }
        return entries;
    }

    /** Where the chain stands after an entry; null if the journal does not reach so far. */
    private @Nullable Link place(long sequence) throws SQLException {
        if (sequence == 0) {
            return Link.START;
        }
        if (sequence == last.sequence()) {
            return last;
        }
        Link place = database.link(sequence);
        if (place == null && sequence < last.sequence()) {
            throw new JournalDamaged(file, sequence, "entry " + sequence, "no such row", null);
        }
        return place;
    }

    @Override
    public synchronized void append(List<Entry> entries) {
        Pen writer = writer();
        Entries.requireNext(last.sequence(), entries);
        if (entries.isEmpty()) {
            return;
        }
        Chain chain = new Chain(last);
        List<Row> rows = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            rows.add(chain.extend(entry.at(), EventCodec.kind(entry.event()), codec.encode(entry.event())));
        }
        commit(rows);
        last = chain.link();
        writer.witness().record(last);
    }

    private Pen writer() {
        if (pen == null) {
            throw new IllegalStateException("this journal was opened for reading: " + file);
        }
        if (broken) {
            throw new JournalUnwritable(file, "an earlier write failed; start again once that is mended", null);
        }
        return pen;
    }

    private void commit(List<Row> rows) {
        try {
            database.insert(rows);
        } catch (SQLException e) {
            broken = true;
            throw Verified.failure(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw Verified.failure(file, e);
        } finally {
            if (pen != null) {
                pen.witness().close();
                pen.lock().close();
            }
        }
    }
}
