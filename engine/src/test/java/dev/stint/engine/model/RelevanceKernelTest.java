package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RelevanceKernelTest {
    private static final Kernel KERNEL = RelevanceKernel.over(Axis.of(new boolean[] {false, true}));

    /** Lengths of 1; added effects 2, interaction 3, fading 5 and 7. */
    private static final double[] LOGS = {0, 0, Math.log(2), Math.log(3), Math.log(5), Math.log(7)};

    private static final double APART = 0.5239941088318203;

    @Test
    void completeTrainingsShareWhatLasts() {
        double[] here = {0.2, 1, 1};
        assertThat(KERNEL.at(LOGS).of(here, here)).isCloseTo(5, within(1e-12));
        // The numeric axis is equal, the categorical one is at distance 1: half of the added effects stays.
        assertThat(KERNEL.at(LOGS).of(here, new double[] {0.2, 0, 1})).isCloseTo(1 + APART + 3 * APART, within(1e-12));
    }

    @Test
    void whatFadesIsGoneAtTheEndOfATraining() {
        double[] half = {0.2, 1, 0.5};
        assertThat(KERNEL.at(LOGS).of(half, half)).isCloseTo(5 + 0.25 * (5 + 7), within(1e-12));
        assertThat(KERNEL.at(LOGS).of(half, new double[] {0.2, 1, 1})).isCloseTo(5, within(1e-12));
    }

    @Test
    void gradientMatchesCentralDifferences() {
        double[] logs = {-0.4, 0.3, 0.2, -0.7, 0.1, -0.2};
        double[] here = {0.1, 0.2, 0.3};
        Gradients.assertCovarianceGradient(KERNEL, logs, here, new double[] {0.4, 0.7, 0.6});
        Gradients.assertCovarianceGradient(KERNEL, logs, here, here);
        Gradients.assertCovarianceGradient(
                RelevanceKernel.over(List.of(Axis.NUMERIC)),
                new double[] {0.2, 0, 0, 0, 0},
                new double[] {0.3, 0.4},
                new double[] {0.9, 1});
    }
}
