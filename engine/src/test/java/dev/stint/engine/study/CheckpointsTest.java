package dev.stint.engine.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.CheckpointDropped;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.StudyClosed;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.phase.validate.Finals;
import dev.stint.engine.report.Report;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckpointsTest {

    private static Draft epochs() {
        return new Draft().budget(400, Unit.FIDELITY).length(1, 50).adaptive();
    }

    private static Run run(Play play, RunId id) {
        return play.history().run(id);
    }

    /** The loss is the distance of the learning rate from a good one. */
    private static void train(Play play, TrialPlanned planned) {
        play.train(
                planned,
                (config, step) -> StrictMath.abs(StrictMath.log(
                                Objects.requireNonNull(config.get("lr")).number() / 3e-4))
                        + 1.0 / step);
    }

    private static Play finished() {
        Play play = new Play(epochs().spec());
        for (TrialPlanned planned = play.ask(); planned != null; planned = play.ask()) {
            if (planned.task() instanceof Task.Full) {
                train(play, planned);
            } else {
                play.end(play.start(planned.run()), End.UNSUPPORTED, 0);
            }
        }
        assertThat(play.history().lifecycle().outcome()).isEqualTo(Outcome.DONE);
        return play;
    }

    @ParameterizedTest
    @CsvSource({"USER, 1, FAILED", "OOM, 1, FAILED", "DONE, 1, ENDED_EARLY", "STOPPED, NaN, DIVERGED"})
    void whatCanNoLongerComeBackLosesItsCheckpoint(End end, double objective, RunState state) {
        Play play = new Play(epochs().spec());
        train(play, play.planned());
        RunId run = play.planned().run();
        int attempt = play.start(run);
        play.measure(attempt, 1, objective, 1);
        play.report(attempt, 1, new Command.Line.Checkpoint(1));

        List<StudyEvent> events = play.end(attempt, end, 1);

        assertThat(events)
                .containsSubsequence(new TrialSettled(run, state, run(play, run).why()), new CheckpointDropped(run));
        assertThat(run(play, run).checkpoint()).isZero();
        assertThat(run(play, run).state()).isEqualTo(state);
        assertThat(play.history().dropped()).containsExactly(run);
    }

    @Test
    void aRunThatWasStoppedBeforeItSavedAnythingLeavesNothingAndMayRestart() {
        Play play = new Play(epochs().deadline(100).spec());
        train(play, play.planned());
        TrialPlanned planned = play.planned();
        int attempt = play.start(planned.run());
        play.pass(200);
        play.handle(new Command.Tick(play.now()));

        assertThat(play.end(attempt, End.STOPPED, 200)).contains(new CheckpointDropped(planned.run()));
        assertThat(run(play, planned.run()).state()).isEqualTo(RunState.STOPPED);
    }

    @Test
    void aPausedRunKeepsItsCheckpointWhileTheStudyGoesOn() {
        Play play = new Play(epochs().spec());
        TrialPlanned planned = play.planned();
        train(play, planned);
        assertThat(run(play, planned.run()).state()).isEqualTo(RunState.PAUSED);
        assertThat(run(play, planned.run()).checkpoint()).isEqualTo(planned.upTo());
        assertThat(play.history().dropped()).isEmpty();
    }

    @Test
    void atTheCloseOnlyTheFinalistsTheControlAndTheBestAreKept() {
        Play play = finished();
        History history = play.history();
        Finals finals = new Finals(history);
        List<Integer> kept = finals.everybody().stream().map(Trial::number).toList();
        assertThat(kept).contains(Objects.requireNonNull(finals.winner()).number());

        List<Run> paused = history.candidates().stream()
                .flatMap(t -> t.runs().stream())
                .filter(r -> r.state() == RunState.PAUSED)
                .toList();
        assertThat(paused).allSatisfy(r -> assertThat(kept).contains(r.id().trial()));
        assertThat(history.dropped()).hasSizeGreaterThan(5).noneMatch(id -> kept.contains(id.trial()));
        assertThat(history.dropped()).allMatch(id -> history.run(id).state() == RunState.STOPPED);
        int closed = play.entries().stream()
                .map(e -> e.event())
                .toList()
                .indexOf(play.events(StudyClosed.class).getFirst());
        assertThat(play.entries().subList(closed + 1, play.entries().size()))
                .allMatch(e -> e.event() instanceof CheckpointDropped);
    }

    @Test
    void aStudyThatIsTooSmallMayGoOnAndKeepsEverything() {
        Play play = new Play(new Draft().budget(50, Unit.HOURS).length(1, 50).spec());
        for (TrialPlanned planned = play.ask(); planned != null; planned = play.ask()) {
            play.train(planned, (config, step) -> 1, 3600);
        }
        assertThat(play.history().lifecycle().outcome()).isEqualTo(Outcome.TOO_SMALL);
        assertThat(play.history().dropped()).isEmpty();
        assertThat(run(play, new RunId(1, 1)).checkpoint()).isPositive();
    }

    @Test
    void aRunWhoseCheckpointIsGoneStartsOverAndIsChargedForWhatItRepeats() {
        Play play = new Play(epochs().spec());
        TrialPlanned first = play.planned();
        train(play, first);

        List<StudyEvent> events = play.handle(new Command.CheckpointsLost(play.now(), List.of(first.run())));

        assertThat(events.getFirst()).isEqualTo(new CheckpointDropped(first.run()));
        assertThat(play.events(StudyEvent.Finding.class).getLast().code()).isEqualTo("checkpoint-lost");
        assertThat(play.events(StudyEvent.Finding.class).getLast().text())
                .contains("run " + first.run().key() + " at epoch " + first.upTo());
        assertThat(run(play, first.run()).state()).isEqualTo(RunState.STOPPED);
        assertThat(play.handle(new Command.CheckpointsLost(play.now(), List.of(first.run()))))
                .isEmpty();
        TrialPlanned again = play.planned();
        while (!again.run().equals(first.run())) {
            train(play, again);
            again = play.planned();
        }
        double before = play.history().ledger().spent().value();
        assertThat(again.from()).isZero();
        assertThat(again.reserve().value()).isGreaterThan((double) (again.upTo() - first.upTo()));
        train(play, again);
        assertThat(play.history().ledger().spent().value() - before).isEqualTo((double) again.upTo());
        assertThat(play.history().repeatedSteps()).isEqualTo(first.upTo());
        assertThat(run(play, first.run()).curve().points()).hasSize((int) again.upTo());
    }

    @Test
    void manyLostCheckpointsAreOneFinding() {
        Play play = new Play(epochs().spec());
        for (int i = 0; i < 5; i++) {
            train(play, play.planned());
        }
        List<RunId> all = play.history().candidates().stream()
                .flatMap(t -> t.runs().stream())
                .map(Run::id)
                .toList();
        play.handle(new Command.CheckpointsLost(play.now(), all));
        assertThat(play.events(StudyEvent.Finding.class)).hasSize(1);
        assertThat(play.events(StudyEvent.Finding.class).getFirst().text()).contains("5 runs", "and 2 more");
    }

    @Test
    void whatIsLostAgainAndAgainIsOneWarningWithHowOften() {
        Play play = new Play(epochs().spec());
        for (int i = 0; i < 3; i++) {
            TrialPlanned planned = play.planned();
            train(play, planned);
            play.handle(new Command.CheckpointsLost(play.now(), List.of(planned.run())));
        }
        assertThat(play.events(StudyEvent.Finding.class)).hasSize(3);
        assertThat(Report.of(play.history()).warnings().stream()
                        .filter(w -> w.code().equals("checkpoint-lost"))
                        .map(Warning::text))
                .singleElement()
                .asString()
                .startsWith("3 times, the last: ");
    }
}
