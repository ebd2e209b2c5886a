package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankCorrelationTest {
    @Test
    void tauMatchesAnotherImplementation() {
        for (double[] row : Golden.rows("kendall.csv")) {
            int n = (row.length - 1) / 2;
            double[] x = Arrays.copyOfRange(row, 1, n + 1);
            double[] y = Arrays.copyOfRange(row, n + 1, row.length);
            assertThat(RankCorrelation.kendall(x, y).tau()).isCloseTo(row[0], within(1e-15));
        }
    }

    /** On normal pairs with correlation sin(πτ/2), whose true τ is known. */
    @ParameterizedTest
    @CsvSource({
        "4, 0", "4, 0.3", "4, 0.6", "4, 0.8", "6, 0", "6, 0.3", "6, 0.6", "6, 0.8",
        "10, 0", "10, 0.3", "10, 0.6", "10, 0.8", "20, 0", "20, 0.3", "20, 0.6", "20, 0.8"
    })
    void ninetyPercentIntervalsHoldTheTruth(int n, double tau) {
        double rho = StrictMath.sin(Math.PI * tau / 2);
        Stream stream = Seed.of(n).child((long) (10 * tau)).stream();
        int held = 0;
        for (int round = 0; round < 1000; round++) {
            double[] x = new double[n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = stream.gaussian();
                y[i] = rho * x[i] + Math.sqrt(1 - rho * rho) * stream.gaussian();
            }
            double above = RankCorrelation.kendall(x, y).probabilityAbove(tau);
            held += above > 0.05 && above < 0.95 ? 1 : 0;
        }
        assertThat(held / 1000.0).isBetween(0.85, 0.98);
    }

    @Test
    void aPriorIsWorthItsPairs() {
        double[] x = {1, 2, 3, 4, 5, 6};
        RankCorrelation prior = RankCorrelation.kendall(new double[0], new double[0], new Beta(4.5, 1.5));
        assertThat(prior.concordance().mean()).isEqualTo(0.75);
        RankCorrelation seen = RankCorrelation.kendall(x, x, new Beta(4.5, 1.5));
        assertThat(seen.tau()).isEqualTo(1);
        assertThat(seen.concordance().a()).isCloseTo(4.5 + 9 * 30 / (2 * 17.0), within(1e-12));
        assertThat(seen.concordance().b()).isEqualTo(1.5);
    }

    @Test
    void sixThingsProveLittle() {
        double[] x = {1, 2, 3, 4, 5, 6};
        double[] y = {2, 1, 4, 3, 6, 5};
        RankCorrelation six = RankCorrelation.kendall(x, y);
        assertThat(six.tau()).isCloseTo(0.6, within(1e-15));
        Interval interval = six.interval(0.9);
        assertThat(interval.low()).isBetween(-0.2, 0.1);
        assertThat(interval.high()).isBetween(0.8, 1.0);
    }

    @Test
    void tiesAndEmptyInputsSayNothing() {
        RankCorrelation none = RankCorrelation.kendall(new double[] {1}, new double[] {2});
        assertThat(none.tau()).isEqualTo(0);
        assertThat(none.interval(0.9).low()).isCloseTo(-0.9, within(1e-12));
        RankCorrelation tied = RankCorrelation.kendall(new double[] {1, 1, 1}, new double[] {1, 2, 3});
        assertThat(tied.tau()).isEqualTo(0);
        assertThat(tied.concordance()).isEqualTo(RankCorrelation.NO_PRIOR);
        assertThat(RankCorrelation.kendall(new double[] {0.0, -0.0}, new double[] {1, 2})
                        .tau())
                .isEqualTo(0);
    }

    @Test
    void infiniteValuesAreRanksButNaNIsNot() {
        double[] x = {Double.NEGATIVE_INFINITY, 1, 2};
        assertThat(RankCorrelation.kendall(x, x).tau()).isEqualTo(1);
        assertThatThrownBy(() -> RankCorrelation.kendall(new double[] {Double.NaN}, new double[] {1}))
                .hasMessageContaining("Pair 0");
        assertThatThrownBy(() -> RankCorrelation.kendall(new double[2], new double[3]))
                .hasMessageContaining("2 and 3");
    }
}
