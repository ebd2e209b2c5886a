package dev.stint.cli;

import dev.stint.cli.watch.Watch;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.runtime.executor.LocalExecutor;
import dev.stint.runtime.executor.Slots;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.loop.QueueInbox;
import dev.stint.runtime.loop.StudyLoop;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** One run of a study by this process, from its journal to its end or its pause. */
final class Session {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Site site;
    private final Watch watch;
    private final Runnable interrupted;
    private final InstantSource clock;

    /** @param interrupted called when the user asks for a pause */
    Session(Site site, Watch watch, Runnable interrupted, InstantSource clock) {
        this.site = site;
        this.watch = watch;
        this.interrupted = interrupted;
        this.clock = clock;
    }

    /**
     * Starts the study, or goes on with it.
     *
     * @param amend whether changes of the study file are taken over
     * @param announced told of the study before anything runs; the flag says whether it is new
     */
    History run(boolean amend, BiConsumer<History, Boolean> announced) {
        Slots slots = Preflight.slots(site.spec());
        if (!Books.exists(site)) {
            Preflight.requireEnough(Preflight.imagined(site.spec(), slots.count()));
        }
        try (Journal journal = SqliteJournal.open(site.folder(), new EventCodec())) {
            Crash.keepIn(site.folder());
            List<Entry> entries = journal.read(0);
            History history = entries.isEmpty() ? begin(journal, slots) : resume(journal, entries, amend);
            announced.accept(history, entries.isEmpty());
            return over(history) ? history : loop(journal, history, slots);
        }
    }

    private History begin(Journal journal, Slots slots) {
        return StudyLoop.open(journal, site.spec(), slots.count(), Version.provenance(site.spec()), clock);
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

    private History loop(Journal journal, History history, Slots slots) {
        StudySpec spec = site.spec().withBudget(history.spec().budget());
        Provenance provenance = Version.provenance(spec);
        QueueInbox queue = new QueueInbox(PATIENCE);
        AtomicReference<History> current = new AtomicReference<>(history);
        RequestInbox inbox = new RequestInbox(queue, site.inbox(), current::get, clock);
        watch.begin(history);
        try (LocalExecutor executor = executor(spec, slots, queue)) {
            Interrupts.pause(queue, clock, interrupted);
            StudyLoop loop = StudyLoop.of(journal, inbox, executor, clock, new Following(current, watch), history);
            return loop.run(provenance, slots.count());
        } finally {
            watch.close();
        }
    }

    private LocalExecutor executor(StudySpec spec, Slots slots, QueueInbox queue) {
        try {
            return new LocalExecutor(spec, site.folder(), site.home(), slots, queue, clock);
        } catch (UncheckedIOException unusable) {
            throw Refusal.usage(String.valueOf(unusable.getMessage()));
        } catch (IllegalArgumentException wrong) {
            throw Refusal.usage(site.shown() + "  " + wrong.getMessage());
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
