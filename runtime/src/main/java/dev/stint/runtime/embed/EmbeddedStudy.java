package dev.stint.runtime.embed;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.report.Report;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.runtime.file.Release;
import dev.stint.runtime.file.SpecChanges;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.journal.MemoryJournal;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.loop.Observer;
import dev.stint.runtime.loop.StudyLoop;
import dev.stint.runtime.trial.Mode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A study that runs in this process. It decides, journals and keeps to its budget as {@code stint run} does.
 *
 * <p>Without a {@linkplain #in folder} it lives as long as this object: {@link #train} or {@link #open} after a pause goes on.
 */
public final class EmbeddedStudy {

    private static final Observer NOBODY = (entries, history) -> {};

    private final StudySpec spec;
    private final int slots;
    private final @Nullable Path folder;
    private final boolean amend;
    private final Observer watch;
    private final MemoryJournal memory = new MemoryJournal();
    private final AtomicReference<@Nullable Engagement> running = new AtomicReference<>();

    private EmbeddedStudy(StudySpec spec, int slots, @Nullable Path folder, boolean amend, Observer watch) {
        this.spec = spec;
        this.slots = slots;
        this.folder = folder;
        this.amend = amend;
        this.watch = watch;
    }

    static EmbeddedStudy of(StudySpec spec) {
        Integer slots = spec.resources().slots();
        return new EmbeddedStudy(spec, slots == null ? 1 : slots, null, false, NOBODY);
    }

    /** The same study with so many jobs at once. */
    public EmbeddedStudy slots(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("slots: " + count + " is no number of jobs at once; at least 1");
        }
        return new EmbeddedStudy(spec, count, folder, amend, watch);
    }

    /**
     * The same study with its journal in a folder: it goes on after the process has ended, however it ended, and {@code stint report} reads it
     * where the folder is {@code .stint/<study>} beside its file.
     */
    public EmbeddedStudy in(Path place) {
        return new EmbeddedStudy(spec, slots, place, amend, watch);
    }

    /** The same study; what may change in a study that has begun is taken over from the specification, as by {@code --amend}. */
    public EmbeddedStudy amend() {
        return new EmbeddedStudy(spec, slots, folder, true, watch);
    }

    /** The same study, watched: told of everything after it is durable, on a thread of the study, which waits for the watcher. */
    public EmbeddedStudy watch(Observer observer) {
        return new EmbeddedStudy(spec, slots, folder, amend, observer);
    }

    /**
     * Runs the study to its end, with jobs on threads of their own. Interrupting the calling thread, or {@link #pause}, pauses it: jobs are asked
     * to end, for the grace period of the study file.
     *
     * @return what was found; its lifecycle says whether the study is over
     * @throws IllegalArgumentException if the folder holds another study of this name
     * @throws dev.stint.runtime.journal.JournalFailure if the folder cannot be used
     */
    public Report train(Trainer trainer) {
        return begin(new Crew(trainer)).await();
    }

    /**
     * Begins the study for a loop of your own; at the end of the block it is paused unless it is over.
     *
     * @param besidesTraining what {@link OpenStudy#ask} may hand out beside trainings; what it may not the study goes without
     */
    public OpenStudy open(Mode... besidesTraining) {
        Set<Mode> modes = new TreeSet<>(List.of(besidesTraining));
        OpenStudy open = new OpenStudy(slots, modes);
        open.follow(begin(open.hall()));
        return open;
    }

    /** Pauses what {@link #train} runs on another thread; nothing happens where nothing runs. */
    public void pause() {
        Engagement now = running.get();
        if (now != null) {
            now.pause();
        }
    }

    private Engagement begin(Hall hall) {
        Engagement before = running.get();
        if (before != null && !before.over()) {
            throw new IllegalStateException("the study " + spec.name() + " runs already");
        }
        Journal journal = folder == null ? memory : SqliteJournal.open(folder, new EventCodec());
        Engagement next = new Engagement(journal, history(journal), hall, watch);
        running.set(next);
        return next.begin(slots);
    }

    private History history(Journal journal) {
        boolean usable = false;
        try {
            List<Entry> entries = journal.read(0);
            History history = History.of(entries);
            History current = history == null
                    ? StudyLoop.open(journal, spec, slots, Release.provenance(spec), InstantSource.system())
                    : amended(journal, history);
            usable = true;
            return current;
        } finally {
            if (!usable) {
                journal.close();
            }
        }
    }

    private History amended(Journal journal, History history) {
        List<SpecChanges.Change> changes = SpecChanges.between(history.spec(), spec);
        if (changes.isEmpty()) {
            return history;
        }
        String text = changes.stream().map(SpecChanges.Change::text).collect(Collectors.joining("; "));
        if (!amend || !SpecChanges.amendable(changes)) {
            throw new IllegalArgumentException("the study " + spec.name() + " has begun with another specification: "
                    + text
                    + (SpecChanges.amendable(changes)
                            ? ". Undo the change, or take it over with amend()"
                            : ". Undo the change, or give the changed study a name and a folder of its own"));
        }
        return StudyLoop.apply(
                journal, history, new Command.Amend(InstantSource.system().millis(), spec, text));
    }
}
