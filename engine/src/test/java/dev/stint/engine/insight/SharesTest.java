package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharesTest {

    private static Estimate.Bounded interval(double mean, double low, double high) {
        return new Estimate.Bounded(mean, low, high, 2, Estimate.Basis.OWN_SEEDS);
    }

    @Test
    void sharesAreKnownByAPartOfTheirName() {
        assertThat(new String[] {"val_accuracy", "Acc", "eval/F1", "top1", "test-auc"})
                .allMatch(Shares::named);
        assertThat(new String[] {"val_loss", "accumulated_cost", "mape", "macro", "reward", "pace"})
                .noneMatch(Shares::named);
    }

    @Test
    void anIntervalThatReachesWhereNoValueCanLieIsSaidAndNotCut() {
        assertThat(Shares.beyond("val_accuracy", interval(0.99, 0.97, 1.01)))
                .isEqualTo("; it reaches above 1, where no val_accuracy can lie: the interval is that of a normal mean,"
                        + " which knows no bound");
        assertThat(Shares.beyond("val_accuracy", interval(0.01, -0.01, 0.03))).contains("below 0");
        assertThat(Shares.beyond("val_accuracy", interval(0.9, 0.8, 1))).isEmpty();
        assertThat(Shares.beyond("val_accuracy", interval(99, 98, 100.5))).isEmpty();
        assertThat(Shares.beyond("val_loss", interval(0.9, 0.7, 1.1))).isEmpty();
    }
}
