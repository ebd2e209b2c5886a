package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HalfRankWarpTest {
    private static final double NAN = Double.NaN;

    @Test
    void distancesStayAboveTheMedianAndRanksRuleBelow() {
        double[] warped = HalfRankWarp.warp(new double[] {3, 1, 5, -1e9, 4});
        // Median 3, sigma+ = sqrt((0 + 4 + 1) / 3); n_med = 3, so quantiles of 1/12 and 1/4.
        double sigma = Math.sqrt(5.0 / 3);
        double mean = (3 / sigma + Normal.quantile(0.25) + Normal.quantile(1.0 / 12)) / 5;
        assertThat(warped[0]).isCloseTo(-mean, within(1e-12));
        assertThat(warped[1]).isCloseTo(Normal.quantile(0.25) - mean, within(1e-12));
        assertThat(warped[2]).isCloseTo(2 / sigma - mean, within(1e-12));
        assertThat(warped[3]).isCloseTo(Normal.quantile(1.0 / 12) - mean, within(1e-12));
        assertThat(warped[4]).isCloseTo(1 / sigma - mean, within(1e-12));
    }

    @Test
    void infeasibleValuesStandBelowEverythingAndTheWeightedMeanIsZero() {
        double[] warped =
                HalfRankWarp.warp(new double[] {1, NAN, 2, 99, 3}, new boolean[] {false, false, false, true, false});
        double low = warped[0];
        double high = warped[4];
        assertThat(warped[1]).isEqualTo(warped[3]).isCloseTo(low - (0.5 * (high - low) + 1), within(1e-12));
        double p = 3.5 / 6;
        double feasibleMean = (warped[0] + warped[2] + warped[4]) / 3;
        assertThat(p * feasibleMean + (1 - p) * warped[1]).isCloseTo(0, within(1e-12));
    }

    @Test
    void orderAndTiesAreKept() {
        Stream stream = Seed.of(11).stream();
        for (int round = 0; round < 200; round++) {
            double[] values = new double[1 + stream.below(12)];
            Arrays.setAll(values, i -> stream.below(6) * StrictMath.pow(10, stream.below(3)));
            double[] warped = HalfRankWarp.warp(values);
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < values.length; j++) {
                    assertThat(Double.compare(warped[i], warped[j]))
                            .as("%s -> %s", Arrays.toString(values), Arrays.toString(warped))
                            .isEqualTo(Double.compare(values[i], values[j]));
                }
            }
        }
    }

    @Test
    void unitsDoNotMatterAndExtremesStayFinite() {
        double[] values = {0.1, 0.5, 0.2, 0.9, 0.85};
        double[] warped = HalfRankWarp.warp(values);
        double[] scaled =
                HalfRankWarp.warp(Arrays.stream(values).map(v -> 1e300 * v).toArray());
        assertThat(scaled).usingComparatorWithPrecision(1e-12).containsExactly(warped);
        double[] extreme = HalfRankWarp.warp(new double[] {-1.7e308, 1.7e308, 1.6e308, 0, Double.MIN_VALUE});
        assertThat(Arrays.stream(extreme).allMatch(Double::isFinite)).isTrue();
        assertThat(extreme[1]).isGreaterThan(extreme[2]).isGreaterThan(extreme[4]);
    }

    @Test
    void degenerateCasesAreDefined() {
        assertThat(HalfRankWarp.warp(new double[0])).isEmpty();
        assertThat(HalfRankWarp.warp(new double[] {7})).containsExactly(0);
        assertThat(HalfRankWarp.warp(new double[] {7, 7, 7})).containsExactly(0, 0, 0);
        assertThat(HalfRankWarp.warp(new double[] {0.0, -0.0, 0.0})).containsExactly(0, 0, 0);
        assertThat(HalfRankWarp.warp(new double[] {NAN, NAN})).containsExactly(0, 0);
        double[] oneGood = HalfRankWarp.warp(new double[] {7, NAN});
        assertThat(oneGood).containsExactly(0.5, -0.5);
        double[] tiedTop = HalfRankWarp.warp(new double[] {5, 5, 5, 1});
        assertThat(tiedTop[0]).isEqualTo(tiedTop[2]).isGreaterThan(tiedTop[3]);
    }

    @Test
    void oneFlagForEachValueIsNeeded() {
        assertThatThrownBy(() -> HalfRankWarp.warp(new double[2], new boolean[1]))
                .hasMessageContaining("1 flags");
    }
}
