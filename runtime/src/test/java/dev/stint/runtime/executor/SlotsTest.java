package dev.stint.runtime.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.spec.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlotsTest {

    private static final Devices FOUR = new Devices(Devices.Kind.NVIDIA, List.of("0", "1", "2", "3"));

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "8, 7"})
    void automaticSlotsLeaveACore(int cores, int slots) {
        assertThat(Slots.of(new Resources(null, 0), cores, Devices.none()).count())
                .isEqualTo(slots);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 2", "3, 1", "0.5, 8", "0.3, 12"})
    void automaticSlotsFollowTheDevices(double each, int slots) {
        assertThat(Slots.of(new Resources(null, each), 2, FOUR).count()).isEqualTo(slots);
    }

    @Test
    void everyHolderHasItsOwnDevices() {
        Slots slots = Slots.of(new Resources(null, 2), 2, FOUR);
        assertThat(slots.take("a")).containsExactly("0", "1");
        assertThat(slots.take("b")).containsExactly("2", "3");
        assertThatThrownBy(() -> slots.take("c")).hasMessageContaining("no free device");
        slots.release("a");
        assertThat(slots.take("c")).containsExactly("0", "1");
    }

    @Test
    void aLostDeviceIsNotGivenAgain() {
        Slots slots = Slots.of(new Resources(null, 2), 2, FOUR);
        slots.lose("1");
        assertThat(slots.take("a")).containsExactly("0", "2");
        assertThat(slots.free()).as("one is left over").isFalse();
        assertThat(slots.possible()).isTrue();
        slots.lose("0");
        slots.lose("2");
        assertThat(slots.possible()).isFalse();
        assertThat(slots.left()).containsExactly("3");
    }

    @Test
    void sharedDevicesFillEvenly() {
        Slots slots = Slots.of(new Resources(null, 0.5), 2, Devices.declared("0, 1"));
        assertThat(List.of(slots.take("a"), slots.take("b"), slots.take("c"), slots.take("d")))
                .containsExactly(List.of("0"), List.of("1"), List.of("0"), List.of("1"));
        slots.release("b");
        assertThat(slots.take("e")).containsExactly("1");
        assertThat(slots.variables(List.of("1"))).containsOnlyKeys("CUDA_VISIBLE_DEVICES");
    }

    @Test
    void tooFewDevicesAreRefusedWithWhatFits() {
        assertThatThrownBy(() -> Slots.of(new Resources(3, 2), 8, FOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slots: 3 with gpus-per-trial: 2")
                .hasMessageContaining("the 4 found")
                .hasMessageContaining("Write slots: 2");
        assertThatThrownBy(() -> Slots.of(new Resources(null, 1), 8, Devices.none()))
                .hasMessageContaining("gpus-per-trial: 0");
    }
}
