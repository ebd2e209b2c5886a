package dev.stint.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class FinishedTest {

    private static final StudySpec SPEC = new Draft()
            .budget(60, Unit.FIDELITY)
            .length(1, 8)
            .validate(Validate.Mode.SINGLE_SEED)
            .adaptive()
            .spec();

    private static double loss(Config config, long step) {
        double off = Samples.log(config, "lr") + 3;
        return 1 + off * off + 1.0 / step;
    }

    private static Play played(boolean secondFails) {
        Play play = new Play(SPEC);
        int trainings = 0;
        for (TrialPlanned planned = play.ask(); planned != null; planned = play.ask()) {
            trainings++;
            if (trainings == 2 && secondFails) {
                play.end(play.start(planned.run()), End.USER, 1);
            } else {
                play.train(planned, FinishedTest::loss);
            }
        }
        return play;
    }

    @Test
    void everyTrialIsKeptWithItsCurveAndWhatWasRecommended() {
        Play play = played(true);
        assertThat(Finished.worthKeeping(play.history())).isTrue();

        ArchivedStudy study = Finished.of(play.history());

        assertThat(study.outcome()).isEqualTo("done");
        assertThat(study.trials()).hasSize(play.history().candidates().size());
        assertThat(study.trials().get(1).state()).isEqualTo("failed");
        assertThat(study.trials().get(1).curve()).isEmpty();
        ArchivedTrial first = study.trials().getFirst();
        assertThat(first.curve())
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r.value()).isEqualTo(loss(first.config(), Math.round(8 * r.share()))));
        ArchivedStudy.Verdict verdict = Objects.requireNonNull(study.verdict());
        assertThat(verdict.control()).isEqualTo(1);
        ArchivedTrial best = study.trials().get(verdict.trial() - 1);
        assertThat(best.curve().getLast().share()).isEqualTo(1);
    }

    @Test
    void aStudyThatIsNotOverIsNotKept() {
        assertThat(Finished.worthKeeping(new Play(SPEC).history())).isFalse();
    }
}
