package dev.stint.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.insight.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NumbersTest {

    @Test
    void valuesHaveFourDigits() {
        assertThat(List.of(0.0, 0.123456, 1234.567, 98765.0, 0.0001, -2.5).stream()
                        .map(Numbers::value))
                .containsExactly("0", "0.1235", "1235", "98765", "0.0001000", "−2.500");
    }

    @Test
    void verySmallAndVeryLargeValuesHavePowersOfTen() {
        assertThat(Numbers.value(1e-6)).isEqualTo("1e-6");
        assertThat(Numbers.value(-2.5e-9)).isEqualTo("−2.5e-9");
        assertThat(Numbers.value(3.25e9)).isEqualTo("3.25e9");
        assertThat(Numbers.value(1e10)).isEqualTo("1e10");
    }

    @Test
    void whatIsNotANumberIsADash() {
        assertThat(Numbers.value(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.value(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    }

    @Test
    void theUncertaintyDecidesTheDigits() {
        assertThat(Numbers.value(0.143217, 0.0061)).isEqualTo("0.1432");
        assertThat(Numbers.value(1234.567, 42)).isEqualTo("1235");
        assertThat(Numbers.value(0.143217, 0)).isEqualTo("0.1432");
    }

    @Test
    void anEstimateSaysWhereItsWidthComesFrom() {
        assertThat(Numbers.uncertainty(new Estimate.Bounded(0.5, 0.45, 0.55, 1, Estimate.Basis.OTHER_FINALISTS)))
                .isEqualTo("90 % interval 0.450 to 0.550, 1 seed, spread taken from the other finalists");
        assertThat(Numbers.uncertainty(new Estimate.Unbounded(0.5, 1, "one seed")))
                .isEqualTo("cannot tell how far off: one seed");
    }

    @Test
    void sharesNearTheEndsAreNotRoundedAway() {
        assertThat(List.of(0.0, 0.0004, 0.5, 0.9999, 1.0).stream().map(Numbers::percent))
                .containsExactly("0 %", "< 1 %", "50 %", "> 99 %", "100 %");
    }

    @Test
    void ledgersShowSixDigitsOfTheBudget() {
        Amount budget = new Amount(100, Unit.HOURS);
        assertThat(Numbers.ledger(new Amount(1.23456, Unit.HOURS), budget)).isEqualTo("1.235");
        assertThat(Numbers.ledger(new Amount(-1e-9, Unit.HOURS), budget)).isEqualTo("0.000");
    }

    @Test
    void listsReadAsEnglish() {
        assertThat(Numbers.listed(List.of("a"))).isEqualTo("a");
        assertThat(Numbers.listed(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }
}
