package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.seed.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SobolTest {
    private static final Seed SEED = Seed.of(7);

    @Test
    void plainPointsMatchAnotherImplementationInSixtyFourDimensions() {
        Sobol sobol = Sobol.plain(64);
        for (double[] row : Golden.rows("sobol.csv")) {
            assertThat(sobol.point((long) row[0]))
                    .as("point %s", row[0])
                    .containsExactly(Arrays.copyOfRange(row, 1, row.length));
        }
    }

    @Test
    void firstPlainPointsAreThePublishedOnes() {
        assertThat(Sobol.plain(3).points(0, 4))
                .isDeepEqualTo(new double[][] {{0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}});
    }

    @Test
    void everyProjectionIsStratifiedInEveryAlignedBlock() {
        Sobol plain = Sobol.plain(64);
        Sobol scrambled = Sobol.scrambled(64, SEED);
        for (int size = 1; size <= 256; size *= 2) {
            for (int block = 0; block < 3; block++) {
                assertStratified(plain.points((long) block * size, size));
                assertStratified(scrambled.points((long) block * size, size));
            }
        }
    }

    private static void assertStratified(double[][] points) {
        int n = points.length;
        for (int d = 0; d < points[0].length; d++) {
            boolean[] hit = new boolean[n];
            for (double[] point : points) {
                hit[(int) (point[d] * n)] = true;
            }
            assertThat(hit).as("dimension %d of %d points", d, n).containsOnly(true);
        }
    }

    @Test
    void scrambledPointsAreUniformOverSeeds() {
        int[] counts = new int[100];
        for (int s = 0; s < 20_000; s++) {
            double[] point = Sobol.scrambled(2, SEED.child(s)).point(5);
            counts[10 * (int) (point[0] * 10) + (int) (point[1] * 10)]++;
        }
        double chiSquared = Arrays.stream(counts)
                .mapToDouble(c -> (c - 200.0) * (c - 200.0) / 200)
                .sum();
        assertThat(chiSquared).as("chi-squared, 99 degrees, alpha 1e-6").isLessThan(180.792);
    }

    @Test
    void pointsAreStrictlyInsideAndReproducible() {
        Sobol sobol = Sobol.scrambled(5, SEED);
        for (double[] point : sobol.points(0, 1000)) {
            assertThat(Arrays.stream(point).allMatch(x -> x > 0 && x < 1)).isTrue();
        }
        assertThat(Sobol.scrambled(5, SEED).point(123)).containsExactly(sobol.points(100, 50)[23]);
        assertThat(Sobol.scrambled(5, SEED.child(1)).point(123)).isNotEqualTo(sobol.point(123));
    }

    @Test
    void discrepancyIsWellBelowThatOfRandomPoints() {
        int n = 128;
        double ofRandom = (StrictMath.pow(2, -6) - StrictMath.pow(3, -6)) / n;
        double ofSobol = 0;
        for (int s = 0; s < 20; s++) {
            ofSobol += starDiscrepancy(Sobol.scrambled(6, SEED.child(s)).points(0, n)) / 20;
        }
        assertThat(ofSobol)
                .as("the expectation for random points is %s", ofRandom)
                .isLessThan(0.4 * ofRandom);
    }

    /** The squared L2 star discrepancy by the formula of Warnock. */
    private static double starDiscrepancy(double[][] x) {
        int n = x.length;
        int dims = x[0].length;
        double single = 0;
        double pairs = 0;
        for (double[] a : x) {
            single += Arrays.stream(a).map(v -> (1 - v * v) / 2).reduce(1, (p, q) -> p * q);
            for (double[] b : x) {
                double product = 1;
                for (int d = 0; d < dims; d++) {
                    product *= 1 - Math.max(a[d], b[d]);
                }
                pairs += product;
            }
        }
        return StrictMath.pow(3, -dims) - 2.0 / n * single + pairs / ((double) n * n);
    }

    @Test
    void tooManyDimensionsAndPointsAreRefused() {
        assertThatThrownBy(() -> Sobol.plain(65)).hasMessageContaining("asked for 65");
        assertThatThrownBy(() -> Sobol.plain(0)).hasMessageContaining("asked for 0");
        assertThatThrownBy(() -> Sobol.plain(2).point(1L << 32)).hasMessageContaining("4294967296");
    }
}
