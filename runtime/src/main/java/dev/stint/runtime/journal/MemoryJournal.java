package dev.stint.runtime.journal;

import dev.stint.engine.history.Entry;
import java.util.ArrayList;
import java.util.List;

/** A journal that lives as long as the process: for simulations and tests. Closing it keeps its entries. */
public final class MemoryJournal implements Journal {

    private final List<Entry> entries = new ArrayList<>();

    @Override
    public synchronized List<Entry> read(long sequence) {
        Entries.requirePlace(sequence);
        return sequence >= entries.size() ? List.of() : List.copyOf(entries.subList((int) sequence, entries.size()));
    }

    @Override
    public synchronized void append(List<Entry> more) {
        Entries.requireNext(entries.size(), more);
        entries.addAll(more);
    }

    @Override
    public void close() {}
}
