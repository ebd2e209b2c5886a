package dev.stint.runtime.journal;

import java.nio.file.Path;

/** There is no study where one was to be read. */
public final class JournalMissing extends JournalFailure {

    JournalMissing(Path folder) {
        super(
                "there is no study in " + folder + ": it has no " + SqliteJournal.FILE + ". `stint run` starts one.",
                null);
    }
}
