package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalAgreementTest {

    @ParameterizedTest
    @CsvSource({"2, CANNOT_TELL", "3, CANNOT_TELL", "4, AGREES", "6, AGREES"})
    void anOrderOfThreeSaysNothing(int finalists, GoalAgreement.Verdict verdict) {
        double[] values = new double[finalists];
        for (int i = 0; i < finalists; i++) {
            values[i] = i;
        }
        GoalAgreement same = GoalAgreement.of("holdout_loss", values, values);
        assertThat(same)
                .isInstanceOfSatisfying(
                        GoalAgreement.Told.class, t -> assertThat(t.verdict()).isEqualTo(verdict));
        assertThat(GoalAgreement.of("holdout_loss", new double[] {1}, new double[] {1}))
                .isInstanceOf(GoalAgreement.CannotTell.class);
    }

    /** Of unrelated orders at most one in ten may be called related; with 1000 worlds the count is below 125 with 99 %. */
    @ParameterizedTest
    @CsvSource({"4", "5", "6"})
    void unrelatedOrdersAreSeldomCalledEither(int finalists) {
        Random random = new Random(finalists);
        int told = 0;
        for (int world = 0; world < 1000; world++) {
            double[] x = random.doubles(finalists).toArray();
            double[] y = random.doubles(finalists).toArray();
            told += GoalAgreement.of("goal", x, y) instanceof GoalAgreement.Told t
                            && t.verdict() != GoalAgreement.Verdict.CANNOT_TELL
                    ? 1
                    : 0;
        }
        assertThat(told).isLessThan(125);
    }

    @Test
    void theSentenceHasItsNumbers() {
        double[] values = {1, 2, 3, 4, 5};
        assertThat(GoalAgreement.sentence(GoalAgreement.of("holdout_loss", values, values), "val_loss"))
                .isEqualTo("val_loss orders the finalists as holdout_loss does: 88 % of pairs ordered alike (90 %"
                        + " interval 65 % to 99 %, 5 configurations).");
    }
}
