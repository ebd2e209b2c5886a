package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchRuleTest {

    /** Trials whose best rate moves by {@code slope} decades a decade of batch size; 3 decades of rates, batches of 16 to 512. */
    private static @Nullable BatchRule rule(int trials, double slope, double noise, long seed) {
        Random random = new Random(seed);
        List<BatchRule.Reading> readings = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            double x = -4 + 3 * random.nextDouble();
            double z = StrictMath.log10(16 * StrictMath.pow(2, random.nextInt(6)));
            double off = x + 2.5 - slope * (z - 2);
            double score = -off * off + 0.3 * z + noise * random.nextGaussian();
            readings.add(new BatchRule.Reading(StrictMath.pow(10, x), StrictMath.pow(10, z), 1, score));
        }
        return BatchRule.of(readings, OptimizerFamily.SGD);
    }

    private static int count(double slope, BatchRule.Verdict verdict) {
        int count = 0;
        for (int seed = 0; seed < 300; seed++) {
            BatchRule rule = rule(60, slope, 0.4, seed);
            count += rule != null && rule.verdict() == verdict ? 1 : 0;
        }
        return count;
    }

    /** 300 studies each, seeds fixed: of 10 % false alarms at most 14 % come by chance in 99 cases of a hundred. */
    @Test
    void aRuleThatHoldsIsSeldomDenied() {
        assertThat(count(1, BatchRule.Verdict.DOES_NOT_HOLD)).isLessThan(42);
        assertThat(count(1, BatchRule.Verdict.HOLDS)).isGreaterThan(200);
    }

    @Test
    void aRateThatStaysIsHardlyEverSaidToFollowTheRule() {
        assertThat(count(0, BatchRule.Verdict.HOLDS)).isLessThan(15);
        assertThat(count(0, BatchRule.Verdict.DOES_NOT_HOLD)).isGreaterThan(200);
    }

    @Test
    void noiseTellsNothing() {
        int told = 0;
        for (int seed = 0; seed < 300; seed++) {
            BatchRule rule = rule(24, 1, 20, seed);
            told += rule != null && rule.verdict() != BatchRule.Verdict.CANNOT_TELL ? 1 : 0;
        }
        assertThat(told).isLessThan(30);
    }

    @Test
    void fewTrialsAreNotAsked() {
        assertThat(rule(15, 1, 0.1, 1)).isNull();
    }
}
