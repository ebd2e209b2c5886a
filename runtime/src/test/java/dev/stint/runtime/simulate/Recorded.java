package dev.stint.runtime.simulate;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Task;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.loop.StudyLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A journal that remembers which entries were appended together, and the studies that are run into it. */
public final class Recorded implements Journal {

    public static final Provenance HERE = new Provenance("test", "25", "any", "any", "");

    /** More events than any study of the tests can need: beyond this a study is taken for endless. */
    private static final int MOST = 150_000;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();

    @Override
    public List<Entry> read(long sequence) {
        return List.copyOf(entries.subList((int) sequence, entries.size()));
    }

    @Override
    public void append(List<Entry> more) {
        if (entries.size() > MOST) {
            throw new IllegalStateException("the study does not end: " + entries.subList(MOST - 12, MOST));
        }
        entries.addAll(more);
        batches.add(entries.size());
    }

    @Override
    public void close() {}

    /** A study from its opening to its end. */
    public static Recorded run(StudySpec spec, Training training, int slots) {
        Recorded journal = new Recorded();
        Simulation simulation = new Simulation(training);
        History opened = StudyLoop.open(journal, spec, slots, HERE, simulation);
        StudyLoop.of(journal, simulation, simulation, simulation, (e, h) -> {}, opened)
                .run(HERE, slots);
        return journal;
    }

    /** Goes on where the journal ends, as a new process would. */
    public History resume(Training training, int slots) {
        History history = history();
        Simulation simulation = new Simulation(training, Instant.ofEpochMilli(history.now() + 1000));
        return StudyLoop.of(this, simulation, simulation, simulation, (e, h) -> {}, history)
                .run(HERE, slots);
    }

    /** The first batches of this journal: what a process that was killed after them left. */
    public Recorded cut(int batch) {
        Recorded cut = new Recorded();
        int from = 0;
        for (int until : batches.subList(0, batch)) {
            cut.append(entries.subList(from, until));
            from = until;
        }
        return cut;
    }

    public int batches() {
        return batches.size();
    }

    /** The entries of one batch, counted from 0. */
    public List<Entry> batch(int index) {
        return entries.subList(index == 0 ? 0 : batches.get(index - 1), batches.get(index));
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<StudyEvent> events() {
        return entries.stream().map(Entry::event).toList();
    }

    /** Events of one kind. */
    public <E extends StudyEvent> List<E> events(Class<E> kind) {
        return entries.stream()
                .map(Entry::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The state at the end. */
    public History history() {
        History history = History.of(entries);
        if (history == null) {
            throw new IllegalStateException("the journal is empty");
        }
        return history;
    }

    public Lifecycle lifecycle() {
        return history().lifecycle();
    }

    /** Why a phase ended; null while it has not. */
    public @Nullable String ended(String phase) {
        return history().phases().stream()
                .filter(p -> p.phase().equals(phase) && p.ended())
                .map(p -> p.why())
                .findFirst()
                .orElse(null);
    }

    /** The trainings to full length that the finals planned. */
    List<TrialPlanned> finals() {
        long full = history().spec().fidelity().max();
        return events(TrialPlanned.class).stream()
                .filter(p -> p.phase().equals("validate") && p.task() instanceof Task.Full && p.upTo() == full)
                .toList();
    }

    /** What was spent of the budget. */
    double share() {
        return history().ledger().spent().over(history().ledger().total());
    }
}
