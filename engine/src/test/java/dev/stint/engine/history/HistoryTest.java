package dev.stint.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.StudyEvent.AttemptEnded;
import dev.stint.engine.history.StudyEvent.AttemptStarted;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Draws;
import dev.stint.engine.testing.Play;
import dev.stint.engine.testing.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class HistoryTest {

    @Test
    void aPersistentListIsAList() {
        Property.holds(100, draws -> {
            List<Integer> expected = new ArrayList<>();
            Chunks<Integer> chunks = Chunks.empty();
            List<Chunks<Integer>> versions = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                if (expected.isEmpty() || draws.chance(0.7)) {
                    expected.add(i);
                    chunks = chunks.plus(i);
                } else {
                    int at = draws.below(expected.size());
                    expected.set(at, -i);
                    chunks = chunks.with(at, -i);
                }
                versions.add(chunks);
                assertThat(chunks.size()).isEqualTo(expected.size());
            }
            assertThat(chunks).containsExactlyElementsOf(expected);
            int early = draws.below(60);
            assertThat(versions.get(early).size()).isLessThanOrEqualTo(early + 1);
            Chunks<Integer> last = chunks;
            assertThatThrownBy(() -> last.get(last.size())).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    @Test
    void tenThousandTrialsOfAHundredPointsFoldInSeconds() {
        Config defaults = Draft.textbook().defaults();
        Play play =
                new Play(new Draft().budget(1e9, Unit.FIDELITY).length(1, 100).spec());
        History end = assertTimeout(Duration.ofSeconds(30), () -> {
            History history = play.history();
            for (int trial = 1; trial <= 10_000; trial++) {
                RunId run = new RunId(trial, 1);
                Amount cost = new Amount(100, Unit.FIDELITY);
                history = next(
                        history, new TrialPlanned(run, defaults, Task.FULL, 0, 100, cost, "explore", "", List.of()));
                history = next(history, new AttemptStarted(trial, run, 1, "", List.of(), 0, 0));
                SequencedMap<String, Double> metrics = new LinkedHashMap<>();
                metrics.put("val_loss", 1.0);
                for (long step = 1; step <= 100; step++) {
                    history = next(history, new Measured(trial, run, step, metrics, Sealed.none(), 1.0));
                }
                history = next(history, new AttemptEnded(trial, End.DONE, 100, cost, ""));
                history = next(history, new TrialSettled(run, RunState.FINISHED, ""));
            }
            return history;
        });
        assertThat(end.candidates()).hasSize(10_000);
        assertThat(end.ledger().spent()).isEqualTo(new Amount(1e6, Unit.FIDELITY));
        assertThat(end.trial(777).runs().getFirst().curve().points()).hasSize(100);
    }

    private static History next(History history, StudyEvent event) {
        return history.after(new Entry(history.sequence() + 1, 0, event));
    }

    @Test
    void anEarlierStateIsUntouchedByWhatFollows() {
        Play play =
                new Play(new Draft().budget(300, Unit.FIDELITY).length(1, 50).spec());
        Draws draws = new Draws(Seed.of(3).stream());
        History before = play.history();
        for (int i = 0; i < 8; i++) {
            TrialPlanned planned = play.planned();
            if (planned.task() instanceof Task.Full) {
                play.train(planned, (config, step) -> draws.real(0, 1));
            } else {
                play.end(play.start(planned.run()), End.UNSUPPORTED, 0);
            }
        }
        assertThat(before.candidates()).isEmpty();
        assertThat(before.ledger().spent().value()).isZero();
        assertThat(before.phases()).isEmpty();
        assertThat(before.sequence()).isEqualTo(1);
    }

    @Test
    void whereSchedulesShrinkEachLengthHasACurveOfItsOwn() {
        Play play = new Play(
                new Draft().budget(300, Unit.FIDELITY).length(2, 20).rescale().spec());
        RunId run = play.planned().run();
        play.train(play.history().work(run).planned(), (config, step) -> 10.0 + step);
        assertThat(play.history().score(play.history().run(run), 2)).isEqualTo(-12);

        RunId longer = trainOn(play, run);
        Run after = play.history().run(longer);
        assertThat(after.curve().points())
                .extracting(p -> p.metrics().get("val_loss"))
                .startsWith(101.0, 102.0);
        assertThat(play.history().score(after, 2))
                .as("the short training's own end")
                .isEqualTo(-12);
        assertThat(play.history().score(after, after.target())).isEqualTo(-100.0 - after.target());
        assertThat(play.history().score(after, 3))
                .as("no training had this length")
                .isNaN();
        assertThat(play.history().repeatedSteps()).isZero();
    }

    private static RunId trainOn(Play play, RunId run) {
        while (true) {
            TrialPlanned planned = play.planned();
            if (planned.run().equals(run)) {
                assertThat(planned.from()).isZero();
                play.train(planned, (config, step) -> 100.0 + step);
                return run;
            }
            if (planned.task() instanceof Task.Full) {
                play.train(planned, (config, step) -> 50.0);
            } else {
                play.end(play.start(planned.run()), End.UNSUPPORTED, 0);
            }
        }
    }

    @Test
    void anInterruptedTrainingOfTheSameLengthGoesOnWithItsCurve() {
        Play play = new Play(
                new Draft().budget(300, Unit.FIDELITY).length(4, 20).rescale().spec());
        RunId run = play.planned().run();
        int first = play.start(run);
        play.measure(first, 1, 5, 1);
        play.measure(first, 2, 4, 2);
        play.end(first, End.INTERRUPTED, 2);
        int second = play.start(run);
        for (long step = 1; step <= 4; step++) {
            play.measure(second, step, 6.0 - step, (double) step);
        }
        play.end(second, End.DONE, 4);
        assertThat(play.history().run(run).curve().points())
                .extracting(Curve.Point::step)
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(play.history().repeatedSteps()).isEqualTo(2);
        assertThat(play.history().run(run).state()).isEqualTo(RunState.PAUSED);
    }

    @Test
    void aSplitIsReadOnlyAfterItsOpening() {
        Play play = new Play(
                new Draft().budget(300, Unit.FIDELITY).length(1, 50).splits().spec());
        RunId run = play.planned().run();
        int attempt = play.start(run);
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("val_loss", 1.0);
        metrics.put("holdout_loss", 2.0);
        play.report(attempt, 1, new dev.stint.engine.study.Command.Line.Metrics(1, metrics));
        History sealed = play.history();
        assertThatThrownBy(() -> sealed.opened(Split.HOLDOUT, run, "holdout_loss"))
                .hasMessageContaining("holdout is sealed");
        History opened = next(sealed, new StudyEvent.Unsealed(Split.HOLDOUT));
        assertThat(opened.opened(Split.HOLDOUT, run, "holdout_loss")).isEqualTo(2.0);
        assertThatThrownBy(() -> opened.opened(Split.TEST, run, "test_accuracy"))
                .hasMessageContaining("test is sealed");
    }

    @Test
    void anAnswerLikeTheOneBeforeChangesNothing() {
        History history = new Play(new Draft().spec()).history();
        assertThat(history.fixingChanged()).isFalse();
        List<List<String>> answers =
                List.of(List.of(), List.of("a", "b"), List.of("a", "b"), List.of("b", "c"), List.of("b"), List.of());
        List<Boolean> changed = new ArrayList<>();
        for (List<String> fixed : answers) {
            history = next(history, new ParametersFixed(fixed, 22, ""));
            assertThat(history.fixed()).isEqualTo(fixed);
            changed.add(history.fixingChanged());
        }
        assertThat(changed).containsExactly(false, true, false, true, true, true);
    }

    @Test
    void eventsOutOfPlaceAreRefused() {
        Play play = new Play(new Draft().spec());
        History history = play.history();
        assertThatThrownBy(() -> History.open(new Entry(1, 0, new StudyEvent.StudyPaused(""))))
                .hasMessageContaining("begins with StudyOpened");
        assertThatThrownBy(() -> next(history, play.entries().getFirst().event()))
                .hasMessageContaining("opens once");
        assertThatThrownBy(() -> next(history, new StudyEvent.TrialSettled(new RunId(0, 1), RunState.PAUSED, "")))
                .hasMessageContaining("nothing is open for run 0/1");
        assertThatThrownBy(() -> next(history, new StudyEvent.Metered(3, 1, Amount.zero(Unit.GPU_HOURS))))
                .hasMessageContaining("attempt 3 has not started");
    }
}
