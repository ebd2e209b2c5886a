package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
    private static final Kernel THREE = Matern52.over(Collections.nCopies(3, Axis.NUMERIC));
    private static final Kernel ONE = Matern52.over(List.of(Axis.NUMERIC));

    private static double[][] rows(int n, int d, long seed) {
        return Sobol.scrambled(d, Seed.of(seed)).points(0, n);
    }

    private static GpData observed(double[][] x, ToDoubleFunction<double[]> f) {
        return GpData.of(x, Arrays.stream(x).mapToDouble(f).toArray());
    }

    private static double wave(double[] x) {
        return StrictMath.sin(6 * x[0]) + 0.5 * (x[1] - 0.5);
    }

    @Test
    void interpolatesWithSmallNoise() {
        double[][] x = rows(30, 3, 1);
        GpData data = observed(x, GaussianProcessTest::wave);
        GaussianProcess gp = GaussianProcess.of(THREE, data, GpParameters.of(0, 0, 0, 0, StrictMath.log(1e-4)));
        Posterior posterior = gp.predict(x);
        for (int i = 0; i < x.length; i++) {
            assertThat(posterior.mean(i)).isCloseTo(wave(x[i]), within(0.01));
            assertThat(posterior.sd(i)).isLessThan(0.012);
        }
    }

    @Test
    void matchesTheClosedFormOfOneObservation() {
        GpData data = GpData.of(new double[][] {{0.2}}, new double[] {1.5}, new double[] {2});
        GaussianProcess gp = GaussianProcess.of(ONE, data, GpParameters.of(0, 0, StrictMath.log(0.1)));
        Posterior posterior = gp.predict(new double[][] {{0.7}, {0.2}});
        double k = 0.8286491424181255;
        assertThat(posterior.mean(0)).isCloseTo(k * 1.5 / 1.2, within(1e-12));
        assertThat(posterior.variance(0)).isCloseTo(1 - k * k / 1.2, within(1e-12));
        assertThat(posterior.mean(1)).isCloseTo(1.5 / 1.2, within(1e-12));
    }

    @Test
    void withoutObservationsItIsThePrior() {
        GaussianProcess gp = GaussianProcess.fit(THREE, GpData.of(new double[0][], new double[0]));
        Posterior posterior = gp.predict(rows(3, 3, 1));
        assertThat(posterior.means()).containsOnly(0);
        assertThat(posterior.variances()).usingComparatorWithPrecision(1e-12).containsOnly(1);
        assertThat(gp.parameters()).isEqualTo(GaussianProcess.priorMode(THREE));
    }

    @Test
    void gradientOfTheMapObjectiveMatchesCentralDifferences() {
        double[][] x = rows(20, 3, 2);
        double[] noise = new double[20];
        Arrays.setAll(noise, i -> 1 + 0.1 * i);
        GpData data = GpData.of(
                x, Arrays.stream(x).mapToDouble(GaussianProcessTest::wave).toArray(), noise);
        Gradients.assertGradient(new MapObjective(THREE, data), new double[] {-0.5, 0.4, 0.1, 0.3, -4});
        Gradients.assertGradient(new MapObjective(THREE, data), new double[] {0.5, -1, 1.5, -0.9, -2});
    }

    @Test
    void fittingFindsTheOrderOfRelevance() {
        GaussianProcess gp = GaussianProcess.fit(THREE, observed(rows(40, 3, 3), GaussianProcessTest::wave));
        List<Double> logs = gp.parameters().logs();
        assertThat(logs.get(0)).isLessThan(logs.get(1));
        assertThat(logs.get(1)).isLessThan(logs.get(2));
        Posterior held = gp.predict(rows(50, 3, 4));
        double[][] at = rows(50, 3, 4);
        for (int i = 0; i < 50; i++) {
            assertThat(held.mean(i)).isCloseTo(wave(at[i]), within(0.15));
        }
    }

    @Test
    void fittingNeverLosesAgainstItsStart() {
        GpData data = observed(rows(25, 3, 5), GaussianProcessTest::wave);
        GpParameters start = GpParameters.of(2, -2, 1, -1, -1);
        GaussianProcess fitted = GaussianProcess.fit(THREE, data, start);
        assertThat(fitted.logPosterior())
                .isGreaterThan(GaussianProcess.of(THREE, data, start).logPosterior());
        GaussianProcess again = GaussianProcess.fit(THREE, data, fitted.parameters());
        assertThat(again.logPosterior()).isGreaterThanOrEqualTo(fitted.logPosterior());
        GaussianProcess both = GaussianProcess.fit(THREE, data, start, GaussianProcess.priorMode(THREE));
        assertThat(both.logPosterior()).isGreaterThanOrEqualTo(fitted.logPosterior());
    }

    @Test
    void predictionsAreCalibratedOnDrawsOfTheModelItself() {
        int covered = 0;
        int asked = 0;
        for (int round = 0; round < 20; round++) {
            Stream stream = Seed.of(round).child("draw").stream();
            double[][] x = rows(30, 3, 100 + round);
            GpParameters truth = GpParameters.of(-0.5, 0, 0.7, 0, -4);
            double[] f = GaussianProcess.of(THREE, GpData.of(new double[0][], new double[0]), truth)
                    .draw(x, 1, stream)[0];
            double[] y = Arrays.stream(f, 0, 20)
                    .map(v -> v + StrictMath.exp(-2) * stream.gaussian())
                    .toArray();
            GaussianProcess gp = GaussianProcess.fit(THREE, GpData.of(Arrays.copyOf(x, 20), y));
            Posterior held = gp.predict(Arrays.copyOfRange(x, 20, 30));
            for (int i = 0; i < 10; i++) {
                covered += Math.abs(f[20 + i] - held.mean(i)) < 1.6449 * held.sd(i) ? 1 : 0;
                asked++;
            }
        }
        // A nominal 90 %; 200 correlated cases.
        assertThat(covered / (double) asked).isBetween(0.80, 0.98);
    }

    @Test
    void pendingRowsKeepTheMeanAndShrinkTheVariance() {
        GaussianProcess gp = GaussianProcess.fit(THREE, observed(rows(15, 3, 6), GaussianProcessTest::wave));
        double[][] pending = {{0.9, 0.1, 0.5}};
        double[][] near = {{0.85, 0.15, 0.5}, {0.9, 0.1, 0.5}};
        Posterior before = gp.predict(near);
        Posterior after = gp.withPending(pending).predict(near);
        for (int i = 0; i < near.length; i++) {
            assertThat(after.mean(i)).isCloseTo(before.mean(i), within(1e-9));
            assertThat(after.variance(i)).isLessThan(before.variance(i));
        }
        assertThat(gp.withPending(pending).parameters()).isEqualTo(gp.parameters());
    }

    @Test
    void drawsHaveThePosteriorMoments() {
        GaussianProcess gp = GaussianProcess.fit(THREE, observed(rows(10, 3, 7), GaussianProcessTest::wave));
        double[][] at = rows(4, 3, 8);
        Posterior posterior = gp.predict(at);
        double[][] draws = gp.draw(at, 4000, Seed.of(9).stream());
        for (int i = 0; i < at.length; i++) {
            int column = i;
            double mean =
                    Arrays.stream(draws).mapToDouble(r -> r[column]).average().orElseThrow();
            double square = Arrays.stream(draws)
                    .mapToDouble(r -> r[column] * r[column])
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(posterior.mean(i), within(5 * posterior.sd(i) / Math.sqrt(4000)));
            assertThat(square - mean * mean).isCloseTo(posterior.variance(i), within(0.12 * posterior.variance(i)));
        }
    }

    @Test
    void nearDuplicatesConstantsAndExtremesGiveFiniteAnswers() {
        double[][] same = new double[40][];
        Arrays.setAll(same, i -> new double[] {0.5 + i * 1e-13, 0.5, 0.5});
        assertFinite(GaussianProcess.fit(THREE, observed(same, x -> 1.0)));
        double[] alternating = new double[40];
        Arrays.setAll(alternating, i -> i % 2 == 0 ? 1 : -1);
        assertFinite(GaussianProcess.fit(THREE, GpData.of(same, alternating)));
        assertFinite(GaussianProcess.fit(THREE, observed(rows(10, 3, 1), x -> 0.0)));
        double[][] few = rows(3, 3, 1);
        assertFinite(GaussianProcess.fit(THREE, GpData.of(few, new double[] {1e300, -1e300, 1e308})));
        assertFinite(GaussianProcess.fit(THREE, GpData.of(few, new double[] {1e-300, 0, -1e-300})));
        assertFinite(GaussianProcess.of(
                THREE, GpData.of(few, new double[] {1, 2, 3}), GpParameters.of(1e300, -1e300, 99, -99, -1e9)));
        double[][] far = {{1e300, -1e300, 0}, {-1e300, 1e300, 1}};
        assertFinite(GaussianProcess.fit(THREE, GpData.of(far, new double[] {1, 2})));
    }

    private static void assertFinite(GaussianProcess gp) {
        Posterior posterior = gp.predict(new double[][] {{0.5, 0.5, 0.5}, {0, 1, 0.3}});
        for (int i = 0; i < posterior.size(); i++) {
            assertThat(posterior.mean(i)).isFinite();
            assertThat(posterior.variance(i)).isFinite().isNotNegative();
        }
        assertThat(gp.logPosterior()).isFinite();
    }

    @Test
    void sameInputsGiveTheSameBits() {
        GpData data = observed(rows(25, 3, 10), GaussianProcessTest::wave);
        assertThat(GaussianProcess.fit(THREE, data).parameters())
                .isEqualTo(GaussianProcess.fit(THREE, data).parameters());
    }

    @Test
    void wrongInputsAreNamed() {
        double[][] x = {{0.5, 0.5, 0.5}};
        assertThatThrownBy(() -> GpData.of(x, new double[] {Double.NaN})).hasMessageContaining("Observation 0");
        assertThatThrownBy(() -> GpData.of(x, new double[] {1}, new double[] {0}))
                .hasMessageContaining("is 0.0");
        assertThatThrownBy(() -> GpData.of(x, new double[2])).hasMessageContaining("1, 2 and 2");
        assertThatThrownBy(() -> GaussianProcess.fit(ONE, GpData.of(x, new double[1])))
                .hasMessageContaining("has 3 numbers, the kernel expects 1");
        assertThatThrownBy(() -> GaussianProcess.fit(THREE, GpData.of(x, new double[1]), GpParameters.of(1, 2)))
                .hasMessageContaining("has 5 parameters");
        assertThatThrownBy(() -> GpParameters.of(Double.NaN)).hasMessageContaining("NaN");
    }
}
