package dev.stint.cli;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.phase.Least;
import dev.stint.engine.study.Command;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.loop.StudyLoop;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a study's journal, and writes commands into it while nothing runs. */
final class Books {

    private Books() {}

    static boolean exists(Site site) {
        return Files.exists(site.folder().resolve(SqliteJournal.FILE));
    }

    /** The study as it stands, or null if none has begun here. */
    static @Nullable History find(Site site) {
        if (!exists(site)) {
            return null;
        }
        try (Journal journal = SqliteJournal.readOnly(site.folder(), new EventCodec())) {
            return History.of(journal.read(0));
        }
    }

    /** The study as it stands. */
    static History require(Site site) {
        History history = find(site);
        require(history != null, site);
        return Objects.requireNonNull(history);
    }

    /** What is readable of a study whose journal may be damaged; all of a sound one. */
    static List<Entry> salvaged(Site site) {
        require(exists(site), site);
        List<Entry> entries = SqliteJournal.salvage(site.folder(), new EventCodec());
        if (entries.isEmpty()) {
            throw Refusal.usage("Nothing is readable in " + site.folder().resolve(SqliteJournal.FILE)
                    + ", not even how the study began. What its trainings printed lies in "
                    + site.folder().resolve("attempts") + ".");
        }
        return entries;
    }

    /** All entries of a study. */
    static List<Entry> entries(Site site) {
        require(exists(site), site);
        try (Journal journal = SqliteJournal.readOnly(site.folder(), new EventCodec())) {
            return journal.read(0);
        }
    }

    private static void require(boolean begun, Site site) {
        if (!begun) {
            throw Refusal.usage("The study " + site.spec().name() + " has not begun: there is nothing in "
                    + site.folder() + ".\n  Start it with: " + site.onward());
        }
    }

    /** Makes durable what follows from a command; only while no loop runs. */
    static History apply(Journal journal, History history, Command command) {
        return StudyLoop.apply(journal, history, command);
    }

    /** Whether a closed study would go on: it was too small for its budget, and the budget has grown enough. */
    static boolean mayGoOn(History history) {
        Amount least = Least.budget(history);
        return history.lifecycle().outcome() == StudyEvent.Outcome.TOO_SMALL
                && (least == null || least.compareTo(history.spec().budget()) <= 0);
    }
}
