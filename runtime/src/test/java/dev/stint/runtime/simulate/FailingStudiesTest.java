package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.phase.validate.Finals;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.runtime.executor.Assignment;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whole studies whose trainings fail, are lost, diverge, or never start. */
final class FailingStudiesTest {

    /** The toy, whose attempts end as they are told to. */
    private static final class Ends extends Twisted {
        private final Function<Assignment, @Nullable Ending> endings;

        Ends(Function<Assignment, @Nullable Ending> endings) {
            this.endings = endings;
        }

        @Override
        public @Nullable Ending ending(Assignment work) {
            return endings.apply(work);
        }

        @Override
        public long checkpointEvery() {
            return 5;
        }
    }

    /** The toy, but one configuration diverges with every seed but the first. */
    private static final class Fickle extends Twisted {
        private final Config config;

        Fickle(Config config) {
            this.config = config;
        }

        @Override
        public SequencedMap<String, Double> metrics(Assignment work, long step) {
            SequencedMap<String, Double> line = TOY.metrics(work.config(), work.seed(), step);
            if (work.config().equals(config) && work.run().replicate() > 1 && step > 30) {
                line.put("val_loss", Double.NaN);
            }
            return line;
        }
    }

    /** A command that does not exist. */
    private static final class Refused implements Training {
        @Override
        public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
            throw new AssertionError("never starts");
        }

        @Override
        public double secondsPerUnit(Config config) {
            return 1;
        }

        @Override
        public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
            throw new AssertionError("never starts");
        }

        @Override
        public String refusal() {
            return "no such command: pyton";
        }
    }

    @Test
    void aControlThatFailsLeavesTheFinalsToTheOthers() {
        Recorded journal = Recorded.run(
                Toy.draft(25).spec(),
                new Ends(work -> work.run().trial() == 1 && work.run().replicate() == 1
                        ? new Ending(0, End.USER, "boom")
                        : null),
                1);
        assertThat(journal.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(journal.history().trial(1).runs().getFirst().state()).isEqualTo(RunState.FAILED);
        Report report = Report.of(journal.history());
        assertThat(report.control()).isNull();
        assertThat(report.recommended()).isNotNull();
        assertThat(journal.finals()).noneMatch(p -> p.run().trial() == 1);
        assertThat(journal.share()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void aConfigurationThatDivergesWithAnySeedDoesNotWin() {
        Recorded undisturbed = Recorded.run(Toy.draft(25).spec(), Twisted.TOY, 1);
        int best = new Finals(undisturbed.history()).finalists().getFirst().number();
        Training fickle = new Fickle(undisturbed.history().trial(best).config());
        Recorded journal = Recorded.run(Toy.draft(25).spec(), fickle, 1);
        Report report = Report.of(journal.history());
        assertThat(journal.history().trial(best).runs()).extracting(Run::state).contains(RunState.DIVERGED);
        assertThat(report.recommended()).isNotNull();
        assertThat(report.recommended() == null ? best : report.recommended().trial())
                .isNotEqualTo(best);
        assertThat(report.finalists()).noneMatch(f -> f.trial() == best);
    }

    @Test
    void lostAttemptsAreRetriedFromTheirCheckpoint() {
        Recorded journal = Recorded.run(
                Toy.draft(25).spec(),
                new Ends(work -> work.attempt() % 3 == 0 && work.upTo() > 20
                        ? new Ending(work.from() + 13, End.INFRASTRUCTURE, "node lost")
                        : null),
                1);
        List<Attempt> lost = journal.history().attempts().stream()
                .filter(a -> a.end() == End.INFRASTRUCTURE)
                .toList();
        assertThat(lost).isNotEmpty();
        for (Attempt attempt : lost) {
            Attempt next = journal.history().attempt(attempt.number() + 1);
            assertThat(next.run()).isEqualTo(attempt.run());
            assertThat(next.from()).isEqualTo((attempt.reached() / 5) * 5);
        }
        assertThat(journal.history().candidates().stream().flatMap(t -> t.runs().stream()))
                .noneMatch(r -> r.state() == RunState.FAILED);
        Books.check(journal.entries(), 5.0 / 60);
    }

    @Test
    void aCommandThatCannotStartFailsTheStudy() {
        Recorded journal = Recorded.run(Toy.draft(25).spec(), new Refused(), 2);
        assertThat(journal.lifecycle())
                .isEqualTo(new Lifecycle(Lifecycle.State.CLOSED, Outcome.FAILED, "no such command: pyton"));
        assertThat(journal.history().open()).isEmpty();
    }
}
