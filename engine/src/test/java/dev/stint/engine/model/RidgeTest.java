package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.model.Ridge.Coefficient;
import dev.stint.engine.model.Ridge.Prior;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RidgeTest {
    private static final Prior LINE = new Prior(List.of(new Coefficient(1, 2), new Coefficient(0.5, 1)), 0.3, 4);

    @Test
    void withoutObservationsItIsThePrior() {
        StudentT prediction = Ridge.fit(LINE, new double[0][], new double[0]).predict(new double[] {1, 3});
        assertThat(prediction.location()).isCloseTo(1 + 0.5 * 3, within(1e-15));
        assertThat(prediction.scale()).isCloseTo(Math.sqrt(0.09 + 4 + 9), within(1e-12));
        assertThat(prediction.freedom()).isEqualTo(4);
    }

    @Test
    void oneAndTwoObservationsHaveTheClosedForm() {
        Prior level = new Prior(List.of(new Coefficient(1, 2)), 0.5, 4);
        double precision = 0.25 / 4;
        double[][] x = {{1}, {1}};
        StudentT one = Ridge.fit(level, new double[][] {{1}}, new double[] {3}).predict(new double[] {1});
        double mean = 1 + 2 / (precision + 1);
        double b = 2 * 0.25 + 0.5 * ((3 - mean) * (3 - mean) + precision * (mean - 1) * (mean - 1));
        assertThat(one.location()).isCloseTo(mean, within(1e-14));
        assertThat(one.freedom()).isEqualTo(5);
        assertThat(one.scale()).isCloseTo(Math.sqrt(b / 2.5 * (1 + 1 / (precision + 1))), within(1e-14));
        StudentT two = Ridge.fit(level, x, new double[] {3, 4}).predict(new double[] {1});
        assertThat(two.location()).isCloseTo(1 + 5 / (precision + 2), within(1e-14));
    }

    /** Of two priors: the densities of the outputs, each foreseen from those before it, differ in sum as the evidence does. */
    @Test
    void theEvidenceIsWhatWasForeseenOneAfterTheOther() {
        Prior flat = new Prior(List.of(new Coefficient(0, 3), new Coefficient(0, 0.01)), 1, 4);
        double[][] x = {{1, -1}, {1, 0.5}, {1, 2}, {1, 0.1}};
        double[] y = {0.3, 1.4, 1.9, 0.8};
        double foreseen = foreseen(LINE, x, y) - foreseen(flat, x, y);
        double evidence =
                Ridge.fit(LINE, x, y).logEvidence() - Ridge.fit(flat, x, y).logEvidence();
        assertThat(evidence).isCloseTo(foreseen, within(1e-5));
        assertThat(Math.abs(evidence)).isGreaterThan(0.5);
    }

    private static double foreseen(Prior prior, double[][] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            StudentT next =
                    Ridge.fit(prior, Arrays.copyOf(x, i), Arrays.copyOf(y, i)).predict(x[i]);
            sum += Math.log((next.cdf(y[i] + 1e-4) - next.cdf(y[i] - 1e-4)) / 2e-4);
        }
        return sum;
    }

    @Test
    void manyObservationsFindTheLine() {
        Stream stream = Seed.of(2).stream();
        double[][] x = new double[400][];
        double[] y = new double[400];
        for (int i = 0; i < 400; i++) {
            x[i] = new double[] {1, stream.uniform(-1, 1)};
            y[i] = -2 + 4 * x[i][1] + 0.1 * stream.gaussian();
        }
        Ridge ridge = Ridge.fit(LINE, x, y);
        assertThat(ridge.coefficients()).usingComparatorWithPrecision(0.03).containsExactly(-2, 4);
        assertThat(ridge.predict(new double[] {1, 0}).sd()).isCloseTo(0.1, within(0.02));
    }

    @Test
    void upperQuantilesHoldAsOftenAsTheySayFromFewObservations() {
        Stream stream = Seed.of(3).stream();
        int held = 0;
        for (int round = 0; round < 4000; round++) {
            // Noise and line are drawn from the prior: the variance is 2·0.09 over a gamma of shape 2.
            double gamma = -StrictMath.log(1 - stream.uniform()) - StrictMath.log(1 - stream.uniform());
            double sigma = Math.sqrt(2 * 0.09 / gamma);
            double w0 = 1 + 2 * (sigma / 0.3) * stream.gaussian();
            double w1 = 0.5 + (sigma / 0.3) * stream.gaussian();
            int n = stream.below(4);
            double[][] x = new double[n + 1][];
            double[] y = new double[n + 1];
            for (int i = 0; i <= n; i++) {
                x[i] = new double[] {1, stream.uniform(-1, 1)};
                y[i] = w0 * x[i][0] + w1 * x[i][1] + sigma * stream.gaussian();
            }
            Ridge ridge = Ridge.fit(LINE, Arrays.copyOf(x, n), Arrays.copyOf(y, n));
            held += y[n] < ridge.predict(x[n]).quantile(0.8) ? 1 : 0;
        }
        // Binomial(4000, 0.8): sd 25; five sd.
        assertThat(held).isBetween(3075, 3325);
    }

    @Test
    void wrongInputsAreNamed() {
        assertThatThrownBy(() -> Ridge.fit(LINE, new double[][] {{1}}, new double[] {2}))
                .hasMessageContaining("Observation 0")
                .hasMessageContaining("2 finite numbers");
        assertThatThrownBy(() -> Ridge.fit(LINE, new double[][] {{1, 2}}, new double[0]))
                .hasMessageContaining("1 rows and 0 outputs");
        assertThatThrownBy(() -> new Coefficient(0, 0)).hasMessageContaining("0.0 and 0.0");
        assertThatThrownBy(() -> new Prior(List.of(), 0, 1)).hasMessageContaining("0.0 and 1.0");
    }
}
