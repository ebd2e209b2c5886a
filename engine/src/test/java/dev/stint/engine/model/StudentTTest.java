package dev.stint.engine.model;

import static dev.stint.engine.model.Golden.relativeError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StudentTTest {
    @Test
    void quantilesMatchAnotherImplementation() {
        for (double[] row : Golden.rows("student_t.csv")) {
            double t = StudentT.standard(row[0]).quantile(row[1]);
            assertThat(relativeError(t, row[2]))
                    .as("t(%s) at %s", row[0], row[1])
                    .isLessThan(1e-10);
            assertThat(relativeError(StudentT.standard(row[0]).cdf(t), row[1])).isLessThan(1e-10);
        }
    }

    @Test
    void withInfiniteFreedomItIsNormal() {
        StudentT normal = new StudentT(2, 3, Double.POSITIVE_INFINITY);
        assertThat(normal.quantile(0.9)).isEqualTo(2 + 3 * Normal.quantile(0.9));
        assertThat(normal.cdf(5)).isEqualTo(Normal.cdf(1));
        assertThat(normal.sd()).isEqualTo(3);
        double nearly = StudentT.standard(1e6).quantile(0.99);
        assertThat(nearly).isCloseTo(Normal.quantile(0.99), within(1e-5));
    }

    @Test
    void theCentreIsSymmetric() {
        StudentT t = new StudentT(1, 2, 5);
        assertThat(t.quantile(0.5)).isCloseTo(1, within(1e-12));
        assertThat(t.cdf(1)).isEqualTo(0.5);
        assertThat(t.sd()).isCloseTo(2 * Math.sqrt(5.0 / 3), within(1e-15));
        assertThat(StudentT.standard(2).sd()).isInfinite();
    }

    @Test
    void intervalsOfSmallSamplesHoldTheMeanAsOftenAsTheySay() {
        Stream stream = Seed.of(1).stream();
        int held = 0;
        for (int round = 0; round < 4000; round++) {
            double[] sample = new double[3];
            Arrays.setAll(sample, i -> 7 + 2 * stream.gaussian());
            held += StudentT.meanInterval(sample, 0.9).contains(7) ? 1 : 0;
        }
        // Binomial(4000, 0.9): sd 19; five sd.
        assertThat(held).isBetween(3505, 3695);
    }

    @Test
    void tooSmallSamplesSayNothing() {
        assertThat(StudentT.meanInterval(new double[0], 0.9)).isEqualTo(Interval.UNKNOWN);
        assertThat(StudentT.meanInterval(new double[] {3}, 0.9)).isEqualTo(Interval.UNKNOWN);
        assertThat(StudentT.meanInterval(new double[] {3, 3}, 0.9)).isEqualTo(new Interval(3, 3));
    }

    @Test
    void impossibleParametersAreRefused() {
        assertThatThrownBy(() -> StudentT.standard(0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> new Interval(2, 1)).hasMessageContaining("[2.0, 1.0]");
    }
}
