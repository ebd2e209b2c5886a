package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.study.Command;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.journal.JournalLocked;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;

/** Brings a command to a study: into the journal while nothing runs, else to the process that runs it. */
final class Handover {

    /** What became of it. */
    enum Way {
        /** It is in the journal. */
        RECORDED,
        /** The running study has it. */
        TAKEN,
        /** The running study has not looked yet, or ended meanwhile; the next run takes it. */
        LEFT
    }

    private Handover() {}

    static Way bring(Site site, Command command, String request) {
        try (Journal journal = SqliteJournal.open(site.folder(), new EventCodec())) {
            History history = History.of(journal.read(0));
            if (history == null) {
                throw Refusal.usage("The study in " + site.folder() + " has not begun.");
            }
            Books.apply(journal, history, command);
            return Way.RECORDED;
        } catch (JournalLocked running) {
            return Requests.leave(site.inbox(), request) ? Way.TAKEN : Way.LEFT;
        }
    }

    /** How the user hears of it. */
    static String text(Way way, Site site) {
        return switch (way) {
            case RECORDED -> "The study does not run now; it goes on with: " + site.onward();
            case TAKEN -> "The running study has taken it.";
            case LEFT -> "It waits in " + site.inbox() + " for the running study, or for the next run.";
        };
    }
}
