package dev.stint.bench.faults;

import dev.stint.bench.faults.Violation.Sort;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.Release;
import dev.stint.runtime.file.StudyFile;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.loop.StudyLoop;
import dev.stint.runtime.simulate.Simulation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A simulated study on a real journal: stopped before or after any of its commits, its clock set forwards and back. */
final class SimulatedRun {

    private static final long DAY = 86_400_000;
    private static final int MOST_BATCHES = 20_000;

    /** Stint as if killed: what was being written may be durable or not. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A journal that stops its writer at one commit. */
    private record Stopping(Journal journal, AtomicInteger left, boolean durable) implements Journal {
        @Override
        public List<Entry> read(long sequence) {
            return journal.read(sequence);
        }

        @Override
        public void append(List<Entry> entries) {
            boolean now = left.decrementAndGet() == 0;
            if (!now || durable) {
                journal.append(entries);
            }
            if (now) {
                throw new Stopped();
            }
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    private final Scene scene;
    private final StudySpec spec;
    private final Kind kind;
    private final Stream stream;
    private final Chaos training;
    private final Path folder;
    private final Verdict verdict = new Verdict();
    private final List<Entry> acknowledged = new ArrayList<>();

    SimulatedRun(Scene scene, Kind kind, Seed seed, Path folder) {
        this.scene = scene;
        this.spec = StudyFile.parse(scene.study(), "study.yaml").spec();
        this.kind = kind;
        this.stream = seed.child("simulated").stream();
        this.training = new Chaos(seed, stream.uniform(0, 0.4), 1 + stream.below(3));
        this.folder = folder;
    }

    Verdict run() {
        int stops = 1 + stream.below(5);
        for (int i = 0; i < stops; i++) {
            if (!go(1 + stream.below(60))) {
                break;
            }
            verdict.inject();
        }
        go(MOST_BATCHES);
        try (Journal journal = SqliteJournal.readOnly(folder, new EventCodec())) {
            audit(journal.read(0));
        }
        return verdict;
    }

    /** Whether it was stopped, not ended. */
    private boolean go(int commits) {
        verdict.start();
        try (Journal journal = new Stopping(
                SqliteJournal.open(folder, new EventCodec()), new AtomicInteger(commits), stream.uniform() < 0.5)) {
            loop(journal);
            return false;
        } catch (Stopped stopped) {
            return true;
        } catch (RuntimeException fault) {
            verdict.violate(
                    Sort.ENDING,
                    "the loop threw " + fault + " at "
                            + List.of(fault.getStackTrace()).subList(0, 3));
            return false;
        }
    }

    private void loop(Journal journal) {
        Provenance here = Release.provenance(spec);
        History history = History.of(journal.read(0));
        long now = history == null ? DAY * 20_000 : history.now() + 1000;
        Simulation simulation = new Simulation(training, Instant.ofEpochMilli(now + jump()));
        Jumping clock = new Jumping(simulation, kind == Kind.CLOCK ? stream : null, verdict);
        History begun = history == null ? StudyLoop.open(journal, spec, scene.slots(), here, clock) : history;
        StudyLoop.of(journal, simulation, simulation, clock, (entries, state) -> acknowledged.addAll(entries), begun)
                .run(here, scene.slots());
    }

    private long jump() {
        return kind == Kind.CLOCK ? (long) stream.uniform(-2 * DAY, 2 * DAY) : 0;
    }

    private void audit(List<Entry> entries) {
        History history = new Audit(entries, verdict).check(scene.slack());
        EventCodec codec = new EventCodec();
        for (Entry told : acknowledged) {
            Entry kept = told.sequence() > entries.size() ? null : entries.get((int) told.sequence() - 1);
            if (kept == null
                    || kept.at() != told.at()
                    || !codec.encode(kept.event()).equals(codec.encode(told.event()))) {
                verdict.violate(Sort.LOST, "was told " + told + ", the journal holds " + kept);
            }
        }
        Lifecycle.State state = history.lifecycle().state();
        verdict.end(state == Lifecycle.State.CLOSED ? Verdict.State.ENDED : Verdict.State.PAUSED);
        verdict.code(code(history.lifecycle().outcome()));
        if (state == Lifecycle.State.OPEN) {
            verdict.violate(Sort.ENDING, "neither ended nor paused");
        }
    }

    private static int code(StudyEvent.@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> 130;
            case DONE -> 0;
            case FAILED -> 1;
            case TOO_SMALL -> 3;
        };
    }
}
