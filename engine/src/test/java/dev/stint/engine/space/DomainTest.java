package dev.stint.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.testing.Draws;
import dev.stint.engine.testing.Property;
import dev.stint.engine.testing.Spaces;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DomainTest {

    @Test
    void whatIsDrawnIsContainedAndItsOwnCanonicalForm() {
        Property.holds(5_000, draws -> {
            Domain domain = Spaces.domain(draws);
            double u = draws.chance(0.2) ? draws.below(2) : draws.real(0, 1);
            for (Value value : List.of(domain.fromUnit(u), domain.tidyFromUnit(u))) {
                assertThat(domain.contains(value))
                        .as(domain.describe() + " contains " + value.text())
                        .isTrue();
                assertThat(domain.canonical(value)).as(domain.describe()).isEqualTo(value);
                assertThat(domain.fromUnit(domain.toUnit(value)))
                        .as(domain.describe())
                        .isEqualTo(value);
            }
        });
    }

    @Test
    void canonicalValuesOfAnyContainedValueStayInTheDomain() {
        Property.holds(5_000, draws -> {
            Domain domain = draws.chance(0.5) ? Spaces.uniform(draws) : Spaces.logUniform(draws);
            Value any = inside(domain, draws);
            Value canonical = domain.canonical(any);
            assertThat(domain.contains(canonical)).isTrue();
            assertThat(domain.canonical(canonical)).isEqualTo(canonical);
            assertThat(domain.fromUnit(domain.toUnit(canonical)))
                    .as(domain.describe())
                    .isEqualTo(canonical);
        });
    }

    private static Value inside(Domain domain, Draws draws) {
        return switch (domain) {
            case Domain.Uniform d -> new Value.Real(Math.clamp(draws.real(d.low(), d.high()), d.low(), d.high()));
            case Domain.LogUniform d -> new Value.Real(Math.clamp(draws.logReal(d.low(), d.high()), d.low(), d.high()));
            default -> domain.fromUnit(draws.real(0, 1));
        };
    }

    @Test
    void theUnitIntervalKeepsTheOrder() {
        Property.holds(2_000, draws -> {
            Domain domain = draws.chance(0.5) ? Spaces.intRange(draws) : Spaces.logInt(draws);
            double u = draws.real(0, 1);
            double v = draws.real(u, 1);
            assertThat(domain.fromUnit(u).number())
                    .isLessThanOrEqualTo(domain.fromUnit(v).number());
            assertThat(domain.toUnit(domain.fromUnit(u))).isLessThanOrEqualTo(domain.toUnit(domain.fromUnit(v)));
        });
    }

    @Test
    void logIntStartsAtOneWithTheWidestBin() {
        Domain.LogInt domain = new Domain.LogInt(1, 1000);
        assertThat(domain.fromUnit(0)).isEqualTo(new Value.Whole(1));
        assertThat(domain.fromUnit(1)).isEqualTo(new Value.Whole(1000));
        assertThat(domain.toUnit(new Value.Whole(1))).isGreaterThan(0);
        for (long n = 1; n <= 1000; n++) {
            assertThat(domain.fromUnit(domain.toUnit(new Value.Whole(n)))).isEqualTo(new Value.Whole(n));
        }
        double first = domain.toUnit(new Value.Whole(2)) - domain.toUnit(new Value.Whole(1));
        double last = domain.toUnit(new Value.Whole(1000)) - domain.toUnit(new Value.Whole(999));
        assertThat(first).isGreaterThan(100 * last);
    }

    @Test
    void realsKeepTwelveDigitsAndNoMore() {
        Domain domain = new Domain.LogUniform(1e-5, 1e-1);
        assertThat(domain.canonical(new Value.Real(0.00123456789012345))).isEqualTo(new Value.Real(0.00123456789012));
        assertThat(domain.tidyFromUnit(0.333333).text()).isEqualTo("0.0002154");
    }

    @Test
    void allSixHundredDecadesOfTheDoublesMayBeTuned() {
        Domain domain = new Domain.LogUniform(1e-300, 1e300);
        assertThat(domain.fromUnit(0.5).number()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(domain.fromUnit(1)).isEqualTo(new Value.Real(1e300));
    }

    @Test
    void wholeNumbersTooLargeToBeToldApartAreRefused() {
        assertThatThrownBy(() -> new Domain.IntRange(0, Long.MAX_VALUE)).hasMessageContaining("1e12");
        assertThatThrownBy(() -> new Domain.IntRange(Long.MIN_VALUE, 0)).hasMessageContaining("1e12");
        assertThatThrownBy(() -> new Domain.LogInt(1, 10_000_000_000_000L)).hasMessageContaining("1e12");
    }

    @Test
    void rangesNeedAnOrderAndLogarithmsAPositiveStart() {
        assertThatThrownBy(() -> new Domain.Uniform(1, 1)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> new Domain.Uniform(2, 1)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> new Domain.Uniform(Double.NaN, 1)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> new Domain.Uniform(0, Double.POSITIVE_INFINITY))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> new Domain.LogUniform(0, 1)).hasMessageContaining("positive");
        assertThatThrownBy(() -> new Domain.LogInt(0, 10)).hasMessageContaining("positive");
        assertThatThrownBy(() -> new Domain.Choice(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Domain.Choice(List.of(new Value.Whole(1), new Value.Whole(1))))
                .hasMessageContaining("distinct");
    }

    @Test
    void wrongKindsAreNotContained() {
        Domain whole = new Domain.IntRange(0, 10);
        assertThat(whole.contains(new Value.Real(2.5))).isFalse();
        assertThat(whole.contains(new Value.Real(2))).isTrue();
        assertThat(whole.canonical(new Value.Real(2))).isEqualTo(new Value.Whole(2));
        assertThat(whole.contains(new Value.Text("2"))).isFalse();
        assertThat(new Domain.Uniform(0, 10).contains(new Value.Flag(true))).isFalse();
        assertThat(new Domain.Uniform(0, 10).canonical(new Value.Whole(2))).isEqualTo(new Value.Real(2));
    }
}
