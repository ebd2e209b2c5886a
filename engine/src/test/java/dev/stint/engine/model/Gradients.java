package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Compares closed-form gradients with central differences, to a relative error of 1e-5. */
final class Gradients {
    private static final double STEP = 1e-5;

    private Gradients() {}

    static void assertGradient(Lbfgs.Objective objective, double[] at) {
        double[] gradient = new double[at.length];
        objective.value(at, gradient);
        double[] unused = new double[at.length];
        for (int p = 0; p < at.length; p++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[p] += STEP;
            down[p] -= STEP;
            double expected = (objective.value(up, unused) - objective.value(down, unused)) / (2 * STEP);
            assertThat(gradient[p])
                    .as("partial %d", p)
                    .isCloseTo(expected, within(1e-5 * Math.max(Math.abs(expected), 0.01)));
        }
    }

    static void assertCovarianceGradient(Kernel kernel, double[] theta, double[] a, double[] b) {
        assertGradient(
                (logs, gradient) -> {
                    java.util.Arrays.fill(gradient, 0);
                    kernel.at(logs).addGradient(a, b, 1, gradient);
                    return kernel.at(logs).of(a, b);
                },
                theta);
    }
}
