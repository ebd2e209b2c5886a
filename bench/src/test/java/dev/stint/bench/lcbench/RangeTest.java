package dev.stint.bench.lcbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Folding back into a range. */
final class RangeTest {

    private final Range rate = new Range("learning_rate", false, 1e-4, 1e-1, true);
    private final Range share = new Range("max_dropout", false, 0, 1, false);
    private final Range batch = new Range("batch_size", true, 16, 512, true);

    @Test
    void whatLiesInsideStays() {
        assertThat(rate.fold(3e-3)).isEqualTo(3e-3);
        assertThat(share.fold(0)).isEqualTo(0);
        assertThat(batch.fold(512)).isEqualTo(512);
    }

    @Test
    void whatLiesOutsideIsReflectedAtTheBound() {
        assertThat(share.fold(1.2)).isCloseTo(0.8, within(1e-12));
        assertThat(share.fold(-0.3)).isCloseTo(0.3, within(1e-12));
        assertThat(rate.fold(1)).isCloseTo(1e-2, within(1e-9));
        assertThat(rate.fold(1e-5)).isCloseTo(1e-3, within(1e-9));
    }

    @Test
    void wholeNumbersStayWhole() {
        // Half of 16, reflected in the logarithm, is twice 16; 993 is 512 times 1.94, and 512 / 1.94 is 264.0.
        assertThat(batch.fold(8)).isEqualTo(32);
        assertThat(batch.fold(993)).isEqualTo(264);
    }

    @Test
    void farOutsideIsReflectedAsOftenAsNeeded() {
        assertThat(share.fold(2.25)).isCloseTo(0.25, within(1e-12));
        assertThat(share.fold(-1.5)).isCloseTo(0.5, within(1e-12));
    }
}
