package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values from printed tables and closed forms. */
class DistributionsTest {
    @ParameterizedTest
    @CsvSource({"0.95, 1, 6.313752", "0.95, 2, 2.919986", "0.95, 10, 1.812461", "0.8, 3, 0.978472", "0.05, 5, -2.015048"
    })
    void studentQuantilesAgreeWithTheTables(double p, double df, double t) {
        assertThat(StudentT.quantile(p, df)).isCloseTo(t, within(1e-6));
        assertThat(StudentT.cdf(t, df)).isCloseTo(p, within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 1, 1, 0.3",
        "0.25, 2, 1, 0.0625",
        "0.5, 3, 3, 0.5",
        "0.2, 2, 3, 0.1808",
        "0.9, 0.5, 0.5, 0.7951672"
    })
    void theIncompleteBetaAgreesWithClosedForms(double x, double a, double b, double p) {
        assertThat(IncompleteBeta.at(x, a, b)).isCloseTo(p, within(1e-7));
        assertThat(IncompleteBeta.quantile(p, a, b)).isCloseTo(x, within(1e-6));
    }
}
