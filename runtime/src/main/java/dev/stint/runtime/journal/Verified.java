package dev.stint.runtime.journal;

import dev.stint.runtime.journal.Chain.Link;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A database whose whole chain was walked, and where it ends. */
record Verified(Database database, Link last) {

    /** @param acknowledged what the journal must hold at least */
    static Verified writable(Path file, Link acknowledged) {
        return open(file, acknowledged, true);
    }

    /** @param acknowledged what the journal must hold at least */
    static Verified readable(Path file, Link acknowledged) {
        return open(file, acknowledged, false);
    }

    private static Verified open(Path file, Link acknowledged, boolean writable) {
        Database database = null;
        try {
            database = writable ? Database.write(file) : Database.read(file);
            Link last = walk(file, database, acknowledged);
            if (writable) {
                requireSound(file, database);
            }
            Verified verified = new Verified(database, last);
            database = null;
            return verified;
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            close(database);
        }
    }

    private static void close(@Nullable Database database) {
        try {
            if (database != null) {
                database.close();
            }
        } catch (SQLException e) {
            System.getLogger(Verified.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing a journal that was refused", e);
        }
    }

    private static Link walk(Path file, Database database, Link acknowledged) throws SQLException {
        database.begin();
        requireFormat(file, database);
        Chain chain = Chain.from(file, Link.START);
        AtomicReference<Link> witnessed = new AtomicReference<>(Link.START);
        database.rows(0, row -> {
            chain.verify(file, row);
            if (row.sequence() == acknowledged.sequence()) {
                witnessed.set(chain.link());
            }
        });
        requireEnd(file, chain.link(), database.head());
        requireReached(file, chain.link(), witnessed.get(), acknowledged);
        database.end();
        return chain.link();
    }

    /** What writing needs beyond reading: free pages that are free, and the permission. */
    private static void requireSound(Path file, Database database) throws SQLException {
        String found = database.check();
        if (!found.equals("ok")) {
            throw new JournalDamaged(
                    file, 0, "pages in order", found.lines().findFirst().orElse(found), null);
        }
        database.probe();
    }

    private static void requireFormat(Path file, Database database) throws SQLException {
        int application = database.pragma("application_id");
        if (application != Migrations.APPLICATION) {
            throw new JournalDamaged(file, 0, "a journal of Stint", "another database, or a damaged header", null);
        }
        int version = database.pragma("user_version");
        if (version != Migrations.VERSION) {
            String found = "format " + version + ", which a newer Stint wrote, or a damaged header";
            throw new JournalDamaged(file, 0, "format " + Migrations.VERSION, found, null);
        }
    }

    private static void requireEnd(Path file, Link end, @Nullable Link head) {
        if (!end.equals(head)) {
            String expected = head == null ? "a record of the last entry" : "entries up to " + head.sequence();
            throw new JournalDamaged(file, end.sequence() + 1, expected, "an end after entry " + end.sequence(), null);
        }
    }

    private static void requireReached(Path file, Link end, Link witnessed, Link acknowledged) {
        if (end.sequence() < acknowledged.sequence()) {
            String expected = acknowledged.sequence() + " entries, which were acknowledged";
            throw new JournalDamaged(file, end.sequence() + 1, expected, "an end after entry " + end.sequence(), null);
        }
        if (!witnessed.equals(acknowledged)) {
            throw new JournalDamaged(
                    file, acknowledged.sequence(), "the entry that was acknowledged", "another one", null);
        }
    }

    /** What an error of the database means: the place is out of reach, or the content is not what was written. */
    static JournalFailure failure(Path file, SQLException e) {
        boolean headerSaysReadOnly = SqliteFault.readOnly(e) && Files.isReadable(file) && Files.isWritable(file);
        if (SqliteFault.corrupt(e) || headerSaysReadOnly) {
            return new JournalDamaged(file, 0, "a readable journal", SqliteFault.reason(e), e);
        }
        return new JournalUnwritable(file, SqliteFault.reason(e), e);
    }
}
