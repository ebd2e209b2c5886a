package dev.stint.bench.lcbench;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.history.StudyEvent.PhaseEnded;
import dev.stint.engine.history.StudyEvent.PlanRevised;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.runtime.journal.Journal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the time of decisions without looking into the loop: it reads the clock just before it asks the engine, and appends just after. The end of
 * one phase and the beginning of the next count for the decision that they lead to.
 */
final class Stopwatch implements InstantSource, Journal {

    private final InstantSource clock;
    private final Journal journal;
    private final List<Double> millis = new ArrayList<>();
    private long asked;
    private long before;

    Stopwatch(InstantSource clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public long millis() {
        asked = System.nanoTime();
        return clock.millis();
    }

    @Override
    public List<Entry> read(long sequence) {
        return journal.read(sequence);
    }

    @Override
    public void append(List<Entry> entries) {
        StudyEvent first = entries.getFirst().event();
        long taken = System.nanoTime() - asked;
        if (first instanceof TrialPlanned) {
            millis.add((before + taken) / 1e6);
            before = 0;
        } else if (first instanceof PlanRevised || first instanceof PhaseEnded || asked(first)) {
            before += taken;
        }
        journal.append(entries);
    }

    private static boolean asked(StudyEvent event) {
        return event instanceof ParametersFixed || event instanceof LowestRungSet;
    }

    @Override
    public void close() {
        journal.close();
    }

    /** Milliseconds of every decision to train. */
    List<Double> decisions() {
        return List.copyOf(millis);
    }
}
