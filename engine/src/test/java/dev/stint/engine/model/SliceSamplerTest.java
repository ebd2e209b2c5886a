package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SliceSamplerTest {
    private static final int SWEEPS = 4_000;

    /** Two normals with a correlation of 0.6: an error of 5 standard errors of independent draws, at an autocorrelation time below 6, has a false-alarm rate under 5 %. */
    @Test
    void drawsHaveTheMomentsOfTheDensity() {
        double[][] drawn = drawn(x -> -(x[0] * x[0] - 1.2 * x[0] * x[1] + x[1] * x[1]) / (2 * (1 - 0.36)), -20, 20);
        double error = 5 / Math.sqrt(SWEEPS);
        assertThat(mean(drawn, 0, 0)).isBetween(1 - 2 * error, 1 + 2 * error);
        assertThat(mean(drawn, 0, 1)).isBetween(0.6 - 2 * error, 0.6 + 2 * error);
        assertThat(Arrays.stream(drawn).mapToDouble(x -> x[0]).average().orElseThrow())
                .isBetween(-error, error);
    }

    @Test
    void drawsStayInTheBoxAndFillIt() {
        double[][] drawn = drawn(x -> 0, -1, 3);
        double[] first = Arrays.stream(drawn).mapToDouble(x -> x[0]).sorted().toArray();
        assertThat(first[0]).isBetween(-1.0, -0.95);
        assertThat(first[SWEEPS - 1]).isBetween(2.95, 3.0);
        // A quarter lies below 0; five standard errors of independent draws are 0.034.
        assertThat(Arrays.stream(first).filter(v -> v < 0).count() / (double) SWEEPS)
                .isBetween(0.19, 0.31);
    }

    @Test
    void whatIsImpossibleIsNeverDrawn() {
        double[][] drawn = drawn(x -> x[0] > 0 && x[1] > 0 ? -x[0] - x[1] : Double.NaN, -5, 50);
        assertThat(Arrays.asList(drawn)).allMatch(x -> x[0] > 0 && x[1] > 0);
    }

    private static double[][] drawn(SliceSampler.LogDensity density, double low, double high) {
        double[] lows = {low, low};
        double[] highs = {high, high};
        SliceSampler sampler = new SliceSampler(density, new double[] {0.5, 0.5}, lows, highs);
        Stream stream = Seed.of(3).stream();
        double[][] drawn = new double[SWEEPS][];
        Arrays.setAll(drawn, i -> sampler.sweep(stream));
        return drawn;
    }

    private static double mean(double[][] drawn, int a, int b) {
        return Arrays.stream(drawn).mapToDouble(x -> x[a] * x[b]).average().orElseThrow();
    }
}
