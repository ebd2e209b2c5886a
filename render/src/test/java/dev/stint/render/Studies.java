package dev.stint.render;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.report.Report;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.loop.StudyLoop;
import dev.stint.runtime.simulate.Simulation;
import dev.stint.runtime.simulate.Toy;
import dev.stint.runtime.simulate.Training;
import java.util.ArrayList;
import java.util.List;

/** Histories of simulated studies, as reports. */
final class Studies {

    static final Provenance HERE = new Provenance("0.1.0", "25.0.1", "Linux", "amd64", "3f9a61c2");

    private Studies() {}

    /** A journal that forgets. */
    private static final class Memory implements Journal {
        private final List<Entry> entries = new ArrayList<>();

        @Override
        public List<Entry> read(long from) {
            return List.copyOf(entries.subList((int) from, entries.size()));
        }

        @Override
        public void append(List<Entry> more) {
            entries.addAll(more);
        }

        @Override
        public void close() {}
    }

    static List<Entry> entries(StudySpec spec, Training training, int slots) {
        Simulation simulation = new Simulation(training);
        Memory journal = new Memory();
        History opened = StudyLoop.open(journal, spec, slots, HERE, simulation);
        StudyLoop.of(journal, simulation, simulation, simulation, (event, history) -> {}, opened)
                .run(HERE, slots);
        return journal.entries;
    }

    /** The toy study to its end, on two slots. */
    static Report finished(double hours) {
        return after(entries(Toy.spec(new Amount(hours, Unit.HOURS), 50, 1, null, 2), new Toy(0.01), 2), 1);
    }

    /** What the first {@code share} of the events say. */
    static Report after(List<Entry> entries, double share) {
        int count = Math.max(1, (int) (entries.size() * share));
        History history = History.open(entries.getFirst());
        for (Entry entry : entries.subList(1, count)) {
            history = history.after(entry);
        }
        return Report.whole(history);
    }
}
