package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Trial;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadingsTest {

    private static final List<Long> RUNGS = List.of(1L);

    /** Forty random configurations; a trial's loss is its number. */
    private static Play forty() {
        Play play = new Play(new Draft()
                .length(1, 1)
                .budget(40, Unit.FIDELITY)
                .validate(Validate.Mode.NONE)
                .plan(Draft.phase("refine", Method.RANDOM, null))
                .spec());
        TrialPlanned planned = play.ask();
        while (planned != null) {
            int number = planned.run().trial();
            play.train(planned, (config, step) -> number);
            planned = play.ask();
        }
        return play;
    }

    private static List<Integer> kept(Play play, int most) {
        return Readings.kept(play.history(), RUNGS, most).stream()
                .map(Trial::number)
                .toList();
    }

    @Test
    void whatAModelHoldsIsKeptWhole() {
        Play play = forty();
        assertThat(play.history().candidates()).hasSize(40);
        assertThat(kept(play, 40)).hasSize(40);
    }

    @Test
    void ofMoreTheBestAreKeptAndEverySoManyOfTheOthers() {
        assertThat(kept(forty(), 10)).containsExactly(1, 2, 3, 4, 5, 6, 13, 20, 27, 34);
    }
}
