package dev.stint.cli;

import dev.stint.cli.watch.Watch;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.spec.Bytes;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Continuation;
import dev.stint.runtime.executor.Executor;
import dev.stint.runtime.file.Release;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.journal.JournalUnwritable;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.loop.StudyLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One run of a study by this process, from its journal to its end or its pause. */
final class Session {

    private final Site site;
    private final Watch watch;
    private final Runnable interrupted;
    private final InstantSource clock;
    private final Hands hands;
    private final Shelf shelf;
    private final @Nullable Path from;

    /**
     * @param interrupted called when the user asks for a pause
     * @param from a study to go on from, where this one has not begun; null for none
     */
    Session(
            Site site,
            Watch watch,
            Runnable interrupted,
            InstantSource clock,
            Hands hands,
            Shelf shelf,
            @Nullable Path from) {
        this.site = site;
        this.watch = watch;
        this.interrupted = interrupted;
        this.clock = clock;
        this.hands = hands;
        this.shelf = shelf;
        this.from = from;
    }

    /**
     * Starts the study, or goes on with it.
     *
     * @param amend whether changes of the study file are taken over
     * @param announced told of the study before anything runs; the flag says whether it is new
     */
    History run(boolean amend, BiConsumer<History, Boolean> announced) {
        int slots = hands.slots(site.spec());
        Start start = Books.exists(site) ? Start.NONE : start(slots);
        try (Journal journal = SqliteJournal.open(site.folder(), new EventCodec())) {
            Crash.keepIn(site.folder());
            List<Entry> entries = journal.read(0);
            History history = entries.isEmpty() ? begin(journal, slots, start) : resume(journal, entries, amend);
            announced.accept(history, entries.isEmpty());
            if (over(history)) {
                hands.tidy(site, history);
                return history;
            }
            return loop(journal, history, slots);
        }
    }

    /** What a study begins with: what others know, and what it takes over. */
    private record Start(Knowledge knowledge, List<StudyEvent> taken) {
        static final Start NONE = new Start(Knowledge.none(), List.of());
    }

    private Start start(int slots) {
        Predecessor before = from == null ? null : Predecessor.of(from);
        Knowledge known = shelf.recall(site.spec());
        Knowledge knowledge = before == null ? known : before.without(known);
        Preflight.requireEnough(Preflight.imagined(site.spec(), slots, knowledge));
        if (before == null) {
            return new Start(knowledge, List.of());
        }
        Continuation continuation = before.into(site);
        before.copy(continuation, site);
        return new Start(knowledge, continuation.events());
    }

    private History begin(Journal journal, int slots, Start start) {
        StudyOpened opened = new StudyOpened(site.spec(), slots, Release.provenance(site.spec()), start.knowledge());
        return StudyLoop.open(journal, opened, start.taken(), clock);
    }

    private History resume(Journal journal, List<Entry> entries, boolean amend) {
        History history = History.of(entries);
        if (history == null) {
            throw new IllegalStateException("a journal with entries has a history");
        }
        Changes changes = Changes.between(entries, history.spec(), site.spec());
        if (changes.isEmpty()) {
            return history;
        }
        changes.requireAmendable(site, amend);
        return Books.apply(journal, history, new Command.Amend(clock.millis(), changes.spec(), changes.summary()));
    }

    /** Whether a study is over for good; one that was too small for its budget goes on once that is enough. */
    private static boolean over(History history) {
        return switch (history.lifecycle().state()) {
            case OPEN, PAUSED -> false;
            case CLOSED -> !Books.mayGoOn(history);
        };
    }

    private History loop(Journal journal, History history, int slots) {
        StudySpec spec = site.spec().withBudget(history.spec().budget());
        Provenance provenance = Release.provenance(spec);
        AtomicReference<History> current = new AtomicReference<>(history);
        watch.begin(history);
        Hands.Link link = hands.begin(site, spec, current::get);
        try (Executor executor = link.executor()) {
            Interrupts.pause(link.sink(), clock, interrupted);
            RequestInbox inbox = new RequestInbox(link.inbox(), site.inbox(), current::get, clock);
            StudyLoop loop = StudyLoop.of(journal, inbox, executor, clock, new Following(current, watch), history);
            History end = loop.run(provenance, slots);
            link.after().run();
            shelf.keep(end);
            return end;
        } catch (JournalUnwritable full) {
            throw new Refusal(
                    ExitCode.PAUSED, "Paused: " + full.getMessage() + room() + "\n  Go on with: " + site.onward());
        } finally {
            watch.close();
        }
    }

    private String room() {
        try {
            long free = Files.getFileStore(site.folder()).getUsableSpace();
            return "\n  " + Bytes.text(free) + " are free there.";
        } catch (IOException unknown) {
            return "";
        }
    }

    /** Remembers the latest state for the request inbox, and passes everything on to the watch. */
    private record Following(AtomicReference<History> current, Watch watch) implements dev.stint.runtime.loop.Observer {
        @Override
        public void appended(List<Entry> entries, History history) {
            current.set(history);
            watch.appended(entries, history);
        }

        @Override
        public void idle(History history) {
            watch.idle(history);
        }
    }
}
