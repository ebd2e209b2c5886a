package dev.stint.engine.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.StopRequested;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Value;
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
}
