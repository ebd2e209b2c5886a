package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcordanceTest {
    @Test
    void withoutPairsThePriorSpeaks() {
        Concordance prior = Concordance.of(List.of(), 0.82);
        assertThat(prior.probability()).isCloseTo(0.82, within(1e-12));
        assertThat(prior.high() - prior.low()).isGreaterThan(0.4);
        assertThat(prior.sentence()).contains("0 configurations, mostly assumed");
    }

    @ParameterizedTest
    @CsvSource({"0.95, TRUST", "0, DONT_TRUST", "-0.5, DONT_TRUST"})
    void twentyConfigurationsDecide(double correlation, Concordance.Trust trust) {
        int right = 0;
        for (int seed = 0; seed < 100; seed++) {
            right += Concordance.of(pairs(20, correlation, new Random(seed)), 0.7)
                                    .trust()
                            == trust
                    ? 1
                    : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(correlation == 0 ? 75 : 95);
    }

    @Test
    void sixConfigurationsSeldomDecideAgainstThePrior() {
        int decided = 0;
        for (int seed = 0; seed < 100; seed++) {
            Concordance six = Concordance.of(pairs(6, 0, new Random(seed)), 0.82);
            decided += six.trust() == Concordance.Trust.DONT_TRUST ? 1 : 0;
        }
        assertThat(decided).isLessThan(25);
    }

    @Test
    void intervalsCoverTheTruth() {
        double correlation = 0.6;
        double truth = 0.5 + StrictMath.asin(correlation) / Math.PI;
        int covered = 0;
        for (int seed = 0; seed < 400; seed++) {
            Concordance seen = Concordance.of(pairs(15, correlation, new Random(seed)), 0.75);
            covered += seen.low() <= truth && truth <= seen.high() ? 1 : 0;
        }
        assertThat(covered / 400.0).isBetween(0.88, 1.0);
    }

    @Test
    void pairsThatShareMembersCountLess() {
        List<Concordance.Pair> agreeing = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            agreeing.add(new Concordance.Pair(i, 2 * i));
        }
        double worth = 9.0 * 6 * 5 / (2 * 17);
        assertThat(Concordance.of(agreeing, 0.5).probability()).isCloseTo((3 + worth) / (6 + worth), within(1e-12));
    }

    @Test
    void tiesAreHalfAnAgreement() {
        List<Concordance.Pair> tied = List.of(new Concordance.Pair(1, 1), new Concordance.Pair(1, 2));
        assertThat(Concordance.of(tied, 0.5).probability()).isCloseTo(0.5, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.51", "0.04, 0.73", "0.25, 0.88", "1, 0.99", "0.35355, 0.905"})
    void longerPrefixesUsuallyRankBetter(double fraction, double expected) {
        assertThat(Concordance.usual(fraction)).isCloseTo(expected, within(1e-4));
    }

    @Test
    void theVerdictIsASentence() {
        assertThat(Concordance.of(pairs(30, 0.98, new Random(1)), 0.8).sentence())
                .startsWith("Early ranks can be trusted")
                .endsWith("30 configurations).");
    }

    @Test
    void badInputIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Concordance.of(List.of(), 1));
        List<Concordance.Pair> broken = List.of(new Concordance.Pair(1, 2), new Concordance.Pair(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Concordance.of(broken, 0.5));
    }

    private static List<Concordance.Pair> pairs(int n, double correlation, Random random) {
        List<Concordance.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double low = random.nextGaussian();
            double rest = Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            pairs.add(new Concordance.Pair(low, correlation * low + rest));
        }
        return pairs;
    }
}
