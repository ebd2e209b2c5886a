package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.insight.Outlook.Row;
import dev.stint.engine.insight.Outlook.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlookTest {

    private static final Amount HOURS = new Amount(30, Unit.GPU_HOURS);

    private static Row row(double expected, double little) {
        return Row.of(HOURS, true, 1, expected, expected, little);
    }

    @Test
    void theIntervalGrowsWithWhatIsExpectedAndIsNeverNegative() {
        Row small = row(0.01, 0.1);
        Row large = row(0.1, 0.1);
        assertThat(small.low()).isGreaterThanOrEqualTo(0);
        assertThat(small.low()).isLessThanOrEqualTo(small.gain());
        assertThat(small.gain()).isLessThan(small.high());
        assertThat(large.high() / small.high()).isBetween(9.99, 10.01);
        assertThat(row(0, 0.1).high()).isZero();
    }

    @Test
    void moreBudgetNeverBuysLess() {
        double before = 0;
        for (double share : new double[] {0.1, 0.25, 0.4, 0.5, 0.8, 1, 2}) {
            double gain = Row.of(HOURS, false, share, 1, 1, 0.1).gain();
            assertThat(gain).isGreaterThanOrEqualTo(before);
            before = gain;
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0001, WORTH_LITTLE", "0.1, CANNOT_TELL", "100, WORTH_IT"})
    void whatIsLittleIsMeasuredAgainstWhatCounts(double expected, Verdict verdict) {
        assertThat(row(expected, 0.05).verdict()).isEqualTo(verdict);
    }

    /** A single study in twenty that gained what counts is enough to keep silent; the largest of the quantiles is 1.37. */
    @ParameterizedTest
    @CsvSource({"1.38, WORTH_LITTLE", "1.36, CANNOT_TELL", "0.57, CANNOT_TELL"})
    void worthLittleIsSaidOnlyWhereNoStudyGainedWhatCounts(double little, Verdict verdict) {
        assertThat(row(1, little).verdict()).isEqualTo(verdict);
    }

    @Test
    void aStudyIsExhaustedWhenEvenTheMostBuysLittle() {
        assertThat(new Outlook("val_loss", 1, List.of(row(0.001, 1), row(0.002, 1))).exhausted())
                .isTrue();
        assertThat(new Outlook("val_loss", 1, List.of(row(0.001, 1), row(50, 1))).exhausted())
                .isFalse();
    }

    @Test
    void theClauseHasItsNumbers() {
        assertThat(row(1e-6, 0.1).says("val_loss"))
                .startsWith("worth little: val_loss better by ")
                .contains("90 %");
    }
}
