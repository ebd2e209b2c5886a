package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.insight.Throughput.Speed;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputTest {

    @Test
    void growsAsLongAsADoublingGainsAQuarter() {
        assertThat(Throughput.largestEfficient(
                        List.of(new Speed(16, 8), new Speed(32, 4.2), new Speed(64, 3), new Speed(128, 2.9))))
                .isEqualTo(64);
    }

    @Test
    void severalDoublingsAtOnceHaveToGainAsMuchEach() {
        assertThat(Throughput.largestEfficient(List.of(new Speed(16, 8), new Speed(256, 4))))
                .isEqualTo(16);
        assertThat(Throughput.largestEfficient(List.of(new Speed(16, 8), new Speed(256, 3))))
                .isEqualTo(256);
    }

    @Test
    void oneIsTheLargest() {
        assertThat(Throughput.largestEfficient(List.of(new Speed(64, 1)))).isEqualTo(64);
    }
}
