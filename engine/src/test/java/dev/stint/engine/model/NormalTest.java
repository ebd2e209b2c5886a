package dev.stint.engine.model;

import static dev.stint.engine.model.Golden.relativeError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalTest {
    @Test
    void densityAndTailsMatchAnotherImplementation() {
        for (double[] row : Golden.rows("normal.csv")) {
            double x = row[0];
            assertThat(relativeError(Normal.pdf(x), row[1])).as("pdf(%s)", x).isLessThan(1e-14);
            assertThat(relativeError(Normal.cdf(x), row[2])).as("cdf(%s)", x).isLessThan(1e-14);
            assertThat(relativeError(Normal.logCdf(x), row[3]))
                    .as("logCdf(%s)", x)
                    .isLessThan(1e-14);
            assertThat(relativeError(Normal.mills(x), row[4]))
                    .as("mills(%s)", x)
                    .isLessThan(1e-14);
        }
    }

    @Test
    void quantilesMatchAnotherImplementation() {
        for (double[] row : Golden.rows("normal_quantile.csv")) {
            assertThat(relativeError(Normal.quantile(row[0]), row[1]))
                    .as("quantile(%s)", row[0])
                    .isLessThan(2e-14);
        }
    }

    @Test
    void scaledErrorFunctionMatchesAnotherImplementation() {
        for (double[] row : Golden.rows("erfcx.csv")) {
            assertThat(relativeError(Normal.erfcx(row[0]), row[1]))
                    .as("erfcx(%s)", row[0])
                    .isLessThan(1e-14);
        }
    }

    @Test
    void quantileInvertsTheDistribution() {
        for (double p = 0.001; p < 1; p += 0.001) {
            assertThat(Normal.cdf(Normal.quantile(p))).isCloseTo(p, within(4e-16));
        }
    }

    @Test
    void cdfRisesEverywhere() {
        double last = 0;
        for (double x = -9; x < 6; x += 0.01) {
            double here = Normal.cdf(x);
            assertThat(here).isGreaterThan(last);
            last = here;
        }
    }

    @Test
    void extremesAreTheirLimits() {
        assertThat(Normal.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isEqualTo(0);
        assertThat(Normal.cdf(-1e300)).isEqualTo(0);
        assertThat(Normal.cdf(Double.NaN)).isNaN();
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Normal.quantile(Double.MIN_VALUE)).isCloseTo(-38.4674056, within(1e-6));
        assertThat(Normal.mills(1e200)).isEqualTo(1e-200);
    }

    @Test
    void probabilitiesOutsideTheUnitIntervalAreRefused() {
        assertThatThrownBy(() -> Normal.quantile(1.5)).hasMessageContaining("got 1.5");
        assertThatThrownBy(() -> Normal.quantile(Double.NaN)).hasMessageContaining("got NaN");
    }
}
