package dev.stint.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.testing.Draws;
import dev.stint.engine.testing.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LedgerTest {

    private static final double TOTAL = 100;

    private static Amount of(double hours) {
        return new Amount(hours, Unit.HOURS);
    }

    /** Work as the shadow remembers it. */
    private static final class Work {
        private final String key;
        private final String phase;
        private final double reserved;
        private double charged;

        Work(String key, String phase, double reserved) {
            this.key = key;
            this.phase = phase;
            this.reserved = reserved;
        }
    }

    /** The same books kept beside the ledger in plain numbers. */
    private static final class Shadow {
        private Ledger ledger = Ledger.of(of(TOTAL));
        private final List<Work> open = new ArrayList<>();
        private final Map<String, Double> phases = new LinkedHashMap<>();
        private int works;

        void step(Draws draws) {
            switch (draws.below(5)) {
                case 0, 1 -> reserve(draws);
                case 2, 3 -> charge(draws);
                default -> release(draws);
            }
        }

        private void reserve(Draws draws) {
            double amount = draws.real(0, 30);
            if (ledger.affords(of(amount))) {
                Work work = new Work(++works + "/1", "phase " + works % 3, amount);
                ledger = ledger.reserve(work.key, work.phase, of(amount));
                open.add(work);
                assertThat(ledger.spent().plus(ledger.reserved()).value()).isLessThanOrEqualTo(TOTAL + 1e-6);
            }
        }

        private void charge(Draws draws) {
            double cost = draws.real(0, 12);
            if (open.isEmpty() || draws.chance(0.2)) {
                ledger = ledger.chargePhase("starts", of(cost));
                phases.merge("starts", cost, Double::sum);
                return;
            }
            Work work = draws.pick(open);
            ledger = ledger.charge(work.key, of(cost));
            work.charged += cost;
            phases.merge(work.phase, cost, Double::sum);
        }

        private void release(Draws draws) {
            if (!open.isEmpty()) {
                Work work = draws.pick(open);
                ledger = ledger.release(work.key);
                open.remove(work);
            }
        }

        void check() {
            double spent = phases.values().stream().mapToDouble(x -> x).sum();
            double reserved = open.stream()
                    .mapToDouble(w -> Math.max(0, w.reserved - w.charged))
                    .sum();
            assertThat(ledger.spent().value()).isCloseTo(spent, within(1e-9));
            assertThat(ledger.reserved().value()).isCloseTo(reserved, within(1e-9));
            assertThat(ledger.free().value()).isCloseTo(TOTAL - spent - reserved, within(1e-9));
            phases.forEach(
                    (phase, amount) -> assertThat(ledger.spent(phase).value()).isCloseTo(amount, within(1e-9)));
            assertThat(ledger.open().sequencedKeySet())
                    .containsExactlyElementsOf(open.stream().map(w -> w.key).toList());
        }
    }

    @Test
    void theBooksBalanceAfterAnySequenceOfEntries() {
        Property.holds(300, draws -> {
            Shadow shadow = new Shadow();
            for (int i = 0; i < 60; i++) {
                shadow.step(draws);
                shadow.check();
            }
        });
    }

    @Test
    void aViewIsCappedButKeepsTheBooks() {
        Ledger ledger = Ledger.of(of(10)).reserve("1/1", "explore", of(3)).charge("1/1", of(2));
        assertThat(ledger.free()).isEqualTo(of(7));
        assertThat(ledger.cappedAt(of(4)).free()).isEqualTo(of(1));
        assertThat(ledger.cappedAt(of(4)).total()).isEqualTo(of(10));
        assertThat(ledger.cappedAt(of(40)).free()).isEqualTo(of(7));
        assertThat(ledger.cappedAt(of(4)).affords(of(1))).isTrue();
        assertThat(ledger.cappedAt(of(4)).affords(of(1.1))).isFalse();
        assertThat(ledger.cappedAt(of(1)).free().value()).isNegative();
    }

    @Test
    void aLargerBudgetFreesTheDifference() {
        Ledger ledger = Ledger.of(of(10)).reserve("1/1", "explore", of(3));
        assertThat(ledger.withTotal(of(15)).free()).isEqualTo(of(12));
    }

    @Test
    void anOverrunIsChargedInFull() {
        Ledger ledger = Ledger.of(of(10)).reserve("1/1", "explore", of(3)).charge("1/1", of(5));
        assertThat(ledger.spent()).isEqualTo(of(5));
        assertThat(ledger.reserved()).isEqualTo(of(0));
        assertThat(ledger.free()).isEqualTo(of(5));
        assertThat(ledger.release("1/1").free()).isEqualTo(of(5));
    }

    @Test
    void workIsReservedOnceAndChargedOnlyWhileReserved() {
        Ledger ledger = Ledger.of(of(10)).reserve("1/1", "explore", of(3));
        assertThatThrownBy(() -> ledger.reserve("1/1", "explore", of(3))).hasMessageContaining("work 1/1 already");
        assertThatThrownBy(() -> ledger.charge("2/1", of(3))).hasMessageContaining("work 2/1 holds no");
        assertThatThrownBy(() -> ledger.release("2/1")).hasMessageContaining("work 2/1 holds no");
    }

    @Test
    void amountsOfDifferentUnitsDoNotMix() {
        Amount minutes = new Amount(3, Unit.MINUTES);
        assertThatThrownBy(() -> of(1).plus(minutes)).hasMessageContaining("hours with minutes");
        assertThatThrownBy(() -> of(1).compareTo(minutes)).hasMessageContaining("hours with minutes");
        assertThatThrownBy(() -> new Amount(Double.NaN, Unit.HOURS)).hasMessageContaining("finite");
    }

    @Test
    void anAmountRoundedUpIsWhatItsTextSays() {
        assertThat(of(217.35).roundedUp()).isEqualTo(of(218));
        assertThat(of(218).roundedUp()).isEqualTo(of(218));
        assertThat(of(12.31).roundedUp()).isEqualTo(of(12.4));
        assertThat(of(0.001).roundedUp()).isEqualTo(of(0.001));
    }

    @Test
    void amountsShowThreeDigits() {
        assertThat(List.of(of(0.123456).text(), of(12.3456).text(), of(123.456).text(), of(-1).text()))
                .containsExactly("0.12 h", "12.3 h", "123 h", "-1.00 h");
    }
}
