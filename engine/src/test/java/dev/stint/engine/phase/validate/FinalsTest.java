package dev.stint.engine.phase.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Studies in seconds, whose trainings differ in what they cost. */
final class FinalsTest {

    /** The defaults and what has a smaller rate. */
    private static boolean cheap(Config config) {
        return Objects.requireNonNull(config.get("lr")).number() <= 1e-3;
    }

    /** The dear ones are better by less than seeds differ. */
    private static History played(ToDoubleFunction<Config> seconds) {
        Play play = new Play(
                new Draft().budget(900, Unit.SECONDS).length(1, 20).adaptive().spec());
        for (var planned = play.ask(); planned != null; planned = play.ask()) {
            Config config = play.history().trial(planned.run().trial()).config();
            long luck = Math.floorMod(
                    31L * planned.run().trial() + 17L * planned.run().replicate(), 7L);
            if (planned.task() instanceof Task.Full) {
                play.train(
                        planned,
                        (c, step) -> 1 + (cheap(c) ? 0.0005 : 0) + 0.001 * luck + 0.01 / step,
                        seconds.applyAsDouble(config));
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
        for (Trial trial : finals.rows()) {
            assertThat(finals.fullCosts(trial, Costs.of(history)))
                    .hasSameSizeAs(finals.scores(trial))
                    .containsOnly(cheap(trial.config()) ? 20 : 40);
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

    @Test
    void whereAllCostTheSameTheBestWins() {
        Finals finals = new Finals(played(_ -> 1));
        FinalsVerdict.Told told = (FinalsVerdict.Told) Objects.requireNonNull(finals.byObjective());
        assertThat(told.preferred()).isNull();
    }
}
