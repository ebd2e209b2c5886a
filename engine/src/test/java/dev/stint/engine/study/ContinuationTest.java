package dev.stint.engine.study;

import static dev.stint.engine.testing.Draft.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A study whose space was changed goes on with what the one before measured. */
final class ContinuationTest {

    private static final Parameter LR = parameter("lr", new Domain.LogUniform(1e-5, 1), new Value.Real(1e-3));
    private static final Parameter WIDTH = parameter("width", new Domain.LogInt(8, 512), new Value.Whole(64));

    private static Draft draft() {
        return new Draft().budget(20, Unit.HOURS).length(1, 8).adaptive().space(LR, WIDTH);
    }

    private static double loss(Config config, long step) {
        double lr = Objects.requireNonNull(config.get("lr")).number();
        return 1.0 / step + StrictMath.abs(StrictMath.log10(lr) + 2);
    }

    /** The old study, trained for a while: an hour each eight epochs. */
    private static History old(StudySpec spec, int decisions) {
        Play play = new Play(spec);
        for (int i = 0; i < decisions; i++) {
            TrialPlanned planned = play.ask();
            if (planned != null) {
                play.train(planned, ContinuationTest::loss, 450);
            }
        }
        return play.history();
    }

    private static Play continued(History old, StudySpec spec) {
        assertThat(Continuation.obstacles(old.spec(), spec)).isEmpty();
        return new Play(spec, Continuation.of(old, spec).events());
    }

    @Test
    void everyRunIsThereAsItStoodAndNothingIsCharged() {
        History old = old(draft().spec(), 12);
        History now = continued(old, draft().spec()).history();
        assertThat(now.candidates()).hasSameSizeAs(old.candidates());
        for (Trial trial : old.candidates()) {
            Run before = Objects.requireNonNull(trial.first());
            Run after = now.run(new RunId(trial.number(), 1));
            assertThat(now.trial(trial.number()).config()).isEqualTo(trial.config());
            assertThat(after.curve().points()).isEqualTo(before.curve().points());
            assertThat(after.state()).isEqualTo(before.state());
            assertThat(after.checkpoint()).isEqualTo(before.checkpoint());
        }
        assertThat(now.ledger().spent().value()).isZero();
        assertThat(now.attempts()).isEmpty();
    }

    @Test
    void whatATrainingCostThereIsTheFirstGuessHere() {
        StudySpec minutes = draft().budget(1_200, Unit.MINUTES).spec();
        Play play = continued(old(draft().spec(), 6), minutes);
        Costs costs = Costs.of(play.history());
        assertThat(costs.known()).isTrue();
        assertThat(costs.full().value()).isBetween(55.0, 65.0);
    }

    @Test
    void aPausedRunIsTrainedOnFromItsCheckpoint() {
        Play play = continued(old(draft().spec(), 12), draft().spec());
        int before = play.history().nextTrial();
        List<TrialPlanned> resumed = new java.util.ArrayList<>();
        for (int i = 0; i < 12; i++) {
            TrialPlanned planned = play.planned();
            if (planned.run().trial() < before && planned.from() > 0) {
                resumed.add(planned);
            }
            play.train(planned, ContinuationTest::loss, 450);
        }
        assertThat(resumed).isNotEmpty();
    }

    @Test
    void trialsOutsideTheNewRangeAreLeftOutAndCounted() {
        History old = old(draft().spec(), 12);
        Parameter narrow = parameter("lr", new Domain.LogUniform(1e-3, 1e-1), new Value.Real(1e-3));
        StudySpec spec = draft().space(narrow, WIDTH).spec();
        Continuation continuation = Continuation.of(old, spec);
        History now = continued(old, spec).history();
        long inside = old.candidates().stream()
                .filter(t -> narrow.domain()
                        .contains(Objects.requireNonNull(t.config().get("lr"))))
                .count();
        assertThat(inside).isBetween(1L, old.candidates().size() - 1L);
        assertThat(now.candidates()).hasSize((int) inside);
        assertThat(continuation.text())
                .isEqualTo("goes on from draft with " + inside + " of its "
                        + old.candidates().size() + " trials; left out: "
                        + (old.candidates().size() - inside) + " outside the range of lr");
    }

    @Test
    void aNewParameterHasItsDefaultAndAGoneOneMustHaveHadIt() {
        History old = old(draft().spec(), 12);
        Parameter decay = parameter("weight_decay", new Domain.LogUniform(1e-6, 1e-1), new Value.Real(1e-4));
        History wider = continued(old, draft().space(LR, WIDTH, decay).spec()).history();
        assertThat(wider.candidates())
                .hasSameSizeAs(old.candidates())
                .allMatch(t -> new Value.Real(1e-4).equals(t.config().get("weight_decay")));

        StudySpec without = draft().space(LR).spec();
        History narrower = continued(old, without).history();
        assertThat(narrower.candidates())
                .isNotEmpty()
                .hasSizeLessThan(old.candidates().size());
        assertThat(Continuation.of(old, without).text()).contains("with another width than its default, which is gone");
    }

    @Test
    void whatCannotBeComparedIsSaidAtOnce() {
        StudySpec old = draft().spec();
        StudySpec other = draft().length(1, 9)
                .objective(Objective.Goal.MAXIMIZE, Objective.At.BEST)
                .seed(4)
                .spec();
        assertThat(Continuation.obstacles(old, other))
                .containsExactly(
                        "objective.goal was minimize and is maximize",
                        "objective.at was last and is best",
                        "fidelity.max was 8 and is 9",
                        "seed was 1 and is 4");
        assertThat(Continuation.obstacles(
                        draft().rescale().spec(), draft().rescale().spec()))
                .singleElement()
                .asString()
                .contains("rescale");
    }

    @Test
    void withoutCheckpointsPausedRunsMayOnlyRestart() {
        History now = continued(old(draft().spec(), 12), draft().noCheckpoint().spec())
                .history();
        assertThat(now.candidates()).allSatisfy(trial -> {
            Run run = Objects.requireNonNull(trial.first());
            assertThat(run.state()).isNotEqualTo(RunState.PAUSED);
            assertThat(run.checkpoint()).isZero();
        });
    }
}
