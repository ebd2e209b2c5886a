package dev.stint.bench.lcbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.history.PastTrial.Reading;
import dev.stint.engine.space.Config;
import java.util.Comparator;
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
    void aMisleadingHistoryHasTheSameCurvesWithTheirRanksInverted() {
        PastStudy rich = told(Arm.RICH_HISTORY, 1).studies().getFirst();
        PastStudy misleading = told(Arm.MISLEADING, 1).studies().getFirst();
        assertThat(misleading.name()).isEqualTo(rich.name());
        assertThat(misleading.trials())
                .extracting(PastTrial::config)
                .isEqualTo(rich.trials().stream().map(PastTrial::config).toList());
        assertThat(misleading.trials())
                .extracting(PastTrial::readings)
                .containsExactlyInAnyOrderElementsOf(
                        rich.trials().stream().map(PastTrial::readings).toList());
        assertThat(byScore(misleading)).isEqualTo(byScore(rich).reversed());
    }

    private static List<Config> byScore(PastStudy study) {
        return study.trials().stream()
                .sorted(Comparator.comparingDouble(t -> t.readings().getLast().score()))
                .map(PastTrial::config)
                .toList();
    }

    @Test
    void anOwnStudyIsPlayedOnceAndReadAsFarAsItTrained() {
        List<PastTrial> own = histories.own("3945", SpaceKind.WIDENED, 1);
        assertThat(histories.own("3945", SpaceKind.WIDENED, 1)).isSameAs(own);
        assertThat(own).hasSizeGreaterThan(5);
        assertThat(own.stream().map(t -> t.readings().getLast().share()).distinct())
                .hasSizeGreaterThan(1);
        for (PastTrial trial : own) {
            Trajectory curve = bench.trajectory("3945", trial.config());
            for (Reading reading : trial.readings()) {
                assertThat(reading.score())
                        .isCloseTo(curve.at(Math.round(reading.share() * Surrogate.EPOCHS)), within(1e-3));
            }
            assertThat(trial.readings()).extracting(Reading::share).isSorted();
        }
    }

    /** At most 6.25 trainings, and what the search saw of them is what the history says. */
    @Test
    void anOwnStudySpendsItsBudgetAndNoMore() {
        double spent = histories.own("3945", SpaceKind.WIDENED, 1).stream()
                .mapToDouble(t -> t.readings().getLast().share())
                .sum();
        assertThat(spent).isBetween(5.0, 6.25);
    }

    @Test
    void anOwnStudyHasAnotherSeedThanTheTarget() {
        assertThat(histories.own("3945", SpaceKind.WIDENED, 1))
                .isNotEqualTo(histories.own("3945", SpaceKind.WIDENED, 11));
        for (PastTrial trial : histories.own("3945", SpaceKind.WIDENED, 1)) {
            assertThat(bench.instance("3945", SpaceKind.WIDENED, 11).space().problems(trial.config()))
                    .isEmpty();
        }
    }

    /** Whatever the target, the seed and the arm: no study of the target itself, and what it is told is what the others score. */
    @Test
    void noTargetIsToldOfItself() {
        for (String name : bench.shared().instances(Shared.Split.ALL)) {
            for (int seed = 0; seed < 3; seed++) {
                List<String> others = histories.others(bench.instance(name, SpaceKind.WIDENED, seed));
                assertThat(others).as(name).hasSize(10).doesNotHaveDuplicates().doesNotContain(name);
            }
        }
    }

    @Test
    void whoTunesSeesNothingOfTheOtherInstances() {
        List<String> tuning = bench.shared().instances(Shared.Split.TUNE);
        for (String name : tuning) {
            assertThat(tuning).containsAll(histories.others(bench.instance(name, SpaceKind.WIDENED, 4)));
        }
        assertThat(histories.others(bench.instance("3945", SpaceKind.WIDENED, 4)))
                .anyMatch(o -> !tuning.contains(o));
    }

    /** Telling the target's own scores by mistake would show in these: they are of the named instance, and not of the target. */
    @Test
    void scoresAreThoseOfTheNamedInstance() {
        for (Arm arm : List.of(Arm.RICH_HISTORY, Arm.OWN_HISTORY)) {
            for (PastStudy study : told(arm, 1).studies()) {
                assertThat(furthest(study, study.name())).as(arm.key()).isLessThan(1e-3);
                assertThat(furthest(study, "126026")).as(arm.key()).isGreaterThan(1);
            }
        }
    }

    private static double furthest(PastStudy study, String instance) {
        return study.trials().stream()
                .mapToDouble(t -> {
                    Reading last = t.readings().getLast();
                    long epoch = Math.round(last.share() * Surrogate.EPOCHS);
                    return Math.abs(bench.trajectory(instance, t.config()).at(epoch) - last.score());
                })
                .max()
                .orElseThrow();
    }

    @Test
    void aPastConfigurationIsWrittenAsItWasWhereItFits() {
        List<PastTrial> past = histories.random("3945", SpaceKind.WIDENED, 11);
        assertThat(past)
                .allSatisfy(t -> assertThat(bench.ranges()
                                .rewritten(
                                        t.config(),
                                        bench.instance("3945", SpaceKind.WIDENED, 11)
                                                .space()))
                        .isEqualTo(t.config()));
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
