package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScalingRulesTest {

    @Test
    void sgdIsLinearAndKeepsItsWeightDecay() {
        ScalingRules.Move move = ScalingRules.batch(256, 8192, OptimizerFamily.SGD);
        assertThat(move.rateFactor()).isCloseTo(32, within(1e-9));
        assertThat(move.decayFactor()).isCloseTo(1, within(1e-9));
        assertThat(move.sdDecades()).isCloseTo(0.35 * Math.sqrt(5) / StrictMath.log(10), within(1e-9));
    }

    @Test
    void adamTakesTheRootAndKeepsItsTimeScaleInEpochs() {
        double batch = 64;
        double to = 256;
        ScalingRules.Move move = ScalingRules.batch(batch, to, OptimizerFamily.ADAM_LIKE);
        assertThat(move.rateFactor()).isCloseTo(2, within(1e-9));
        double before = 1e-3 * 0.1 / batch;
        double after = 1e-3 * move.rateFactor() * 0.1 * move.decayFactor() / to;
        assertThat(after).as("lr·wd·steps of an epoch").isCloseTo(before, within(1e-12));
    }

    @Test
    void beyondFourfoldAdamIsLessSureAndAnUnknownOptimiserLeast() {
        double sgd = ScalingRules.batch(32, 512, OptimizerFamily.SGD).sdDecades();
        double adam = ScalingRules.batch(32, 512, OptimizerFamily.ADAM_LIKE).sdDecades();
        assertThat(adam).isCloseTo(1.5 * sgd, within(1e-9));
        assertThat(ScalingRules.batch(512, 32, OptimizerFamily.ADAM_LIKE).sdDecades())
                .isCloseTo(sgd, within(1e-9));
        assertThat(ScalingRules.batch(32, 512, OptimizerFamily.UNKNOWN).sdDecades())
                .isGreaterThan(adam);
    }

    @Test
    void thereAndBackIsWhereItBegan() {
        for (OptimizerFamily family : OptimizerFamily.values()) {
            ScalingRules.Move move = ScalingRules.batch(48, 200, family).then(ScalingRules.batch(200, 48, family));
            assertThat(move.rateFactor()).isCloseTo(1, within(1e-12));
            assertThat(move.decayFactor()).isCloseTo(1, within(1e-12));
            assertThat(move.sdDecades()).isPositive();
        }
        assertThat(ScalingRules.batch(64, 64, OptimizerFamily.SGD)).isEqualTo(ScalingRules.Move.NONE);
    }

    @Test
    void widthMovesAdamBetweenBothOfItsRulesAndLeavesSgd() {
        double factor = ScalingRules.width(128, 512, OptimizerFamily.ADAM_LIKE).rateFactor();
        assertThat(factor).isBetween(1 / 4.0, 1 / 2.0);
        assertThat(ScalingRules.width(128, 512, OptimizerFamily.SGD)).isEqualTo(ScalingRules.Move.NONE);
    }
}
