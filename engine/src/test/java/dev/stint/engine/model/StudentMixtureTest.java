package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentMixtureTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.16, 0.5, 0.95, 0.99})
    void quantilesAreWhereTheDistributionSaysSo(double p) {
        StudentMixture mixture = new StudentMixture(
                3, new double[] {0.2, 0.5, 0.3}, new double[] {-4, 0, 1.5}, new double[] {0.1, 2, 0.5});
        assertThat(mixture.cdf(mixture.quantile(p))).isCloseTo(p, within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.16, 0.95})
    void onePartIsThatPart(double p) {
        StudentMixture one = new StudentMixture(4, new double[] {1}, new double[] {2}, new double[] {3});
        assertThat(one.quantile(p)).isCloseTo(2 + 3 * StudentT.standard(4).quantile(p), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 0.95})
    void aPointIsAPoint(double p) {
        StudentMixture point = new StudentMixture(4, new double[] {0.5, 0.5}, new double[] {2, 2}, new double[] {0, 0});
        assertThat(point.quantile(p)).isEqualTo(2);
    }
}
