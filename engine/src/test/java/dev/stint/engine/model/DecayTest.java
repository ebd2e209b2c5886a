package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class DecayTest {

    @Test
    void itIsTheExponentialToThreeUnitsInTheLastPlace() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double u = i % 2 == 0 ? 3 * random.nextDouble() : 700 * random.nextDouble();
            double exact = StrictMath.exp(-u);
            assertThat(Math.abs(Decay.of(u) - exact)).as("at " + u).isLessThanOrEqualTo(3 * Math.ulp(exact));
        }
    }

    @Test
    void theEndsAreExact() {
        assertThat(Decay.of(0)).isEqualTo(1);
        assertThat(Decay.of(800)).isZero();
        assertThat(Decay.of(Double.POSITIVE_INFINITY)).isZero();
        assertThat(Decay.of(Double.NaN)).isNaN();
    }
}
