package dev.stint.engine.phase.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Task;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.SearchTail;
import dev.stint.engine.phase.Field;
import dev.stint.engine.space.Config;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Of a training whose loss is the distance to a good learning rate, more the shorter it is, and with a little noise in finals. */
final class SelectionTest {

    private static double distance(Config config) {
        return StrictMath.abs(
                StrictMath.log(Objects.requireNonNull(config.get("lr")).number() / 3e-4));
    }

    private static History played(double noise) {
        Play play = new Play(
                new Draft().budget(400, Unit.FIDELITY).length(1, 50).adaptive().spec());
        for (var planned = play.ask(); planned != null; planned = play.ask()) {
            double own =
                    planned.run().trial() == 1 ? -noise : noise; // the control's seed is good where others' are bad
            double luck = planned.run().replicate() > 1 ? own : 0;
            if (planned.task() instanceof Task.Full) {
                play.train(planned, (config, step) -> distance(config) + 10.0 / step + luck);
            } else {
                play.end(play.start(planned.run()), End.UNSUPPORTED, 0);
            }
        }
        return play.history();
    }

    @Test
    void shortTrainingsAreComparedWithTheBestAtTheirOwnLength() {
        History history = played(0);
        double[] truths = new Field(history)
                .contenders().stream().mapToDouble(t -> -distance(t.config())).toArray();

        SearchTail tail = Objects.requireNonNull(new Selection(history, new Finals(history)).tail());

        assertThat(tail.tried()).isEqualTo(truths.length).isGreaterThan(6);
        assertThat(tail.slope())
                .isCloseTo(Objects.requireNonNull(SearchTail.of(truths)).slope(), within(1e-9));
    }

    @Test
    void whatIsSaidOfTheWinnerIsWithoutTheLuckOfTheSearch() {
        History history = played(0.1);
        Finals finals = new Finals(history);
        FinalsVerdict.Told told = (FinalsVerdict.Told) Objects.requireNonNull(finals.byObjective());
        FinalsVerdict.Told plain = (FinalsVerdict.Told) Objects.requireNonNull(finals.judge(
                history.spec().objective().goal(),
                (trial, run) -> history.spec().objective().value(finals.score(trial, run)),
                finals.control()));

        assertThat(told.corrected().mean()).isGreaterThan(plain.corrected().mean());
        assertThat(told.estimates()).isEqualTo(plain.estimates());
        assertThat(Objects.requireNonNull(told.toControl()).mean())
                .isGreaterThan(Objects.requireNonNull(plain.toControl()).mean());
    }

    @Test
    void beforeTheFinalsNothingIsSaid() {
        History history = new Play(new Draft()
                        .budget(400, Unit.FIDELITY)
                        .length(1, 50)
                        .adaptive()
                        .spec())
                .history();
        assertThat(new Selection(history, new Finals(history)).tail()).isNull();
    }
}
