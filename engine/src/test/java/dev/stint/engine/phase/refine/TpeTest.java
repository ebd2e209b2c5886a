package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.model.Density;
import dev.stint.engine.model.Normal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TpeTest {

    @Test
    void aTenthIsGoodAndNeverMoreThanTwentyFive() {
        assertThat(List.of(1, 10, 11, 30, 250, 1000).stream()
                        .map(TpeSampler::good)
                        .toList())
                .containsExactly(1, 1, 2, 3, 25, 25);
    }

    /** A kernel cut off at the ends of [0, 1], relative to the uniform. */
    private static double kernel(double centre, double h, double x) {
        double inside = Normal.cdf((1 - centre) / h) - Normal.cdf(-centre / h);
        return Normal.pdf((x - centre) / h) / (h * inside);
    }

    /** One good point at 0.3 with the first of two levels; two others. d = 2, so Scott's exponent is −1/6. */
    @Test
    void theRatioIsTheOneComputedByHand() {
        double[][] levels = {{}, {0.25, 0.75}};
        TpeSampler.Split split = TpeSampler.Split.of(
                levels, List.of(new double[] {0.3, 0.25}), List.of(new double[] {0.8, 0.75}, new double[] {0.6, 0.25}));
        double one = 1 / 3.0;
        double two = 0.25;
        double own1 = 2 * 2 / 4.0 + 2 / 4.0;
        double own2 = 2 * 3 / 5.0 + 2 / 5.0;
        double other2 = 2 / 5.0;
        double l = (1 + kernel(0.3, one, 0.4) * own1) / 2;
        double g = (1 + kernel(0.8, two, 0.4) * other2 + kernel(0.6, two, 0.4) * own2) / 3;
        assertThat(split.logRatio(new double[] {0.4, 0.25})).isCloseTo(StrictMath.log(l / g), within(1e-12));
    }

    @Test
    void whatIsInactiveSaysNothing() {
        double[][] levels = {{}, {}};
        double[][] rows = {{0.3, Double.NaN}, {0.3, 0.9}};
        Density density = Density.parzen(levels, rows);
        double h = 0.25;
        double near = kernel(0.3, h, 0.2);
        assertThat(density.logDensity(new double[] {0.2, Double.NaN}))
                .isCloseTo(StrictMath.log((1 + 2 * near) / 3), within(1e-12));
        assertThat(density.logDensity(new double[] {0.2, 0.9}))
                .isCloseTo(StrictMath.log((1 + near + near * kernel(0.9, h, 0.9)) / 3), within(1e-12));
    }
}
