package dev.stint.runtime.journal;

import dev.stint.engine.history.Entry;
import java.util.List;

/** The rules that every journal keeps about sequence numbers. */
final class Entries {

    private Entries() {}

    /** @throws IllegalArgumentException unless the entries continue the journal without a gap */
    static void requireNext(long last, List<Entry> entries) {
        long expected = last + 1;
        for (Entry entry : entries) {
            if (entry.sequence() != expected) {
                throw new IllegalArgumentException("entry " + entry.sequence() + " cannot follow entry "
                        + (expected - 1) + ": entry " + expected + " is next; nothing was appended");
            }
            expected++;
        }
    }

    static void requirePlace(long sequence) {
        if (sequence < 0) {
            throw new IllegalArgumentException(
                    "entries are counted from 1; read after " + sequence + " makes no sense, 0 reads all");
        }
    }
}
