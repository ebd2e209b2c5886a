package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class AcquisitionTest {
    private static final boolean[] BOTH = {true, true};

    @Test
    void theUpperBoundIsThatOfThePaper() {
        assertThat(Acquisition.upperBound(2, 0.5)).isCloseTo(2.9, within(1e-15));
        assertThatThrownBy(() -> Acquisition.upperBound(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void logEiMatchesAnotherImplementationOverTheWholeRange() {
        for (double[] row : Golden.rows("log_excess.csv")) {
            double z = row[0];
            double tolerance = 1e-14 * Math.max(1, Math.abs(row[1]));
            assertThat(Acquisition.logEi(z, 1, 0)).as("z = %s", z).isCloseTo(row[1], within(tolerance));
        }
    }

    @Test
    void logEiScalesWithTheDeviation() {
        double expected = Acquisition.logEi(-2, 1, 0) + StrictMath.log(0.5);
        assertThat(Acquisition.logEi(6, 0.5, 7)).isCloseTo(expected, within(1e-14));
    }

    @Test
    void logEiRisesWithTheMeanAcrossEverySeam() {
        double last = Double.NEGATIVE_INFINITY;
        for (double z = -60; z < 20; z += 0.003) {
            double here = Acquisition.logEi(z, 1, 0);
            assertThat(here).isGreaterThan(last);
            last = here;
        }
    }

    @Test
    void logEiIsTheMeanImprovementOfDraws() {
        Stream stream = Seed.of(1).stream();
        double sum = 0;
        int n = 200_000;
        for (int i = 0; i < n; i++) {
            sum += Math.max(0, 0.3 + 2 * stream.gaussian() - 1) / n;
        }
        // The sd of the improvement is about 1: five standard errors.
        assertThat(StrictMath.exp(Acquisition.logEi(0.3, 2, 1))).isCloseTo(sum, within(5 / Math.sqrt(n)));
    }

    @Test
    void certaintyIsItsLimit() {
        assertThat(Acquisition.logEi(3, 0, 1)).isCloseTo(StrictMath.log(2), within(1e-15));
        assertThat(Acquisition.logEi(1, 0, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Acquisition.logEi(3, 1e-310, 1)).isCloseTo(StrictMath.log(2), within(1e-15));
        assertThat(Acquisition.logEi(1, 1e-310, 3)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Acquisition.logPi(3, 0, 1)).isEqualTo(0);
        assertThat(Acquisition.logPi(1, 2, 1)).isCloseTo(StrictMath.log(0.5), within(1e-15));
    }

    @Test
    void numbersThatAreNoNormalAreRefused() {
        assertThatThrownBy(() -> Acquisition.logEi(Double.NaN, 1, 0)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Acquisition.logEi(0, -1, 0)).hasMessageContaining("-1.0");
    }

    @Test
    void polishFindsThePeakBetweenTheCandidates() {
        ToDoubleFunction<double[]> hill = x -> -(x[0] - 0.37) * (x[0] - 0.37) - 10 * (x[1] - 1.2) * (x[1] - 1.2);
        double[] best = Acquisition.maximise(hill, Sobol.plain(2).points(1, 15), BOTH);
        assertThat(best).usingComparatorWithPrecision(1e-4).containsExactly(0.37, 1);
    }

    @Test
    void fixedDimensionsStayOnTheirCandidate() {
        ToDoubleFunction<double[]> hill = x -> -(x[0] - 0.37) * (x[0] - 0.37) - (x[1] - 0.4) * (x[1] - 0.4);
        double[][] candidates = {{0.1, 0.25}, {0.9, 0.75}};
        double[] best = Acquisition.maximise(hill, candidates, new boolean[] {true, false});
        assertThat(best[1]).isEqualTo(0.25);
        assertThat(best[0]).isCloseTo(0.37, within(1e-4));
    }

    @Test
    void theAnswerNeverScoresBelowACandidate() {
        Stream stream = Seed.of(4).stream();
        for (int round = 0; round < 100; round++) {
            double a = stream.uniform(5, 40);
            double b = stream.uniform(5, 40);
            ToDoubleFunction<double[]> bumps =
                    x -> x[0] > 0.9 ? Double.NaN : StrictMath.sin(a * x[0]) * StrictMath.cos(b * x[1]);
            double[][] candidates = Sobol.scrambled(2, Seed.of(round)).points(0, 20);
            double reached = bumps.applyAsDouble(Acquisition.maximise(bumps, candidates, BOTH));
            for (double[] candidate : candidates) {
                double score = bumps.applyAsDouble(candidate);
                assertThat(Double.isNaN(score) || reached >= score).isTrue();
            }
        }
    }

    @Test
    void scoresWithoutAnyFiniteOneGiveTheFirstCandidate() {
        double[][] candidates = {{0.2, 0.3}, {0.4, 0.5}};
        assertThat(Acquisition.maximise(x -> Double.NEGATIVE_INFINITY, candidates, BOTH))
                .containsExactly(0.2, 0.3);
        assertThat(Acquisition.maximise(x -> Double.NaN, candidates, BOTH)).containsExactly(0.2, 0.3);
        assertThatThrownBy(() -> Acquisition.maximise(x -> 0, new double[0][], BOTH))
                .hasMessageContaining("no candidate");
    }

    @Test
    void aLoopWithTheGaussianProcessFindsTheOptimumInFewTrials() {
        Kernel kernel = Matern52.over(Collections.nCopies(2, Axis.NUMERIC));
        ToDoubleFunction<double[]> hidden = x -> -StrictMath.pow(x[0] - 0.7, 2) - 0.5 * StrictMath.pow(x[1] - 0.2, 2);
        double[][] x = Sobol.scrambled(2, Seed.of(5)).points(0, 4);
        for (int round = 0; round < 12; round++) {
            double[] y = HalfRankWarp.warp(Arrays.stream(x).mapToDouble(hidden).toArray());
            GaussianProcess gp = GaussianProcess.fit(kernel, GpData.of(x, y));
            double best = Arrays.stream(y).max().orElseThrow();
            ToDoubleFunction<double[]> score = row -> {
                Posterior posterior = gp.predict(new double[][] {row});
                return Acquisition.logEi(posterior.mean(0), posterior.sd(0), best);
            };
            double[][] candidates = Sobol.scrambled(2, Seed.of(6).child(round)).points(0, 64);
            x = Arrays.copyOf(x, x.length + 1);
            x[x.length - 1] = Acquisition.maximise(score, candidates, BOTH);
        }
        double reached = Arrays.stream(x).mapToDouble(hidden).max().orElseThrow();
        assertThat(reached).isGreaterThan(-1e-3);
    }
}
