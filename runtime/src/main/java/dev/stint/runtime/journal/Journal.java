package dev.stint.runtime.journal;

import dev.stint.engine.history.Entry;
import java.util.List;

/**
 * The events of one study, append-only.
 *
 * <p>One writer, any number of readers. What {@link #append} returned from is durable; a cut tail loses nothing that was acknowledged; any other damage is
 * found when the journal is opened.
 */
public interface Journal extends AutoCloseable {

    /** All entries after {@code sequence} (0 for all), in order. */
    List<Entry> read(long sequence);

    /** Appends entries whose sequence numbers continue the journal's; all or none, durable on return. */
    void append(List<Entry> entries);

    @Override
    void close();
}
