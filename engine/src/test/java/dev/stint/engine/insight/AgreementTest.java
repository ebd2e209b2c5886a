package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.insight.Agreement.Standing;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import org.junit.jupiter.api.Test;

final class AgreementTest {

    private static Agreement of(double... said) {
        double[] scores = new double[said.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i;
        }
        return Agreement.of(said, scores);
    }

    @Test
    void fourConfigurationsAreTooFew() {
        assertThat(of(1, 2, 3, 4).standing()).isEqualTo(Standing.TOO_FEW);
        assertThat(of(1, 2, 3, 4).sentence(true)).isEmpty();
        assertThat(Agreement.of(new double[0], new double[0]).standing()).isEqualTo(Standing.TOO_FEW);
    }

    @Test
    void theSameOrderAgreesAndTheOppositeRunsAgainst() {
        Agreement same = of(1, 2, 3, 4, 5);
        Agreement opposite = of(5, 4, 3, 2, 1);
        assertThat(same.standing()).isEqualTo(Standing.AGREES);
        assertThat(opposite.standing()).isEqualTo(Standing.RUNS_AGAINST);
        assertThat(opposite.share()).isCloseTo(1 - same.share(), within(1e-12));
        assertThat(opposite.low()).isCloseTo(1 - same.high(), within(1e-9));
    }

    @Test
    void whatRanksNothingCannotBeTold() {
        Agreement none = of(0, 0, 0, 0, 0, 0);
        assertThat(none.low()).isCloseTo(0.05, within(1e-9));
        assertThat(none.standing()).isEqualTo(Standing.CANNOT_TELL);
        assertThat(of(1, 4, 2, 5, 3, 0).standing()).isEqualTo(Standing.CANNOT_TELL);
    }

    @Test
    void itIsSaidInWords() {
        assertThat(new Agreement(10, 0.71, 0.58, 0.82).sentence(true))
                .isEqualTo("agrees in 71 % of pairs (90 % interval 58 % to 82 %)");
        assertThat(new Agreement(10, 0.27, 0.12, 0.45).sentence(false))
                .startsWith("runs against this study: left out after 10 configurations");
        assertThat(new Agreement(10, 0.27, 0.12, 0.45).sentence(true)).endsWith("kept, since no earlier study agrees");
        assertThat(new Agreement(10, 0.55, 0.4, 0.7).sentence(true))
                .isEqualTo("cannot tell: agrees in 55 % of pairs (90 % interval 40 % to 70 %)");
    }

    @Test
    void whatIsLeftOutForThisVeryStudyIsSaid() {
        assertThat(new Agreement(4, 0.55, 0.1, 0.9).sentence(false))
                .isEqualTo("left out: this very study was made before");
        assertThat(new Agreement(10, 0.55, 0.4, 0.7).sentence(false))
                .startsWith("cannot tell: agrees in 55 %")
                .endsWith("; left out: this very study was made before");
    }

    /** By chance 5 % each way; with 2000 rankings the standard error is .5 %, so beyond these bounds less than once in a million. */
    @Test
    void chanceIsSeldomTakenForAgreement() {
        Stream stream = Seed.of(4).stream();
        int agrees = 0;
        int against = 0;
        for (int i = 0; i < 2000; i++) {
            double[] said = new double[10];
            for (int j = 0; j < said.length; j++) {
                said[j] = stream.uniform();
            }
            agrees += of(said).agrees() ? 1 : 0;
            against += of(said).runsAgainst() ? 1 : 0;
        }
        assertThat(agrees / 2000.0).isBetween(0.02, 0.08);
        assertThat(against / 2000.0).isBetween(0.02, 0.08);
    }
}
