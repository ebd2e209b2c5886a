package dev.stint.runtime.journal;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.StudyEvent;
import dev.stint.runtime.journal.Chain.Link;
import dev.stint.runtime.journal.Chain.Row;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.MalformedEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Turns stored rows into entries, each verified against the chain first; what was decoded before a failure stays in {@code into}. */
record Decoding(Path file, EventCodec codec, List<Entry> into) {

    /** Adds all entries after a place and gives the place of the last one. */
    Link after(Database database, Link from) throws SQLException {
        Chain chain = Chain.from(file, from);
        database.rows(from.sequence(), row -> {
            chain.verify(file, row);
            into.add(new Entry(row.sequence(), row.at(), event(row)));
        });
        return chain.link();
    }

    private StudyEvent event(Row row) {
        try {
            StudyEvent event = codec.decode(row.event());
            if (!EventCodec.kind(event).equals(row.type())) {
                throw new JournalDamaged(file, row.sequence(), "the type " + EventCodec.kind(event), row.type(), null);
            }
            return event;
        } catch (MalformedEvent e) {
            String found = String.valueOf(e.getMessage());
            throw new JournalDamaged(file, row.sequence(), "an event that this version of Stint can read", found, e);
        }
    }
}
