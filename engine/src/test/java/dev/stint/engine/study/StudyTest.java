package dev.stint.engine.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.StopRequested;
import dev.stint.engine.history.StudyEvent.StudyClosed;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.history.Task;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective.At;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class StudyTest {

    private static final Provenance LATER = new Provenance("later", "25", "any", "any", "");

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
    void theDefaultsComeFirstAndReachTheLengthOfTheExploration() {
        Play play = new Play(epochs().spec());
        TrialPlanned planned = play.planned();
        assertThat(planned.config()).isEqualTo(play.history().spec().space().defaults());
        assertThat(planned.upTo()).isEqualTo(3);
        assertThat(planned.why()).contains("control");
        assertThat(play.history().ledger().reserved()).isEqualTo(new Amount(3, Unit.FIDELITY));
    }

    @Test
    void noMoreWorkIsPlannedThanThereAreSlots() {
        Play play = new Play(epochs().plan(Draft.phase("explore", null, null)).spec(), 2);
        play.train(play.planned(), (config, step) -> 1);
        play.planned();
        play.planned();
        assertThat(play.ask()).isNull();
        assertThat(play.history().open()).hasSize(2);
    }

    @Test
    void aKnownStepIsNotedAsRepeatedOnceAndNeverMeasuredAgain() {
        Play play = new Play(epochs().noCheckpoint().spec());
        TrialPlanned planned = play.planned();
        int first = play.start(planned.run());
        play.measure(first, 1, 2.0, 1);
        play.measure(first, 2, 1.5, 2);
        assertThat(play.measure(first, 2, 1.5, 2)).isEmpty();
        play.end(first, End.INFRASTRUCTURE, 2);

        int second = play.start(planned.run());
        assertThat(play.measure(second, 1, 2.25, 1))
                .containsExactly(new StudyEvent.StepRepeated(second, planned.run(), 1, 0.25));
        assertThat(play.measure(second, 1, 2.25, 1)).isEmpty();
        play.measure(second, 2, 1.5, 2);
        play.measure(second, 3, 1.25, 3);
        play.end(second, End.DONE, 3);

        assertThat(run(play, planned.run()).curve().points())
                .extracting(p -> p.step())
                .containsExactly(1L, 2L, 3L);
        assertThat(run(play, planned.run()).state()).isEqualTo(RunState.PAUSED);
        assertThat(play.history().repeatedSteps()).isEqualTo(2);
        assertThat(play.history().ledger().spent()).isEqualTo(new Amount(5, Unit.FIDELITY));
    }

    @Test
    void aScriptThatResumedElsewhereIsChargedForWhatItTrained() {
        Play play = new Play(epochs().spec());
        TrialPlanned planned = play.planned();
        play.train(planned, (config, step) -> 1);
        while (run(play, planned.run()).searched() == 3) {
            TrialPlanned next = play.planned();
            if (next.run().equals(planned.run())) {
                int attempt = play.start(next.run());
                assertThat(play.report(attempt, 0, new Command.Line.From(0))).hasSize(1);
                for (long step = 1; step <= next.upTo(); step++) {
                    play.measure(attempt, step, 1, (double) step);
                }
                Amount before = play.history().ledger().spent();
                play.end(attempt, End.DONE, (double) next.upTo());
                assertThat(play.history().ledger().spent().minus(before).value())
                        .isEqualTo((double) next.upTo());
                assertThat(play.history().found("resumed-elsewhere")).isTrue();
                return;
            }
            play.train(next, (config, step) -> 2);
        }
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
    void afterTheDeadlineNothingBeginsAndTheStudyCloses() {
        Play play = new Play(epochs().deadline(100).spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        play.measure(attempt, 1, 1, 1);
        play.pass(99.5);
        assertThat(play.handle(new Command.Tick(play.now()))).isEmpty();
        play.pass(0.5);
        play.handle(new Command.Tick(play.now()));
        play.end(attempt, End.STOPPED, 100);
        assertThat(play.ask()).isNull();
        assertThat(play.history().lifecycle().state()).isEqualTo(Lifecycle.State.CLOSED);
        assertThat(play.history().lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(play.history().lifecycle().why()).contains("deadline");
    }

    @Test
    void aStoppedRunKeepsItsCheckpointAndWhatTheSearchReallyReached() {
        Play play = new Play(epochs().length(10, 50).deadline(100).spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        play.measure(attempt, 4, 1, 4);
        play.pass(100);
        play.handle(new Command.Tick(play.now()));
        play.report(attempt, 5, new Command.Line.Checkpoint(4));
        play.end(attempt, End.STOPPED, 5);
        assertThat(run(play, planned.run()).state()).isEqualTo(RunState.PAUSED);
        assertThat(run(play, planned.run()).asked()).isEqualTo(10);
        assertThat(run(play, planned.run()).searched()).isEqualTo(4);
    }

    @Test
    void aPausedStudyKeepsItsWorkOpenAndGoesOn() {
        Play play = new Play(epochs().spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        play.measure(attempt, 1, 1, 1);
        play.handle(new Command.Pause(play.now(), "Ctrl-C"));
        play.report(attempt, 1, new Command.Line.Checkpoint(1));
        play.end(attempt, End.STOPPED, 1);
        assertThat(play.ask()).isNull();
        assertThat(play.history().open()).containsOnlyKeys(planned.run());

        play.handle(new Command.Resume(play.now(), LATER, 1));
        assertThat(play.history().from(play.history().work(planned.run()))).isEqualTo(1);
        int second = play.start(planned.run());
        assertThat(play.history().attempt(second).from()).isEqualTo(1);
        assertThat(play.handle(new Command.Pause(play.now(), "Ctrl-C"))).hasSize(1);
        assertThat(play.handle(new Command.Pause(play.now(), "Ctrl-C"))).isEmpty();
    }

    @Test
    void aFinishedStudyIsNotResumed() {
        Play play = new Play(epochs().spec());
        play.planned();
        play.handle(new Command.NotStarted(play.now(), new RunId(1, 1), "no such command: pyton"));
        assertThat(play.handle(new Command.Resume(play.now(), LATER, 1))).isEmpty();
        assertThat(play.handle(new Command.Ask(play.now()))).isEmpty();
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

    @Test
    void linesOfUnknownAndEndedAttemptsChangeNothing() {
        Play play = new Play(epochs().spec());
        RunId run = play.planned().run();
        assertThat(play.measure(1, 1, 1, 1)).isEmpty();
        assertThat(play.handle(new Command.Meter(play.now(), 1, 1))).isEmpty();
        int attempt = play.start(run);
        play.end(attempt, End.INFRASTRUCTURE, 1);
        assertThat(play.measure(attempt, 1, 1, 1)).isEmpty();
        assertThat(play.handle(new Command.Meter(play.now(), attempt, 9))).isEmpty();
        assertThat(play.end(attempt, End.DONE, 9)).isEmpty();
    }

    @Test
    void sealedMetricsAreInNoTextAndInNoVisibleMetric() {
        Play play = new Play(epochs().splits().spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        SequencedMap<String, Double> metrics = line("val_loss", 0.5);
        metrics.put("holdout_loss", 0.123456789);
        metrics.put("test_accuracy", 0.987654321);
        List<StudyEvent> events = play.report(attempt, 1, new Command.Line.Metrics(1, metrics));
        assertThat(events.toString()).doesNotContain("0.123456789", "0.987654321");
        assertThat(run(play, planned.run()).toString()).doesNotContain("0.123456789", "0.987654321");
        assertThat(run(play, planned.run()).curve().points().getFirst().metrics())
                .containsOnlyKeys("val_loss");
        assertThat(run(play, planned.run()).curve().points().getFirst().sealed().has("holdout_loss"))
                .isTrue();
    }

    @Test
    void sweepPointsThatDoNotRiseAreDropped() {
        Play play = new Play(epochs().spec());
        play.train(play.planned(), (config, step) -> 1);
        TrialPlanned sweep = play.planned();
        assertThat(sweep.task()).isInstanceOf(Task.LrRange.class);
        int attempt = play.start(sweep.run());
        for (double lr : new double[] {1e-6, 1e-5, 1e-5, 1e-6, -1, Double.NaN, 1e-4}) {
            play.report(attempt, 1, new Command.Line.Lr(lr, 2));
        }
        assertThat(play.history().lrPoints()).extracting(p -> p.lr()).containsExactly(1e-6, 1e-5, 1e-4);
        play.end(attempt, End.INTERRUPTED, 1);
        int second = play.start(sweep.run());
        play.report(second, 1, new Command.Line.Lr(1e-6, 2));
        assertThat(play.history().lrPoints()).hasSize(4);
        assertThat(dev.stint.engine.phase.LrSweeps.points(play.history())).hasSize(1);
    }

    @Test
    void aSweepThatTrainsIsStoppedAndSaid() {
        Play play = new Play(epochs().spec());
        play.train(play.planned(), (config, step) -> 1);
        TrialPlanned sweep = play.planned();
        int attempt = play.start(sweep.run());
        assertThat(play.measure(attempt, 1, 0.4, 1)).hasSize(2);
        assertThat(play.measure(attempt, 2, 0.4, 2)).isEmpty();
        assertThat(play.history().found("no-lr-range")).isTrue();
        assertThat(play.events(StopRequested.class)).hasSize(1);
    }

    @Test
    void aTryIsTrainedNextRefusedWhenWrongAndLateInTheFinals() {
        Play play = new Play(epochs().spec());
        play.train(play.planned(), (config, step) -> 1);
        play.handle(new Command.Try(play.now(), config(play, 5e-4)));
        play.handle(new Command.Try(play.now(), config(play, 5e-4)));
        play.handle(new Command.Try(play.now(), config(play, 7)));
        assertThat(play.events(Finding.class)).extracting(Finding::code).containsExactly("try-refused", "try-refused");
        assertThat(play.events(Finding.class).getLast().text()).contains("lr=7.0", "outside");

        TrialPlanned planned = play.planned();
        while (planned.run().trial() != 2) {
            play.train(planned, (config, step) -> 1);
            planned = play.planned();
        }
        assertThat(planned.config()).isNull();
        assertThat(planned.why()).isEqualTo("added by you");
        assertThat(play.history().trial(2).phase()).isEqualTo("try");

        while (!play.history().started("validate")) {
            play.train(planned, (config, step) -> 1);
            planned = play.planned();
        }
        play.handle(new Command.Try(play.now(), config(play, 6e-4)));
        assertThat(play.events(Finding.class).getLast().code()).isEqualTo("try-late");
    }

    private static dev.stint.engine.space.Config config(Play play, double lr) {
        return play.history().spec().space().complete(Map.of("lr", new Value.Real(lr)));
    }

    @Test
    void aLargerBudgetIsSpent() {
        Play play = new Play(epochs().budget(300, Unit.FIDELITY).spec());
        History before = play.history();
        play.handle(new Command.Amend(
                play.now(), before.spec().withBudget(new Amount(400, Unit.FIDELITY)), "budget 300 -> 400"));
        finish(play);
        assertThat(play.history().ledger().spent().value()).isBetween(392.0, 400.0);
        assertThat(play.events(StudyEvent.SpecAmended.class).getFirst().what()).isEqualTo("budget 300 -> 400");
    }

    private static void finish(Play play) {
        TrialPlanned planned = play.ask();
        while (planned != null) {
            if (planned.task() instanceof Task.Full) {
                play.train(planned, (config, step) -> 1.0 / step);
            } else {
                play.end(play.start(planned.run()), End.UNSUPPORTED, 0);
            }
            planned = play.ask();
        }
    }

    @Test
    void aBudgetThatBuysNoUsefulStudyNamesTheSmallestThatDoes() {
        Play play = new Play(epochs().budget(200, Unit.FIDELITY).spec());
        assertThat(play.ask()).isNull();
        StudyClosed closed = play.events(StudyClosed.class).getFirst();
        assertThat(closed.outcome()).isEqualTo(Outcome.TOO_SMALL);
        assertThat(closed.why()).contains("200 units", "218 units");
        assertThat(play.history().attempts()).isEmpty();
    }

    @Test
    void exactlyTheSmallestBudgetBuysTwoSeedsEachOfWinnerAndControl() {
        Play play = new Play(epochs().budget(218, Unit.FIDELITY).spec());
        finish(play);
        assertThat(play.history().lifecycle().outcome()).isEqualTo(Outcome.DONE);
        List<RunId> full = play.events(TrialSettled.class).stream()
                .filter(s -> s.state() == RunState.FINISHED && s.run().trial() > 0)
                .map(TrialSettled::run)
                .toList();
        assertThat(full.stream().filter(r -> r.trial() == 1)).hasSize(2);
        assertThat(full.stream().filter(r -> r.trial() != 1)).hasSize(2);
    }

    @Test
    void anOverrunIsToleratedWhileItsPhaseHasMoneyAndStoppedAfterThat() {
        Play play = new Play(
                new Draft().budget(1000, Unit.SECONDS).length(1, 50).cost(50).spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        double promised = planned.reserve().value();
        play.measure(attempt, 1, 1, 1);
        play.handle(new Command.Meter(play.now(), attempt, promised + 5));
        play.handle(new Command.Meter(play.now(), attempt, promised + 20));
        assertThat(play.events(StopRequested.class)).isEmpty();
        play.handle(new Command.Meter(play.now(), attempt, 900));
        assertThat(play.events(StopRequested.class)).hasSize(1);
        assertThat(play.events(StopRequested.class).getFirst().why()).contains("outgrew");
    }

    @Test
    void anOverrunCountsOnceAgainstWhatIsFree() {
        Play play = new Play(
                new Draft().budget(1000, Unit.SECONDS).length(1, 50).cost(50).spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        double limit = dev.stint.engine.phase.Plans.of(play.history().spec())
                .view(planned.phase(), play.history(), play.history().ledger())
                .limit()
                .value();
        for (double spent = 1; spent < limit - 1; spent += 1) {
            play.handle(new Command.Meter(play.now(), attempt, spent));
        }
        assertThat(play.events(StopRequested.class)).isEmpty();
        play.handle(new Command.Meter(play.now(), attempt, limit + 1));
        assertThat(play.events(StopRequested.class)).hasSize(1);
    }

    @Test
    void aTrialMayReportItsOwnCostWhichOnlyGrows() {
        Play play = new Play(new Draft()
                .budget(1000, Unit.GPU_SECONDS)
                .length(1, 50)
                .cost(50)
                .spec());
        int attempt = play.start(play.planned().run());
        play.report(attempt, 1, new Command.Line.Cost(3));
        assertThat(play.report(attempt, 1, new Command.Line.Cost(2))).isEmpty();
        assertThat(play.report(attempt, 1, new Command.Line.Cost(Double.NaN))).isEmpty();
        play.handle(new Command.Meter(play.now(), attempt, 60));
        assertThat(play.history().ledger().spent().value()).isEqualTo(3);
        play.measure(attempt, 1, 1, 60);
        play.report(attempt, 70, new Command.Line.Cost(4));
        play.end(attempt, End.DONE, 70);
        assertThat(play.history().ledger().spent().value()).isEqualTo(4);
    }

    @Test
    void aTrialThatReportsItsOwnCostIsStoppedWhenItOutgrowsItsPromiseAndNothingIsFree() {
        Play play = new Play(new Draft()
                .budget(100, Unit.SECONDS)
                .length(1, 9)
                .cost(10)
                .plan(Draft.phase("refine", PlanSpec.Method.RANDOM, 1.0))
                .validate(Validate.Mode.NONE)
                .spec());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        assertThat(play.report(attempt, 5, new Command.Line.Cost(5)))
                .containsExactly(new StudyEvent.CostReported(attempt, new Amount(5, Unit.SECONDS)));
        assertThat(play.report(attempt, 120, new Command.Line.Cost(120)).getLast())
                .isInstanceOf(StopRequested.class);
    }

    @Test
    void theFirstOwnCostReplacesWhatTheClockHadMetered() {
        Play play = new Play(
                new Draft().budget(100, Unit.SECONDS).length(1, 9).cost(10).spec());
        int attempt = play.start(play.planned().run());
        play.handle(new Command.Meter(play.now(), attempt, 4));
        play.report(attempt, 4, new Command.Line.Cost(0.5));
        play.report(attempt, 4, new Command.Line.Cost(0.25));
        play.handle(new Command.Meter(play.now(), attempt, 6));
        assertThat(play.history().ledger().spent()).isEqualTo(new Amount(0.5, Unit.SECONDS));
    }

    @Test
    void anOwnCostThatNoMeterHasSeenYetIsLearntFrom() {
        Play play = new Play(
                new Draft().budget(1000, Unit.SECONDS).length(1, 9).cost(10).spec(), 2);
        int attempt = play.start(play.planned().run());
        play.report(attempt, 1, new Command.Line.Cost(2));
        play.measure(attempt, 1, 0.5, 1);
        play.report(attempt, 2, new Command.Line.Cost(4));
        play.measure(attempt, 2, 0.4, 2);
        assertThat(Costs.of(play.history())
                        .expected(play.history().spec().space().defaults(), 0, 9)
                        .value())
                .isBetween(9.0, 20.0);
    }
}
