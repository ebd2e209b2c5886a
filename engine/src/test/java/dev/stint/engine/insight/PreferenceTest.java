package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.spec.Objective.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Losses of finalists 0, 1 ..., and what a training of each costs. */
class PreferenceTest {

    private static final double[][] TIED = {{0.40, 0.44}, {0.43, 0.42}, {0.90, 0.92}};

    @Test
    void ofTwoThatCannotBeToldApartTheCheaperWins() {
        FinalsVerdict.Told told = told(2, TIED, price(10), price(6), price(9));
        assertThat(told.winner()).isEqualTo(1);
        FinalsVerdict.Preferred preferred = Objects.requireNonNull(told.preferred());
        assertThat(preferred.over()).isZero();
        assertThat(preferred.cost()).isCloseTo(0.6, within(1e-9));
        assertThat(preferred.difference().mean()).isPositive();
        assertThat(preferred.difference().low()).isNegative();
        assertThat(told.ties()).contains(0);
        assertThat(Objects.requireNonNull(told.toControl()).mean()).isCloseTo(-0.48, within(0.03));
        assertThat(told.corrected().mean()).isCloseTo(0.425, within(0.02));
    }

    @Test
    void aClearWinnerWinsWhateverItCosts() {
        assertThat(told(2, TIED, price(10), price(10), price(0.1)).winner()).isZero();
        FinalsVerdict.Told told =
                told(1, new double[][] {{0.40, 0.41, 0.405}, {0.50, 0.51, 0.505}}, price(10), price(1));
        assertThat(told.winner()).isZero();
        assertThat(told.preferred()).isNull();
    }

    /** The 90 % interval of the difference still holds 0, but half an error is less than that. */
    @Test
    void whatIsMoreThanHalfAStandardErrorWorseIsNotPreferred() {
        double[][] losses = {{0.40, 0.44, 0.42, 0.41, 0.43}, {0.445, 0.42, 0.435, 0.455, 0.425}};
        FinalsVerdict.Told told = told(1, losses, price(10), price(1));
        assertThat(told.ties()).containsExactly(1);
        assertThat(told.winner()).isZero();
    }

    @Test
    void theCheapestOfSeveralWinsAndAlsoTheControl() {
        double[][] losses = {{0.40, 0.44}, {0.43, 0.42}, {0.44, 0.41}};
        assertThat(told(null, losses, price(10), price(7), price(5)).winner()).isEqualTo(2);
        FinalsVerdict.Told control = told(2, losses, price(10), price(9), price(5));
        assertThat(control.winner()).isEqualTo(2);
        assertThat(control.toControl()).isNull();
        assertThat(control.preferred()).isNotNull();
    }

    @Test
    void aDifferenceInCostThatIsSmallOrNotInAllSeedsIsNone() {
        assertThat(told(2, TIED, price(10), price(8.1), price(9)).preferred()).isNull();
        assertThat(told(2, TIED, Price.of(new double[] {7, 13}), Price.of(new double[] {6, 6.5}), price(9))
                        .preferred())
                .isNull();
    }

    @Test
    void whereNothingWasMeteredTheBestWins() {
        Price unknown = Price.of(new double[0]);
        assertThat(told(2, TIED, unknown, price(1), unknown).winner()).isZero();
        assertThat(told(2, TIED, price(10), unknown, unknown).winner()).isZero();
        assertThat(told(2, TIED).winner()).isZero();
    }

    @Test
    void oneMeteredSeedIsNoPrice() {
        assertThat(told(2, TIED, price(10), Price.of(new double[] {1}), price(9))
                        .preferred())
                .isNull();
    }

    /** A control that is just beaten by the best, and then by both. */
    @Test
    void aClaimIsNotGivenAway() {
        int kept = 0;
        int preferred = 0;
        for (double worse = 0.004; worse < 0.02; worse += 0.0001) {
            double[][] losses = {
                {0.400, 0.410, 0.405}, {0.412, 0.401, 0.406}, {0.405 + worse, 0.400 + worse, 0.41 + worse}
            };
            boolean claimed = Objects.requireNonNull(
                            told(2, losses, price(10), price(10), price(10)).toControl())
                    .evidence();
            FinalsVerdict.Told told = told(2, losses, price(10), price(1), price(10));
            assertThat(Objects.requireNonNull(told.toControl()).evidence())
                    .as("the control is %s worse", worse)
                    .isEqualTo(claimed);
            kept += told.winner() == 0 ? 1 : 0;
            preferred += told.winner() == 1 ? 1 : 0;
        }
        assertThat(kept).isPositive();
        assertThat(preferred).isGreaterThan(10);
    }

    @Test
    void whereLargerIsBetterItIsTheSame() {
        double[][] mirrored =
                Stream.of(TIED).map(y -> new double[] {-y[0], -y[1]}).toArray(double[][]::new);
        FinalsVerdict.Told told = told(Goal.MAXIMIZE, 2, mirrored, price(10), price(6), price(9));
        assertThat(told.winner()).isEqualTo(1);
        assertThat(Objects.requireNonNull(told.preferred()).difference().mean()).isNegative();
    }

    private static Price price(double each) {
        return Price.of(new double[] {each, each});
    }

    private static FinalsVerdict.Told told(@Nullable Integer control, double[][] losses, Price... prices) {
        return told(Goal.MINIMIZE, control, losses, prices);
    }

    private static FinalsVerdict.Told told(Goal goal, @Nullable Integer control, double[][] losses, Price... prices) {
        List<Validation.Outcome> outcomes = new ArrayList<>();
        for (int c = 0; c < losses.length; c++) {
            for (int s = 0; s < losses[c].length; s++) {
                outcomes.add(new Validation.Outcome(c, s + 1, losses[c][s]));
            }
        }
        Validation.Known known =
                new Validation.Known(control, null, null, Stream.of(prices).toList(), List.of());
        return (FinalsVerdict.Told) Validation.judge(outcomes, goal, known, Seed.of(7));
    }
}
