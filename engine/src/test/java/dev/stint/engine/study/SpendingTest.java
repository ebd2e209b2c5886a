package dev.stint.engine.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.StopRequested;
import dev.stint.engine.history.StudyEvent.StudyClosed;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.history.Task;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Budgets that are too small or grow, overruns, and costs that trainings report themselves. */
final class SpendingTest {

    private static Draft epochs() {
        return new Draft().budget(1000, Unit.FIDELITY).length(1, 50);
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
