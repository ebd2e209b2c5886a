package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.model.Sobol;
import dev.stint.engine.seed.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class EffectDesignTest {
    private static final List<double[]> POINTS = List.of(Sobol.plain(3).points(1, 2_048));

    private static double[] shares(EffectDesign.Cube cube, List<double[]> points, ToDoubleFunction<double[]> value) {
        EffectDesign design = new EffectDesign(cube, points, Seed.of(4).stream());
        return design.shares(Arrays.stream(design.rows()).mapToDouble(value).toArray());
    }

    @Test
    void oneParameterThatDecidesHasEverything() {
        double[] shares = shares(p -> p, POINTS, p -> Math.exp(20 * p[1]));
        assertThat(shares[0]).isZero();
        assertThat(shares[1]).isCloseTo(1, within(0.05));
        assertThat(shares[2]).isZero();
    }

    /** Ranks of a sum of two equal uniforms are not linear in either: a share of 0.5 each, and a little of interaction. */
    @Test
    void addedEffectsShareTheVariance() {
        double[] shares = shares(p -> p, POINTS, p -> p[0] + p[2]);
        assertThat(shares[0]).isCloseTo(0.51, within(0.05));
        assertThat(shares[2]).isCloseTo(0.51, within(0.05));
        assertThat(shares[1]).isZero();
    }

    /** A product of signs has no effect of either alone, and both have all of it in total. */
    @Test
    void interactionsCountForBoth() {
        double[] shares = shares(p -> p, POINTS, p -> (p[0] - 0.5) * (p[1] - 0.5));
        assertThat(shares[0]).isGreaterThan(0.9);
        assertThat(shares[1]).isGreaterThan(0.9);
        assertThat(shares[2]).isZero();
    }

    @Test
    void aConstantHasNoShares() {
        assertThat(shares(p -> p, POINTS, p -> 7)).containsOnly(0);
    }

    @Test
    void whatConstraintsForbidIsNeverAskedFor() {
        EffectDesign.Cube half = p -> p[0] + p[1] <= 1 ? p : null;
        List<double[]> allowed =
                POINTS.stream().filter(p -> half.row(p) != null).toList();
        EffectDesign design = new EffectDesign(half, allowed, Seed.of(5).stream());
        assertThat(Arrays.asList(design.rows())).allMatch(p -> p[0] + p[1] <= 1);
        assertThat(design.rows().length).isBetween(2 * allowed.size(), 4 * allowed.size());
        double[] shares = design.shares(
                Arrays.stream(design.rows()).mapToDouble(p -> p[2]).toArray());
        assertThat(shares[2]).isCloseTo(1, within(0.05));
        assertThat(shares[0]).isZero();
    }

    @Test
    void shuffledPointsKeepTheValuesOfEachCoordinate() {
        List<double[]> line =
                POINTS.stream().map(p -> new double[] {p[0], p[0]}).toList();
        List<double[]> mixed = EffectDesign.shuffled(line, p -> p, Seed.of(6).stream());
        for (int j = 0; j < 2; j++) {
            int at = j;
            assertThat(mixed.stream().mapToDouble(p -> p[at]).sorted().toArray())
                    .isEqualTo(line.stream().mapToDouble(p -> p[at]).sorted().toArray());
        }
        assertThat(mixed.stream().filter(p -> p[0] == p[1]).count()).isLessThan(20);
    }
}
