package dev.stint.engine.phase.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.Price;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.engine.study.Command;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Studies in seconds, whose trainings differ in what they cost. */
final class FinalsTest {

    /** The defaults and what has a smaller rate. */
    private static boolean cheap(Config config) {
        return Objects.requireNonNull(config.get("lr")).number() <= 1e-3;
    }

    private static double luck(RunId run) {
        return 0.001 * Math.floorMod(31L * run.trial() + 17L * run.replicate(), 7L);
    }

    /** The dear ones are better by less than seeds differ. */
    private static History played(ToDoubleFunction<Config> seconds) {
        return played(900, seconds, 0);
    }

    private static History played(double budget, ToDoubleFunction<Config> seconds, double startUp) {
        Play play = new Play(new Draft()
                .budget(budget, Unit.SECONDS)
                .length(1, 20)
                .adaptive()
                .spec());
        for (var planned = play.ask(); planned != null; planned = play.ask()) {
            Config config = play.history().trial(planned.run().trial()).config();
            double luck = luck(planned.run());
            if (planned.task() instanceof Task.Full) {
                play.train(
                        planned,
                        (c, step) -> 1 + (cheap(c) ? 0.0005 : 0) + luck + 0.01 / step,
                        seconds.applyAsDouble(config),
                        startUp);
            } else {
                play.end(play.start(planned.run()), End.UNSUPPORTED, 0);
            }
        }
        return play.history();
    }

    @Test
    void whatATrainingCostsIsWhatItsSeedsCost() {
        History history = played(config -> cheap(config) ? 1 : 2);
        Finals finals = new Finals(history);
        for (int i = 0; i < finals.rows().size(); i++) {
            Trial trial = finals.rows().get(i);
            double each = cheap(trial.config()) ? 20 : 40;
            assertThat(finals.prices().get(i)).isEqualTo(new Price(finals.scores(trial).length, each, each, each));
        }
    }

    /** What the search trained in pieces started several times, what the finals added once. */
    @Test
    void aPriceHoldsOneStartHoweverOftenATrainingStarted() {
        History history = played(1500, _ -> 1, 5);
        assertThat(history.attempts().stream()
                        .filter(a -> a.run().replicate() == 1)
                        .count())
                .isGreaterThan(history.candidates().size());
        for (Price price : new Finals(history).prices()) {
            assertThat(price.least()).isCloseTo(25, within(0.5));
            assertThat(price.most()).isCloseTo(25, within(0.5));
        }
    }

    @Test
    void theWinnerIsTheCheaperOfThoseThatCannotBeToldApart() {
        History history = played(config -> cheap(config) ? 1 : 2);
        Finals finals = new Finals(history);
        FinalsVerdict.Told told = (FinalsVerdict.Told) Objects.requireNonNull(finals.byObjective());
        FinalsVerdict.Preferred preferred = Objects.requireNonNull(told.preferred());
        Trial winner = Objects.requireNonNull(finals.winner());
        assertThat(cheap(winner.config())).isTrue();
        assertThat(cheap(finals.rows().get(preferred.over()).config())).isFalse();
        assertThat(Objects.requireNonNull(finals.byObjective(null)).winner()).isEqualTo(preferred.over());
        Report report = Report.of(history);
        assertThat(Objects.requireNonNull(report.recommended()).trial()).isEqualTo(winner.number());
        assertThat(Objects.requireNonNull(report.finalists().get(told.winner()).cost())
                        .value())
                .isEqualTo(20);
    }

    /** By the holdout the cheap defaults are nearly as good as the best; by the objective too, or else they are far worse. */
    @Test
    void whatTheObjectiveShowsAsWorseIsNotPreferredByTheHoldout() {
        FinalsVerdict.Told near = byHoldout(-0.0015);
        FinalsVerdict.Told far = byHoldout(0.1);
        assertThat(near.preferred()).isNotNull();
        assertThat(far.preferred()).isNull();
        assertThat(far.winner())
                .isEqualTo(Objects.requireNonNull(near.preferred()).over());
    }

    private static FinalsVerdict.Told byHoldout(double worse) {
        Play play = new Play(new Draft()
                .budget(900, Unit.SECONDS)
                .length(1, 20)
                .splits()
                .adaptive()
                .spec());
        for (var planned = play.ask(); planned != null; planned = play.ask()) {
            boolean defaults = planned.run().trial() == 1;
            double luck = luck(planned.run());
            int attempt = play.start(planned.run());
            double seconds = 0;
            for (long step = play.history().attempt(attempt).from() + 1; step <= planned.upTo(); step++) {
                seconds += defaults ? 1 : 2;
                SequencedMap<String, Double> metrics = new LinkedHashMap<>();
                metrics.put("val_loss", 1 + (defaults ? worse : 0) + luck + 0.01 / step);
                metrics.put("holdout_loss", 1 + (defaults ? -0.0015 : 0) + luck);
                play.report(attempt, seconds, new Command.Line.Metrics(step, metrics));
            }
            play.report(attempt, seconds, new Command.Line.Checkpoint(planned.upTo()));
            play.end(attempt, planned.task() instanceof Task.Full ? End.DONE : End.UNSUPPORTED, seconds);
        }
        return (FinalsVerdict.Told) Objects.requireNonNull(new Finals(play.history()).byHoldout());
    }

    @Test
    void whereAllCostTheSameTheBestWins() {
        Finals finals = new Finals(played(_ -> 1));
        FinalsVerdict.Told told = (FinalsVerdict.Told) Objects.requireNonNull(finals.byObjective());
        assertThat(told.preferred()).isNull();
    }
}
