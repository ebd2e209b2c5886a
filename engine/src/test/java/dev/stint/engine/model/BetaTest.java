package dev.stint.engine.model;

import static dev.stint.engine.model.Golden.relativeError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BetaTest {
    @Test
    void probabilitiesMatchAnotherImplementation() {
        for (double[] row : Golden.rows("beta.csv")) {
            double cdf = new Beta(row[0], row[1]).cdf(row[2]);
            assertThat(relativeError(cdf, row[3]))
                    .as("I_%s(%s, %s)", row[2], row[0], row[1])
                    .isLessThan(5e-12);
        }
    }

    @Test
    void quantileInvertsTheDistribution() {
        for (double[] row : Golden.rows("beta.csv")) {
            if (row[3] < 0.999) {
                double x = new Beta(row[0], row[1]).quantile(row[3]);
                assertThat(relativeError(x, row[2]))
                        .as("Beta(%s, %s)", row[0], row[1])
                        .isLessThan(1e-10);
            }
        }
    }

    @Test
    void logGammaHasItsKnownValues() {
        assertThat(Beta.logGamma(0.5)).isCloseTo(0.5 * StrictMath.log(Math.PI), within(1e-14));
        assertThat(Beta.logGamma(1)).isCloseTo(0, within(2e-15));
        assertThat(Beta.logGamma(11)).isCloseTo(StrictMath.log(3628800), within(1e-14));
        assertThat(relativeError(Beta.logGamma(1e6), 12815504.569147611)).isLessThan(1e-15);
    }

    @Test
    void endsAndIntervalsAreExact() {
        assertThat(new Beta(2, 3).cdf(0)).isEqualTo(0);
        assertThat(new Beta(2, 3).cdf(1)).isEqualTo(1);
        assertThat(new Beta(2, 3).mean()).isEqualTo(0.4);
        Interval uniform = new Beta(1, 1).interval(0.9);
        assertThat(uniform.low()).isCloseTo(0.05, within(1e-14));
        assertThat(uniform.high()).isCloseTo(0.95, within(1e-14));
    }

    @Test
    void parametersMustBePositive() {
        assertThatThrownBy(() -> new Beta(0, 1)).hasMessageContaining("got 0.0 and 1.0");
        assertThatThrownBy(() -> new Beta(1, 1).quantile(2)).hasMessageContaining("got 2.0");
    }
}
