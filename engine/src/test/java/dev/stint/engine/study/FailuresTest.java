package dev.stint.engine.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.StopRequested;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.spec.Objective.At;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** What becomes of trainings that fail, and when a study gives up. */
final class FailuresTest {

    private static Draft epochs() {
        return new Draft().budget(1000, Unit.FIDELITY).length(1, 50);
    }

    private static SequencedMap<String, Double> line(String name, double value) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(name, value);
        return metrics;
    }

    private static Run run(Play play, RunId id) {
        return play.history().run(id);
    }

    @Test
    void divergenceStopsTheRunAndIsFinalWhateverIsPrintedAfterIt() {
        Play play = new Play(epochs().objective(Goal.MINIMIZE, At.BEST).spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        play.measure(attempt, 1, 0.1, 1);
        List<StudyEvent> events = play.measure(attempt, 2, Double.POSITIVE_INFINITY, 2);
        assertThat(events.getLast()).isInstanceOf(StopRequested.class);
        play.measure(attempt, 3, 0.05, 3);
        play.report(attempt, 3, new Command.Line.Checkpoint(3));
        play.end(attempt, End.STOPPED, 3);

        assertThat(run(play, planned.run()).state()).isEqualTo(RunState.DIVERGED);
        assertThat(run(play, planned.run()).state().continuable()).isFalse();
    }

    @Test
    void aLineWithoutTheObjectiveDoesNotHideADivergenceBeforeIt() {
        Play play = new Play(epochs().spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        play.measure(attempt, 1, Double.NaN, 1);
        play.report(attempt, 2, new Command.Line.Metrics(2, line("train_loss", 0.3)));
        play.end(attempt, End.DONE, 2);
        assertThat(run(play, planned.run()).state()).isEqualTo(RunState.DIVERGED);
    }

    @Test
    void infrastructureFailuresAreRetriedTwiceAndNotHeldAgainstTheConfiguration() {
        Play play = new Play(epochs().spec());
        RunId run = play.planned().run();
        for (int attempt = 1; attempt <= 2; attempt++) {
            play.start(run);
            play.end(attempt, End.INFRASTRUCTURE, 1);
            assertThat(play.history().open()).containsKey(run);
        }
        play.start(run);
        play.end(3, End.INFRASTRUCTURE, 1);
        assertThat(play.history().open()).isEmpty();
        assertThat(run(play, run).state()).isEqualTo(RunState.FAILED);
        assertThat(play.history().lifecycle().state()).isEqualTo(Lifecycle.State.OPEN);
    }

    @Test
    void workThatWasAskedToStopIsNotRestartedAfterACrash() {
        Play play = new Play(epochs().deadline(100).spec());
        RunId run = play.planned().run();
        int attempt = play.start(run);
        play.measure(attempt, 1, 1, 1);
        play.pass(200);
        assertThat(play.handle(new Command.Tick(play.now()))).hasSize(1).first().isInstanceOf(StopRequested.class);
        play.end(attempt, End.INTERRUPTED, 1);
        assertThat(play.history().open()).isEmpty();
        assertThat(run(play, run).state()).isEqualTo(RunState.STOPPED);
    }

    @Test
    void aCommandThatCannotBeStartedFailsTheStudyAndFreesEverything() {
        Play play = new Play(epochs().plan(Draft.phase("explore", null, null)).spec(), 2);
        play.train(play.planned(), (config, step) -> 1);
        TrialPlanned one = play.planned();
        TrialPlanned two = play.planned();
        play.handle(new Command.NotStarted(play.now(), one.run(), "no such command: pyton"));
        assertThat(play.history().lifecycle())
                .isEqualTo(new Lifecycle(Lifecycle.State.CLOSED, Outcome.FAILED, "no such command: pyton"));
        assertThat(play.history().open()).isEmpty();
        assertThat(play.handle(new Command.Started(play.now(), 9, two.run(), 1, "", List.of(), 0, 0)))
                .isEmpty();
        assertThat(play.end(9, End.STOPPED, 0)).isEmpty();
    }

    @Test
    void aTrainingThatNeverPrintsTheObjectiveFailsTheStudyAtOnce() {
        Play play = new Play(epochs().spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        play.report(attempt, 1, new Command.Line.Metrics(1, line("loss", 0.3)));
        play.end(attempt, End.DONE, 3);
        assertThat(play.history().lifecycle().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(play.history().lifecycle().why()).contains("val_loss", "epoch", "read were: loss", "said last");
        assertThat(play.history().ledger().spent().value()).isPositive();
    }

    @Test
    void threeFirstFailuresFailTheStudyWithTheLastOutput() {
        Play play = new Play(new Draft().budget(100, Unit.HOURS).spec());
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(play.history().lifecycle().state()).isEqualTo(Lifecycle.State.OPEN);
            TrialPlanned planned = play.planned();
            play.start(planned.run());
            play.end(attempt, attempt == 2 ? End.OOM : End.USER, 60);
        }
        assertThat(play.history().lifecycle().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(play.history().lifecycle().why()).contains("first 3 trainings failed", "said last");
        assertThat(play.history().ledger().spent().value()).isEqualTo(0.05);
    }

    @Test
    void threeTrialsThatTheMachineFailsAsOftenAsTheyMayBeTriedFailTheStudy() {
        Play play = new Play(new Draft().budget(100, Unit.HOURS).spec());
        for (int trial = 1; trial <= 3; trial++) {
            TrialPlanned planned = play.planned();
            for (int attempt = 1; attempt <= 3; attempt++) {
                assertThat(play.history().lifecycle().state()).isEqualTo(Lifecycle.State.OPEN);
                play.end(play.start(planned.run()), attempt == 2 ? End.HUNG : End.INFRASTRUCTURE, 1);
            }
        }
        assertThat(play.history().lifecycle().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(play.history().lifecycle().why())
                .startsWith("the first 3 trainings failed. The last one (infrastructure) said:\nsaid last");
    }

    @Test
    void oneSuccessMakesFailuresOrdinary() {
        Play play = new Play(epochs().spec());
        play.train(play.planned(), (config, step) -> 1);
        for (int i = 0; i < 5; i++) {
            TrialPlanned planned = play.planned();
            play.end(play.start(planned.run()), End.USER, 1);
            assertThat(run(play, planned.run()).state()).isEqualTo(RunState.FAILED);
        }
        assertThat(play.history().lifecycle().state()).isEqualTo(Lifecycle.State.OPEN);
    }

    @Test
    void exit64InTrainingIsAFailureOfTheScript() {
        Play play = new Play(epochs().spec());
        TrialPlanned planned = play.planned();
        play.end(play.start(planned.run()), End.UNSUPPORTED, 1);
        assertThat(play.history().attempt(1).end()).isEqualTo(End.USER);
        assertThat(run(play, planned.run()).state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void exit0BelowTheAskedLengthIsEndedEarly() {
        Play play = new Play(epochs().length(5, 50).spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        play.measure(attempt, 2, 1, 2);
        play.end(attempt, End.DONE, 2);
        assertThat(run(play, planned.run()).state()).isEqualTo(RunState.ENDED_EARLY);
    }
}
