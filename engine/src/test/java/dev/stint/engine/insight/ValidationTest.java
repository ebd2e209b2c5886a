package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.spec.Objective.Goal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
    private static final Seed SEED = Seed.of(7);

    @Test
    void aClearWinnerIsNamedWithEvidenceAndWithoutTies() {
        FinalsVerdict.Told told =
                told(0, Goal.MAXIMIZE, new double[][] {{0.90, 0.91, 0.905}, {0.95, 0.96, 0.955}, {0.92, 0.93, 0.925}});
        assertThat(told.winner()).isEqualTo(1);
        assertThat(told.ties()).isEmpty();
        assertThat(told.probabilityOfBest().get(1)).isGreaterThan(0.99);
        assertThat(toControl(told).evidence()).isTrue();
        assertThat(toControl(told).mean()).isCloseTo(0.05, within(0.003));
        assertThat(told.seedSd()).isCloseTo(0.005, within(0.002));
        assertThat(told.optimism()).isBetween(0.0, 0.001);
    }

    @Test
    void whereSmallerIsBetterEverythingIsMirrored() {
        double[][] high = {{0.5, 0.52}, {0.7, 0.71}, {0.69, 0.72}};
        double[][] low = {{-0.5, -0.52}, {-0.7, -0.71}, {-0.69, -0.72}};
        FinalsVerdict.Told up = told(0, Goal.MAXIMIZE, high);
        FinalsVerdict.Told down = told(0, Goal.MINIMIZE, low);
        assertThat(down.winner()).isEqualTo(up.winner());
        assertThat(down.ties()).isEqualTo(up.ties());
        assertThat(down.corrected().low()).isEqualTo(-up.corrected().high());
        assertThat(toControl(down).mean()).isEqualTo(-toControl(up).mean());
        assertThat(toControl(down).evidence()).isTrue();
        assertThat(down.optimism()).isEqualTo(up.optimism());
    }

    /** Squares of such numbers are infinite or zero. */
    @ParameterizedTest
    @ValueSource(doubles = {1e300, 1e-300})
    void hugeAndTinyScoresAreJudgedAsOrdinaryOnes(double factor) {
        double[][] ordinary = {{0.5, 0.52}, {0.7, 0.71}, {0.69, 0.72}};
        double[][] scaled = new double[3][];
        Arrays.setAll(
                scaled, c -> Arrays.stream(ordinary[c]).map(y -> factor * y).toArray());
        FinalsVerdict.Told plain = told(0, Goal.MINIMIZE, ordinary);
        FinalsVerdict.Told told = told(0, Goal.MINIMIZE, scaled);
        assertThat(told.winner()).isEqualTo(plain.winner());
        assertThat(told.ties()).isEqualTo(plain.ties());
        assertThat(told.corrected().low() / factor).isCloseTo(plain.corrected().low(), within(1e-6));
        assertThat(told.corrected().high() / factor).isCloseTo(plain.corrected().high(), within(1e-6));
        assertThat(told.seedSd() / factor).isCloseTo(plain.seedSd(), within(1e-6));
        assertThat(told.optimism() / factor).isCloseTo(plain.optimism(), within(1e-3));
    }

    @Test
    void aDifferenceBeyondTheLargestNumberIsTheLargestNumber() {
        FinalsVerdict.Told told = told(0, Goal.MAXIMIZE, new double[][] {{-1.7e308, -1.7e308}, {1.7e308, 1.6e308}});
        assertThat(told.winner()).isEqualTo(1);
        assertThat(toControl(told).mean()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void finalistsThatCannotBeToldApartAreTies() {
        int missed = 0;
        int wronglyTied = 0;
        for (int i = 0; i < 40; i++) {
            FinalsWorld world = new FinalsWorld(new double[] {-8, 0, 0, -8}, 0.1);
            List<Validation.Outcome> outcomes = world.play(new int[] {3, 3, 3, 3}, new Random(i));
            FinalsVerdict.Told told = told(Validation.judge(outcomes, 0, Goal.MAXIMIZE, null, SEED));
            missed += told.ties().contains(3 - told.winner()) ? 0 : 1;
            wronglyTied += told.ties().contains(3) || told.ties().contains(0) ? 1 : 0;
        }
        assertThat(missed).isLessThanOrEqualTo(8);
        assertThat(wronglyTied).isZero();
    }

    @Test
    void oneSeedForAllSaysThatNobodyCanTell() {
        FinalsVerdict verdict = judge(0, Goal.MINIMIZE, null, new double[][] {{0.5}, {0.4}});
        assertThat(verdict).isInstanceOf(FinalsVerdict.CannotTell.class);
        assertThat(verdict.winner()).isEqualTo(1);
        assertThat(verdict.estimates()).allMatch(estimate -> estimate instanceof Estimate.Unbounded);
        assertThat(((FinalsVerdict.CannotTell) verdict).why()).contains("second seed");
    }

    @Test
    void oneSeedBorrowsTheSpreadOfTheOthersAndSaysSo() {
        FinalsVerdict.Told told = told(0, Goal.MINIMIZE, new double[][] {{0.5, 0.52, 0.51}, {0.4, 0.42, 0.41}, {0.45}});
        Estimate.Bounded single = (Estimate.Bounded) told.estimates().get(2);
        Estimate.Bounded triple = (Estimate.Bounded) told.estimates().get(1);
        assertThat(single.basis()).isEqualTo(Estimate.Basis.OTHER_FINALISTS);
        assertThat(triple.basis()).isEqualTo(Estimate.Basis.OWN_SEEDS);
        assertThat(single.high() - single.low()).isGreaterThan(1.4 * (triple.high() - triple.low()));
    }

    @Test
    void oneSeedWithAnAssumedNoiseIsMarkedAsAssumed() {
        FinalsVerdict.Told told =
                told(judge(0, Goal.MINIMIZE, SeedNoise.of(0.01), new double[][] {{0.5}, {0.4}, {0.45}}));
        Estimate.Bounded estimate = (Estimate.Bounded) told.estimates().get(1);
        assertThat(estimate.basis()).isEqualTo(Estimate.Basis.ASSUMED);
        assertThat(estimate.high() - estimate.low()).isCloseTo(2 * 1.94 * 0.01, within(0.002));
    }

    @Test
    void anAssumedNoiseKeepsTwoLuckySeedsFromLookingExact() {
        double[][] lucky = {{0.5, 0.5001}, {0.49, 0.4901}};
        FinalsVerdict.Told bare = told(0, Goal.MINIMIZE, lucky);
        FinalsVerdict.Told told = told(judge(0, Goal.MINIMIZE, SeedNoise.of(0.02), lucky));
        assertThat(toControl(bare).evidence()).isTrue();
        assertThat(toControl(told).evidence()).isFalse();
    }

    @Test
    void theControlMayWinAndIsThenComparedWithNobody() {
        FinalsVerdict.Told told = told(0, Goal.MAXIMIZE, new double[][] {{0.9, 0.91}, {0.8, 0.81}});
        assertThat(told.winner()).isZero();
        assertThat(told.toControl()).isNull();
    }

    @Test
    void expectedOptimismIsTheLuckThatWinnersHaveOnAverage() {
        double luck = 0;
        double expected = 0;
        for (int i = 0; i < 60; i++) {
            Random random = new Random(i);
            FinalsWorld world = FinalsWorld.random(5, 0.7, 0, random);
            List<Validation.Outcome> outcomes = world.play(new int[] {3, 3, 3, 3, 3}, random);
            FinalsTable table = FinalsTable.of(outcomes, -1, 1);
            FinalsVerdict.Told told = told(Validation.judge(outcomes, null, Goal.MAXIMIZE, null, SEED));
            luck += (table.means()[told.winner()] - world.f()[told.winner()]) / 60;
            expected += told.optimism() / 60;
        }
        assertThat(expected).isCloseTo(luck, within(0.15));
        assertThat(luck).isGreaterThan(0.25);
    }

    @ParameterizedTest
    @EnumSource(Goal.class)
    void probabilitiesSumToOneAndEqualRunsShareThem(Goal goal) {
        FinalsVerdict.Told told = told(judge(null, goal, null, new double[][] {{1, 2}, {1, 2}, {1, 2}}));
        assertThat(told.probabilityOfBest().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-9));
        assertThat(told.probabilityOfBest()).allMatch(p -> Math.abs(p - 1 / 3.0) < 0.04);
        assertThat(told.ties()).containsExactly(1, 2);
    }

    @Test
    void aTrainingWhoseSeedChangesNothingIsExact() {
        FinalsVerdict.Told told = told(0, Goal.MAXIMIZE, new double[][] {{0.5, 0.5}, {0.7, 0.7}});
        assertThat(told.winner()).isEqualTo(1);
        assertThat(told.corrected().high() - told.corrected().low()).isLessThan(1e-5);
        assertThat(toControl(told).evidence()).isTrue();
        FinalsVerdict.Told same = told(0, Goal.MAXIMIZE, new double[][] {{0.5, 0.5}, {0.5, 0.5}});
        assertThat(same.ties()).containsExactly(1);
    }

    @Test
    void theOrderOfTheRunsDoesNotMatter() {
        List<Validation.Outcome> outcomes = outcomes(new double[][] {{0.5, 0.52}, {0.4, 0.44}, {0.45, 0.41}});
        FinalsVerdict.Told forward = told(Validation.judge(outcomes, 0, Goal.MINIMIZE, null, SEED));
        FinalsVerdict.Told backward = told(Validation.judge(outcomes.reversed(), 0, Goal.MINIMIZE, null, SEED));
        assertThat(backward.winner()).isEqualTo(forward.winner());
        assertThat(backward.corrected().low()).isCloseTo(forward.corrected().low(), within(1e-9));
    }

    @Test
    void missingRepeatedAndInfiniteRunsAreRefused() {
        Validation.Outcome run = new Validation.Outcome(0, 1, 0.5);
        for (Validation.Outcome bad : List.of(
                run,
                new Validation.Outcome(1, 1, Double.NaN),
                new Validation.Outcome(2, 1, 0.5),
                new Validation.Outcome(-1, 1, 0.5))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Validation.judge(List.of(run, bad), null, Goal.MINIMIZE, null, SEED));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Validation.judge(List.of(run), 3, Goal.MINIMIZE, null, SEED));
    }

    @Test
    void moreSeedsDetectSmallerDifferences() {
        assertThat(DetectableDifference.of(0.1, 2, 2)).isGreaterThan(DetectableDifference.of(0.1, 3, 2));
        assertThat(DetectableDifference.of(0.1, 2, 4)).isLessThan(DetectableDifference.of(0.1, 2, 2));
        assertThat(DetectableDifference.of(0.1, 1, 2)).isCloseTo(2.486 * 0.1 * Math.sqrt(2), within(1e-3));
        assertThatIllegalArgumentException().isThrownBy(() -> DetectableDifference.of(0.1, 0, 2));
    }

    private static FinalsVerdict.Told told(int control, Goal goal, double[][] values) {
        return told(judge(control, goal, null, values));
    }

    private static FinalsVerdict.Told told(FinalsVerdict verdict) {
        assertThat(verdict).isInstanceOf(FinalsVerdict.Told.class);
        return (FinalsVerdict.Told) verdict;
    }

    private static FinalsVerdict.Difference toControl(FinalsVerdict.Told told) {
        return Objects.requireNonNull(told.toControl());
    }

    private static FinalsVerdict judge(
            @Nullable Integer control, Goal goal, @Nullable SeedNoise assumed, double[][] values) {
        return Validation.judge(outcomes(values), control, goal, assumed, SEED);
    }

    private static List<Validation.Outcome> outcomes(double[][] values) {
        List<Validation.Outcome> outcomes = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
            for (int s = 0; s < values[c].length; s++) {
                outcomes.add(new Validation.Outcome(c, s + 1, values[c][s]));
            }
        }
        return outcomes;
    }
}
