package dev.stint.runtime.journal;

class MemoryJournalTest extends JournalContract {

    private final MemoryJournal journal = new MemoryJournal();

    @Override
    protected Journal open() {
        return journal;
    }

    @Override
    protected Journal reader() {
        return journal;
    }
}
