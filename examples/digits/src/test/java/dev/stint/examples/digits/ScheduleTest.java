package dev.stint.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
    @Test
    void risesInALineThenFallsToNothing() {
        Schedule schedule = new Schedule(0.2, 0.1, 1000);

        assertThat(schedule.at(0)).isCloseTo(0.002, within(1e-12));
        assertThat(schedule.at(49)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(99)).isCloseTo(0.2, within(1e-12));
        assertThat(schedule.at(549)).isCloseTo(0.1, within(1e-3));
        assertThat(schedule.at(999)).isBetween(0.0, 1e-5);
    }

    @Test
    void neverRisesAfterTheWarmUp() {
        Schedule schedule = new Schedule(1, 0.05, 500);
        double[] rates = IntStream.range(24, 500).mapToDouble(schedule::at).toArray();

        for (int i = 1; i < rates.length; i++) {
            assertThat(rates[i]).isLessThan(rates[i - 1]);
        }
    }

    @Test
    void startsAtThePeakWithoutWarmUp() {
        assertThat(new Schedule(0.3, 0, 100).at(0)).isCloseTo(0.3, within(1e-3));
    }
}
