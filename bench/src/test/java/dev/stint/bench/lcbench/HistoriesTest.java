package dev.stint.bench.lcbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ArchivedTrial;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Prior;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the arms tell a study of other instances. */
final class HistoriesTest {

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

    private static Setting setting(Beforehand beforehand) {
        return new Setting(beforehand, SpaceKind.WIDENED, 0, 1, false);
    }

    private static Knowledge told(Arm arm, int seed) {
        return told(Beforehand.of(arm), seed);
    }

    private static Knowledge told(Beforehand beforehand, int seed) {
        return histories.told(setting(beforehand), instance(seed));
    }

    /** The instance that a title of the archive names. */
    private static String name(PastStudy study) {
        return study.name().substring(0, study.name().indexOf(' '));
    }

    @Test
    void aRichHistoryIsFullTrainingsOfTenOthersAsFarAsTheyFit() {
        Knowledge knowledge = told(Arm.RICH_HISTORY, 1);
        assertThat(knowledge.studies())
                .hasSize(10)
                .extracting(HistoriesTest::name)
                .doesNotHaveDuplicates()
                .doesNotContain("126026");
        assertThat(knowledge.studies()).allSatisfy(study -> {
            assertThat(study.trials()).hasSizeBetween(15, 30);
            assertThat(study.trials())
                    .allSatisfy(t -> assertThat(t.readings().getLast().share()).isEqualTo(1));
            assertThat(study.similarity()).isEqualTo(0.7);
        });
    }

    @Test
    void fewerStudiesAreTheFirstOfTen() {
        List<String> three = told(new Beforehand(Arm.RICH_HISTORY, 3, false, null), 1).studies().stream()
                .map(HistoriesTest::name)
                .toList();
        assertThat(three).hasSize(3);
        assertThat(histories.others(instance(1), 10).subList(0, 3)).containsExactlyInAnyOrderElementsOf(three);
    }

    /** Two parameters less, one that nobody knows, one range moved: said with every study, and still something to learn from. */
    @Test
    void studiesWithOtherSpacesAreMapped() {
        Knowledge knowledge = told(new Beforehand(Arm.RICH_HISTORY, 10, true, null), 1);
        assertThat(knowledge.studies()).hasSizeBetween(8, 10).allSatisfy(study -> {
            assertThat(study.note()).contains("your default for").contains("1 of its parameters is not in your space");
            assertThat(study.similarity()).isBetween(0.3, 0.5);
            assertThat(study.trials())
                    .allSatisfy(t ->
                            assertThat(instance(1).space().problems(t.config())).isEmpty());
        });
    }

    /** What is trained in another space is what the surrogate says with the defaults for what is missing. */
    @Test
    void anotherSpaceMeansTheSameTraining() {
        OtherSpaces others = new OtherSpaces(bench, SpaceKind.WIDENED);
        for (int seed = 0; seed < 5; seed++) {
            Space space = others.space(SpaceKind.WIDENED, "3945", seed);
            assertThat(space.parameters()).hasSize(5);
            assertThat(space.parameters().stream().filter(p -> p.role() == Role.OTHER))
                    .hasSize(1);
            Config config = space.sample(Seed.of(seed).stream());
            Config whole = others.whole("3945", config);
            Space full = bench.space(SpaceKind.WIDENED, "3945", seed);
            assertThat(whole.values().keySet())
                    .containsExactlyElementsOf(
                            full.parameters().stream().map(Parameter::name).toList());
            assertThat(whole.values().values()).containsAll(config.values().values());
            assertThat(others.trajectory("3945", config).end())
                    .isEqualTo(bench.trajectory("3945", whole).end());
        }
    }

    @Test
    void theSeedDrawsTheOthers() {
        assertThat(told(Arm.RICH_HISTORY, 1)).isEqualTo(told(Arm.RICH_HISTORY, 1));
        assertThat(told(Arm.RICH_HISTORY, 2).studies())
                .extracting(HistoriesTest::name)
                .isNotEqualTo(told(Arm.RICH_HISTORY, 1).studies().stream()
                        .map(HistoriesTest::name)
                        .toList());
    }

    /** One that lay outside by less than a twentieth of the range is moved to its bound, and may then be another training. */
    @Test
    void aPastConfigurationFitsThisSpaceAndMostlyMeansTheSameTraining() {
        Instance here = instance(1);
        int all = 0;
        int same = 0;
        for (PastStudy study : told(Arm.RICH_HISTORY, 1).studies()) {
            for (PastTrial trial : study.trials()) {
                assertThat(here.space().problems(trial.config())).isEmpty();
                all++;
                same += Math.abs(bench.trajectory(name(study), trial.config()).end()
                                        - trial.readings().getLast().score())
                                < 1e-3
                        ? 1
                        : 0;
            }
        }
        assertThat((double) same / all).isGreaterThan(0.7);
    }

    @Test
    void aMisleadingHistoryHasTheSameCurvesWithTheirRanksInverted() {
        ArchivedStudy rich = studies(Arm.RICH_HISTORY).getFirst();
        ArchivedStudy misleading = studies(Arm.MISLEADING).getFirst();
        assertThat(misleading.name()).isEqualTo(rich.name());
        assertThat(misleading.trials())
                .extracting(ArchivedTrial::config)
                .isEqualTo(rich.trials().stream().map(ArchivedTrial::config).toList());
        assertThat(misleading.trials())
                .extracting(ArchivedTrial::curve)
                .containsExactlyInAnyOrderElementsOf(
                        rich.trials().stream().map(ArchivedTrial::curve).toList());
        assertThat(byScore(misleading)).isEqualTo(byScore(rich).reversed());
    }

    @Test
    void everySecondStudyOfAMixedHistoryIsInverted() {
        List<ArchivedStudy> mixed = studies(Arm.MIXED);
        assertThat(mixed.get(0)).isEqualTo(studies(Arm.RICH_HISTORY).get(0));
        assertThat(mixed.get(1)).isEqualTo(studies(Arm.MISLEADING).get(1));
    }

    private static List<ArchivedStudy> studies(Arm arm) {
        return histories.studies(Beforehand.of(arm), instance(1));
    }

    private static List<Config> byScore(ArchivedStudy study) {
        return study.trials().stream()
                .sorted(Comparator.comparingDouble(t -> t.curve().getLast().value()))
                .map(ArchivedTrial::config)
                .toList();
    }

    @Test
    void anOwnStudyIsPlayedOnceAndKeptAsFarAsItTrained() {
        ArchivedStudy own = histories.own("3945", SpaceKind.WIDENED, 1);
        assertThat(histories.own("3945", SpaceKind.WIDENED, 1)).isSameAs(own);
        assertThat(own.trials()).hasSizeGreaterThan(5);
        assertThat(own.trials().stream().map(t -> t.curve().getLast().share()).distinct())
                .hasSizeGreaterThan(1);
        for (ArchivedTrial trial : own.trials()) {
            Trajectory curve = bench.trajectory("3945", trial.config());
            for (ArchivedTrial.Reading reading : trial.curve()) {
                assertThat(reading.value())
                        .isCloseTo(curve.at(Math.round(reading.share() * Surrogate.EPOCHS)), within(1e-3));
            }
        }
    }

    /** At most 6.25 trainings, and what the search saw of them is what the history says. */
    @Test
    void anOwnStudySpendsItsBudgetAndNoMore() {
        double spent = histories.own("3945", SpaceKind.WIDENED, 1).trials().stream()
                .mapToDouble(t -> t.curve().getLast().share())
                .sum();
        assertThat(spent).isBetween(5.0, 6.25);
    }

    @Test
    void anOwnStudyHasAnotherSeedThanTheTarget() {
        assertThat(histories.own("3945", SpaceKind.WIDENED, 1))
                .isNotEqualTo(histories.own("3945", SpaceKind.WIDENED, 11));
        for (ArchivedTrial trial : histories.own("3945", SpaceKind.WIDENED, 1).trials()) {
            assertThat(bench.instance("3945", SpaceKind.WIDENED, 11).space().problems(trial.config()))
                    .isEmpty();
        }
    }

    /** Whatever the target, the seed and the arm: no study of the target itself, and what it is told is what the others score. */
    @Test
    void noTargetIsToldOfItself() {
        for (String name : bench.shared().instances(Shared.Split.ALL)) {
            for (int seed = 0; seed < 3; seed++) {
                List<String> others = histories.others(bench.instance(name, SpaceKind.WIDENED, seed), 10);
                assertThat(others).as(name).hasSize(10).doesNotHaveDuplicates().doesNotContain(name);
            }
        }
    }

    @Test
    void whoTunesSeesNothingOfTheOtherInstances() {
        List<String> tuning = bench.shared().instances(Shared.Split.TUNE);
        for (String name : tuning) {
            assertThat(tuning).containsAll(histories.others(bench.instance(name, SpaceKind.WIDENED, 4), 10));
        }
        assertThat(histories.others(bench.instance("3945", SpaceKind.WIDENED, 4), 10))
                .anyMatch(o -> !tuning.contains(o));
    }

    /** Telling the target's own scores by mistake would show in these: they are of the named instance, and not of the target. */
    @Test
    void scoresAreThoseOfTheNamedInstance() {
        for (Arm arm : List.of(Arm.RICH_HISTORY, Arm.OWN_HISTORY)) {
            for (ArchivedStudy study : studies(arm)) {
                assertThat(furthest(study, study.name())).as(arm.key()).isLessThan(1e-3);
                assertThat(furthest(study, "126026")).as(arm.key()).isGreaterThan(1);
            }
        }
    }

    private static double furthest(ArchivedStudy study, String instance) {
        return study.trials().stream()
                .mapToDouble(t -> {
                    ArchivedTrial.Reading last = t.curve().getLast();
                    long epoch = Math.round(last.share() * Surrogate.EPOCHS);
                    return Math.abs(bench.trajectory(instance, t.config()).at(epoch) - last.value());
                })
                .max()
                .orElseThrow();
    }

    @Test
    void anExpertIsAboutThreeParametersAndMovesNothingElse() {
        for (boolean right : List.of(true, false)) {
            Expert expert = new Expert(right, Prior.Confidence.HIGH);
            Space space = new Beforehand(Arm.COLD, 10, false, expert).space(instance(1));
            Config best = bench.best("126026");
            List<Parameter> believed =
                    space.parameters().stream().filter(p -> p.prior() != null).toList();
            assertThat(believed)
                    .extracting(Parameter::name)
                    .containsExactly("batch_size", "learning_rate", "weight_decay");
            for (Parameter p : believed) {
                double off = Math.abs(
                        p.domain().toUnit(Objects.requireNonNull(p.prior()).center())
                                - p.domain().toUnit(Objects.requireNonNull(best.get(p.name()))));
                assertThat(off < 0.01).as(p.name()).isEqualTo(right);
            }
            assertThat(space.defaults()).isEqualTo(instance(1).space().defaults());
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
