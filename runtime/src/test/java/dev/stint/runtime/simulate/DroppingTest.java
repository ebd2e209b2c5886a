package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.StudyEvent.CheckpointDropped;
import dev.stint.engine.history.StudyEvent.Evaluated;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.StudyClosed;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.spec.Limits;
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
    private record Watched(Simulation simulation, Recorded journal, List<RunId> deleted, boolean forgets)
            implements Executor {

        @Override
        public void drop(RunId run) {
            assertThat(journal.history().dropped()).contains(run);
            deleted.add(run);
        }

        @Override
        public boolean keeps(RunId run) {
            return !forgets;
        }

        @Override
        public long size(RunId run) {
            return journal.history().run(run).checkpoint() > 0 ? 10 : 0;
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
        return deleted(journal, false);
    }

    private static List<RunId> deleted(Recorded journal, boolean forgets) {
        History history = journal.history();
        Simulation simulation = new Simulation(new Toy(0.02), java.time.Instant.ofEpochMilli(history.now()));
        Watched executor = new Watched(simulation, journal, new ArrayList<>(), forgets);
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

    @Test
    void aStudyThatLosesEveryCheckpointEndsAllTheSame() {
        Recorded journal = new Recorded();
        StudyLoop.open(journal, SPEC, 2, Recorded.HERE, new Simulation(new Toy(0.02)));
        deleted(journal, true);
        assertThat(journal.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(journal.history().found("checkpoint-lost")).isTrue();
        assertThat(journal.history().repeatedSteps()).isPositive();
        assertThat(journal.events(Evaluated.class))
                .as("nothing is left to evaluate, and no other weights are")
                .isEmpty();
        assertThat(journal.history()
                        .ledger()
                        .spent()
                        .over(journal.history().ledger().total()))
                .isLessThan(1.05);
    }

    @Test
    void theSearchKeepsToTheLimitOfTheDisk() {
        Recorded journal = new Recorded();
        Limits limits = new Limits(null, null, 2, 10, 600, 100L);
        StudyLoop.open(journal, limited(limits), 2, Recorded.HERE, new Simulation(new Toy(0.02)));
        deleted(journal);
        assertThat(journal.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(journal.history().found("disk-quota")).isTrue();
        History history = History.open(journal.entries().getFirst());
        for (Entry entry : journal.entries().subList(1, journal.entries().size())) {
            if (entry.event() instanceof TrialPlanned && !history.started("validate")) {
                assertThat(history.candidates().stream()
                                .flatMap(t -> t.runs().stream())
                                .filter(r -> r.checkpoint() > 0))
                        .hasSizeLessThanOrEqualTo(10);
            }
            history = history.after(entry);
        }
    }

    private static StudySpec limited(Limits limits) {
        return new StudySpec(
                SPEC.name(),
                SPEC.budget(),
                SPEC.deadlineSeconds(),
                SPEC.command(),
                SPEC.objective(),
                SPEC.holdout(),
                SPEC.test(),
                SPEC.goalMetric(),
                SPEC.fidelity(),
                SPEC.cost(),
                SPEC.checkpoint(),
                SPEC.resources(),
                SPEC.space(),
                SPEC.plan(),
                SPEC.validate(),
                SPEC.seed(),
                SPEC.metrics(),
                limits,
                SPEC.warm(),
                SPEC.keepLeftover(),
                SPEC.allow(),
                SPEC.tags(),
                SPEC.env(),
                SPEC.workdir(),
                List.of());
    }

    /** Once on the way in, once on the way out: deleting what is gone costs nothing. */
    private static List<RunId> twice(Recorded journal) {
        List<RunId> twice = new ArrayList<>(journal.history().dropped());
        twice.addAll(journal.history().dropped());
        return twice;
    }
}
