package dev.stint.bench.lcbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.history.PastTrial.Reading;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the arms tell a study of other instances. */
final class HistoriesTest {

    private static final Double[] SHARES = {2 / 52.0, 4 / 52.0, 8 / 52.0, 16 / 52.0, 32 / 52.0, 1.0};

    @SuppressWarnings("NullAway.Init")
    private static LcBench bench;

    @SuppressWarnings("NullAway.Init")
    private static Histories histories;

    @BeforeAll
    static void open() {
        bench = Given.bench();
        histories = new Histories(bench);
    }

    @AfterAll
    static void close() {
        if (bench != null) {
            bench.close();
        }
    }

    private static Instance instance(int seed) {
        return bench.instance("126026", SpaceKind.WIDENED, seed);
    }

    private static Knowledge told(Arm arm, int seed) {
        return histories.told(arm, instance(seed));
    }

    @Test
    void aRichHistoryIsThirtyFullTrainingsOfTenOthers() {
        Knowledge knowledge = told(Arm.RICH_HISTORY, 1);
        assertThat(knowledge.studies())
                .hasSize(10)
                .extracting(PastStudy::name)
                .doesNotHaveDuplicates()
                .doesNotContain("126026");
        assertThat(knowledge.studies()).allSatisfy(study -> {
            assertThat(study.trials()).hasSize(30);
            assertThat(study.trials())
                    .allSatisfy(t ->
                            assertThat(t.readings()).extracting(Reading::share).containsExactly(SHARES));
        });
    }

    @Test
    void theSeedDrawsTheOthers() {
        assertThat(told(Arm.RICH_HISTORY, 1)).isEqualTo(told(Arm.RICH_HISTORY, 1));
        assertThat(told(Arm.RICH_HISTORY, 2).studies())
                .extracting(PastStudy::name)
                .isNotEqualTo(told(Arm.RICH_HISTORY, 1).studies().stream()
                        .map(PastStudy::name)
                        .toList());
    }

    @Test
    void aPastConfigurationFitsThisSpaceAndMeansTheSameTraining() {
        Instance here = instance(1);
        for (PastStudy study : told(Arm.RICH_HISTORY, 1).studies()) {
            for (PastTrial trial : study.trials()) {
                assertThat(here.space().problems(trial.config())).isEmpty();
                assertThat(bench.trajectory(study.name(), trial.config()).end())
                        .isCloseTo(trial.readings().getLast().score(), within(1e-3));
            }
        }
    }

    @Test
    void aMisleadingHistoryIsTheRichOneInverted() {
        PastStudy rich = told(Arm.RICH_HISTORY, 1).studies().getFirst();
        PastStudy misleading = told(Arm.MISLEADING, 1).studies().getFirst();
        assertThat(misleading.name()).isEqualTo(rich.name());
        for (int i = 0; i < rich.trials().size(); i++) {
            PastTrial right = rich.trials().get(i);
            PastTrial wrong = misleading.trials().get(i);
            assertThat(wrong.config()).isEqualTo(right.config());
            assertThat(wrong.readings().getLast().score())
                    .isEqualTo(-right.readings().getLast().score());
        }
    }

    @Test
    void anOwnStudyIsPlayedOnceAndReadAsFarAsItTrained() {
        List<PastTrial> own = histories.own("3945", SpaceKind.WIDENED, 1);
        assertThat(histories.own("3945", SpaceKind.WIDENED, 1)).isSameAs(own);
        assertThat(own).hasSizeGreaterThan(5);
        assertThat(own.stream().map(t -> t.readings().size()).distinct()).hasSizeGreaterThan(1);
        for (PastTrial trial : own) {
            Trajectory curve = bench.trajectory("3945", trial.config());
            for (int i = 0; i < trial.readings().size(); i++) {
                Reading reading = trial.readings().get(i);
                assertThat(reading.share()).isEqualTo(SHARES[i]);
                assertThat(reading.score())
                        .isCloseTo(curve.accuracy(Math.round(reading.share() * Surrogate.EPOCHS)), within(1e-3));
            }
        }
    }

    @Test
    void aColdStudyIsToldNothing() {
        assertThat(told(Arm.COLD, 1).isEmpty()).isTrue();
        assertThat(told(Arm.NOISE, 1).isEmpty()).isTrue();
    }

    @Test
    void aPlanRunsWithWhatItIsTold() {
        Setting rich = new Setting(Arm.RICH_HISTORY, SpaceKind.WIDENED, 0, 1, false);
        Method adaptive = Method.named("adaptive", Methods.all(bench));
        assertThat(adaptive.spend(instance(1), 5, rich).outcome()).isEqualTo("done");
    }
}
