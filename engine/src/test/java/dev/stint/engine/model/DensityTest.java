package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DensityTest {
    private static final double[][] MIXED = {{}, Density.bins(3), {}};
    private static final double[] B = Density.bins(3);
    private static final double[][] ROWS = {{0.02, B[0], 0.9}, {0.1, B[0], 0.8}, {0.15, B[2], 0.85}, {0.5, B[0], 0.99}};

    @Test
    void integratesToOne() {
        assertIntegral(Density.of(MIXED, ROWS));
        assertIntegral(Density.around(MIXED, ROWS[0], new double[] {0.07, 0.15, Double.POSITIVE_INFINITY}));
    }

    private static void assertIntegral(Density density) {
        Stream stream = Seed.of(1).stream();
        Density uniform = Density.of(MIXED, new double[0][]);
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double value = StrictMath.exp(density.logDensity(uniform.sample(stream)));
            sum += value / n;
            squares += value * value / n;
        }
        double error = Math.sqrt((squares - sum * sum) / n);
        assertThat(error).isLessThan(0.02);
        assertThat(sum).isCloseTo(1, within(5 * error));
    }

    @Test
    void nothingIsExcluded() {
        Density density = Density.of(MIXED, ROWS);
        Density uniform = Density.of(MIXED, new double[0][]);
        Stream stream = Seed.of(2).stream();
        for (int i = 0; i < 1000; i++) {
            assertThat(density.logDensity(uniform.sample(stream))).isGreaterThanOrEqualTo(StrictMath.log(0.2));
        }
        assertThat(density.logDensity(new double[] {1, B[1], 0})).isGreaterThanOrEqualTo(StrictMath.log(0.2));
        assertThat(density.logDensity(ROWS[0])).isGreaterThan(0);
    }

    @Test
    void samplesFollowTheDensity() {
        double[][] levels = {{}, B};
        double[][] rows = Arrays.stream(ROWS).map(r -> Arrays.copyOf(r, 2)).toArray(double[][]::new);
        Density density = Density.of(levels, rows);
        Stream stream = Seed.of(3).stream();
        int n = 50_000;
        int[][] counts = new int[10][3];
        for (int i = 0; i < n; i++) {
            double[] row = density.sample(stream);
            counts[Math.min(9, (int) (row[0] * 10))][Arrays.binarySearch(B, row[1])]++;
        }
        double chiSquared = 0;
        for (int cell = 0; cell < 30; cell++) {
            double expected = n * probability(density, cell / 3, B[cell % 3]);
            double excess = counts[cell / 3][cell % 3] - expected;
            chiSquared += excess * excess / expected;
        }
        assertThat(chiSquared).as("29 degrees, alpha 1e-6").isLessThan(80.436);
    }

    private static double probability(Density density, int tenth, double level) {
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            sum += StrictMath.exp(density.logDensity(new double[] {(tenth + (i + 0.5) / 200) / 10, level}));
        }
        return sum / 200 / 10 / 3;
    }

    @Test
    void withoutRowsItIsUniform() {
        assertThat(Density.of(MIXED, new double[0][]).logDensity(ROWS[0])).isEqualTo(0);
    }

    @Test
    void aSingleRowKeepsTheLeastWidth() {
        Density one = Density.of(new double[][] {{}}, new double[][] {{0.5}});
        // 0.8 * phi(0) / (0.1 * (Phi(5) - Phi(-5))) + 0.2.
        double peak = 0.8 * Normal.pdf(0) / (0.1 * (Normal.cdf(5) - Normal.cdf(-5))) + 0.2;
        assertThat(one.logDensity(new double[] {0.5})).isCloseTo(StrictMath.log(peak), within(1e-12));
    }

    @Test
    void believedRowsAreTheMode() {
        Density prior = Density.around(MIXED, ROWS[0], new double[] {0.07, 0.07, 0.3});
        Density uniform = Density.of(MIXED, new double[0][]);
        Stream stream = Seed.of(4).stream();
        for (int i = 0; i < 1000; i++) {
            assertThat(prior.logDensity(uniform.sample(stream))).isLessThanOrEqualTo(prior.logDensity(ROWS[0]));
        }
    }

    @Test
    void samplesStayInsideAndReplay() {
        Density density = Density.of(MIXED, ROWS);
        Stream stream = Seed.of(5).stream();
        for (int i = 0; i < 2000; i++) {
            double[] row = density.sample(stream);
            assertThat(Arrays.stream(row).allMatch(v -> v >= 0 && v <= 1)).isTrue();
            assertThat(row[1]).isIn(B[0], B[1], B[2]);
        }
        assertThat(density.sample(Seed.of(6).stream())).containsExactly(density.sample(Seed.of(6).stream()));
    }

    @Test
    void wrongInputsAreNamed() {
        assertThatThrownBy(() -> Density.of(MIXED, ROWS).logDensity(new double[2]))
                .hasMessageContaining("3 dimensions");
        assertThatThrownBy(() -> Density.around(MIXED, ROWS[0], new double[] {0.1, 0, 0.1}))
                .hasMessageContaining("dimension 1");
    }
}
