package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.StudyEvent.CheckpointDropped;
import dev.stint.engine.history.StudyEvent.StudyClosed;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.executor.Executor;
import dev.stint.runtime.loop.StudyLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checkpoints are deleted when the journal says so, never before, and after a kill all the same. */
final class DroppingTest {

    private static final StudySpec SPEC = Toy.spec(Toy.hours(40), 50, 1, null, 2);

    /** A simulated executor whose deletions are written down. */
    private record Watched(Simulation simulation, Recorded journal, List<RunId> deleted) implements Executor {

        @Override
        public void drop(RunId run) {
            assertThat(journal.history().dropped()).contains(run);
            deleted.add(run);
        }

        @Override
        public void start(Assignment assignment) {
            simulation.start(assignment);
        }

        @Override
        public void go(int attempt) {
            simulation.go(attempt);
        }

        @Override
        public void stop(int attempt) {
            simulation.stop(attempt);
        }

        @Override
        public void recover(List<Attempt> unfinished) {
            simulation.recover(unfinished);
        }

        @Override
        public void close() {
            simulation.close();
        }
    }

    /** Runs a journal on to its end, and tells what was deleted. */
    private static List<RunId> deleted(Recorded journal) {
        History history = journal.history();
        Simulation simulation = new Simulation(new Toy(0.02), java.time.Instant.ofEpochMilli(history.now()));
        Watched executor = new Watched(simulation, journal, new ArrayList<>());
        StudyLoop.of(journal, simulation, executor, simulation, (e, h) -> {}, history)
                .run(Recorded.HERE, 2);
        assertThat(journal.lifecycle().state()).isEqualTo(Lifecycle.State.CLOSED);
        return executor.deleted();
    }

    @Test
    void whatTheJournalGivesUpIsDeletedAfterItIsDurable() {
        Recorded journal = new Recorded();
        StudyLoop.open(journal, SPEC, 2, Recorded.HERE, new Simulation(new Toy(0.02)));
        List<RunId> given = new ArrayList<>(deleted(journal));

        assertThat(given)
                .containsAll(journal.events(CheckpointDropped.class).stream()
                        .map(CheckpointDropped::run)
                        .toList());
        assertThat(journal.events(CheckpointDropped.class)).hasSizeGreaterThan(10);
    }

    @Test
    void aKillBetweenTheEventAndTheDeletionIsMadeUpFor() {
        Recorded whole = new Recorded();
        StudyLoop.open(whole, SPEC, 2, Recorded.HERE, new Simulation(new Toy(0.02)));
        deleted(whole);
        int dropping = 1;
        while (whole.batch(dropping).stream().noneMatch(e -> e.event() instanceof CheckpointDropped)) {
            dropping++;
        }
        assertThat(whole.batch(dropping).stream().noneMatch(e -> e.event() instanceof StudyClosed))
                .as("a trial diverges while the study goes on")
                .isTrue();
        Recorded cut = whole.cut(dropping + 1);
        List<RunId> owed = List.copyOf(cut.history().dropped());

        assertThat(deleted(cut)).startsWith(owed.toArray(RunId[]::new));
        assertThat(deleted(whole)).containsExactlyInAnyOrderElementsOf(twice(whole));
    }

    /** Once on the way in, once on the way out: deleting what is gone costs nothing. */
    private static List<RunId> twice(Recorded journal) {
        List<RunId> twice = new ArrayList<>(journal.history().dropped());
        twice.addAll(journal.history().dropped());
        return twice;
    }
}
