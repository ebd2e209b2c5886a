package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.spec.Objective.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTailTest {

    private static final int STUDIES = 600;

    @Test
    void theSlopeIsThatOfTheBestSixOverTheSeventh() {
        SearchTail tail = Objects.requireNonNull(SearchTail.of(new double[] {1, 9, 3, 5, 2, 4, 6, 0, -50, Double.NaN}));
        assertThat(tail.slope()).isCloseTo(5.0 / (8 + 2 + 4 + 1 + 3 + 5), within(1e-12));
        assertThat(tail.tried()).isEqualTo(9);
    }

    @Test
    void ofFourScoresAllButTheWorstCountAndOfThreeNone() {
        SearchTail tail = Objects.requireNonNull(SearchTail.of(new double[] {1, 2, 3, 5}));
        assertThat(tail.slope()).isCloseTo(2.0 / (1 + 2 + 4), within(1e-12));
        assertThat(SearchTail.of(new double[] {1, 2, 3, Double.NEGATIVE_INFINITY}))
                .isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchTail(-1, 9))
                .withMessageContaining("-1.0 of 9");
    }

    @Test
    void theLuckGrowsWithTheSquareOfTheNoiseUntilNothingElseIsLeft() {
        SearchTail tail = new SearchTail(5, 30);
        assertThat(tail.luck(0.01)).isCloseTo(0.0005, within(1e-12));
        assertThat(tail.luck(0.02)).isCloseTo(0.002, within(1e-12));
        assertThat(tail.luck(10)).isCloseTo(10 * 2.04, within(0.05));
        assertThat(Objects.requireNonNull(SearchTail.of(new double[30])).luck(1))
                .isCloseTo(2.04, within(0.01));
        assertThat(tail.luck(0)).isZero();
    }

    @Test
    void onlyTheFirstSeedOfWhatWasChosenIsTakenBack() {
        double[][] values = {{0.72, 0.70, 0.71}, {0.61, 0.60, 0.62}};
        List<Validation.Outcome> outcomes = new ArrayList<>();
        for (int c = 0; c < 2; c++) {
            for (int s = 0; s < 3; s++) {
                outcomes.add(new Validation.Outcome(c, s + 1, values[c][s]));
            }
        }
        FinalsVerdict.Told plain = told(outcomes, 1, Goal.MAXIMIZE, null);
        FinalsVerdict.Told sober = told(outcomes, 1, Goal.MAXIMIZE, new SearchTail(5, 30));
        double own = 5e-5; // half the variance of the differences .11, .10, .09
        double luck = 5 * own;
        assertThat(plain.corrected().mean() - sober.corrected().mean()).isCloseTo(luck / 3, within(1e-9));
        assertThat(difference(plain).mean() - difference(sober).mean()).isBetween(luck / 3 - 1e-9, luck);
        assertThat(sober.estimates()).isEqualTo(plain.estimates());
        assertThat(sober.corrected().high() - sober.corrected().low())
                .isCloseTo(plain.corrected().high() - plain.corrected().low(), within(1e-6));
    }

    /** A seed that is good for all chose nobody. */
    @Test
    void noiseThatAllHaveInCommonIsNoLuck() {
        List<Validation.Outcome> outcomes = new ArrayList<>();
        double[] common = {0.05, -0.02, 0.01};
        for (int s = 0; s < 3; s++) {
            outcomes.add(new Validation.Outcome(0, s + 1, 0.7 + common[s]));
            outcomes.add(new Validation.Outcome(1, s + 1, 0.6 + common[s]));
        }
        FinalsVerdict.Told plain = told(outcomes, 1, Goal.MAXIMIZE, null);
        FinalsVerdict.Told sober = told(outcomes, 1, Goal.MAXIMIZE, new SearchTail(1e6, 30));
        assertThat(sober.corrected().mean()).isCloseTo(plain.corrected().mean(), within(1e-9));
    }

    @Test
    void lessIsNotMoreWhereSmallerIsBetter() {
        List<Validation.Outcome> up = List.of(new Validation.Outcome(0, 1, 3), new Validation.Outcome(0, 2, 2.5));
        List<Validation.Outcome> down = List.of(new Validation.Outcome(0, 1, -3), new Validation.Outcome(0, 2, -2.5));
        SearchTail tail = new SearchTail(1, 9);
        FinalsVerdict.Told more = told(up, null, Goal.MAXIMIZE, tail);
        FinalsVerdict.Told less = told(down, null, Goal.MINIMIZE, tail);
        assertThat(more.corrected().mean())
                .isLessThan(2.75)
                .isEqualTo(-less.corrected().mean());
        assertThat(more.estimates())
                .isEqualTo(told(up, null, Goal.MAXIMIZE, null).estimates());
    }

    /**
     * A search chooses the best of thirty by one seed, and buys it and the defaults a second one. The means have a standard error of .03
     * sigma. Where nearly all is noise the correction is a tenth of sigma too large, since the spread of two seeds is known badly.
     */
    @ParameterizedTest
    @CsvSource({"0.1, 0.02, -0.05, 0.05", "0.3, 0.1, -0.08, 0.08", "1, 0.4, -0.2, 0.05"})
    void theWinnersMiddleIsRightOnAverage(double sigma, double uncorrected, double low, double high) {
        double plain = 0;
        double sober = 0;
        for (int i = 0; i < STUDIES; i++) {
            Random random = new Random(i);
            double[] truth = IntStream.range(0, 30)
                    .mapToDouble(c -> -StrictMath.log(1 - random.nextDouble()))
                    .toArray();
            double[] scores = IntStream.range(0, 30)
                    .mapToDouble(c -> truth[c] + sigma * random.nextGaussian())
                    .toArray();
            int best = IntStream.range(0, 30).reduce(0, (a, b) -> scores[b] > scores[a] ? b : a);
            List<Validation.Outcome> finals = finals(scores[best], truth[best], sigma, random);
            scores[best] = (finals.get(0).value() + finals.get(1).value()) / 2;
            plain += (middle(finals, null) - truth[best]) / sigma / STUDIES;
            sober += (middle(finals, SearchTail.of(scores)) - truth[best]) / sigma / STUDIES;
        }
        assertThat(plain).isGreaterThan(uncorrected);
        assertThat(sober).isBetween(low, high);
    }

    private static List<Validation.Outcome> finals(double first, double truth, double sigma, Random random) {
        List<Validation.Outcome> finals = new ArrayList<>();
        finals.add(new Validation.Outcome(0, 1, first));
        finals.add(new Validation.Outcome(0, 2, truth + sigma * random.nextGaussian()));
        finals.add(new Validation.Outcome(1, 1, -10 + sigma * random.nextGaussian()));
        finals.add(new Validation.Outcome(1, 2, -10 + sigma * random.nextGaussian()));
        return finals;
    }

    private static FinalsVerdict.Difference difference(FinalsVerdict.Told told) {
        return Objects.requireNonNull(told.toControl());
    }

    private static double middle(List<Validation.Outcome> finals, @Nullable SearchTail tail) {
        return told(finals, 1, Goal.MAXIMIZE, tail).corrected().mean();
    }

    private static FinalsVerdict.Told told(
            List<Validation.Outcome> outcomes, @Nullable Integer control, Goal goal, @Nullable SearchTail tail) {
        return (FinalsVerdict.Told) Validation.judge(
                outcomes,
                goal,
                new Validation.Known(control, null, tail == null ? null : new Validation.Searched(tail, control)),
                Seed.of(3));
    }
}
