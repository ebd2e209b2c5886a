package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class Matern52Test {
    private static final List<Axis> MIXED = Axis.of(new boolean[] {false, true, false});

    @Test
    void hasTheValuesOfThePublishedFormula() {
        Kernel.Covariance k = Matern52.over(List.of(Axis.NUMERIC)).at(new double[] {0, 0});
        // (1 + sqrt 5 r + 5 r^2 / 3) exp(-sqrt 5 r) at r = 0, 1/2, 1: mpmath 1.2.1.
        assertThat(k.of(new double[] {0.3}, new double[] {0.3})).isEqualTo(1);
        assertThat(k.of(new double[] {0.2}, new double[] {0.7})).isCloseTo(0.8286491424181255, within(1e-15));
        assertThat(k.of(new double[] {0}, new double[] {1})).isCloseTo(0.5239941088318203, within(1e-15));
    }

    @Test
    void lengthAndSignalScaleIt() {
        Kernel.Covariance k =
                Matern52.over(List.of(Axis.NUMERIC)).at(new double[] {StrictMath.log(0.5), StrictMath.log(3)});
        assertThat(k.of(new double[] {0.2}, new double[] {0.7})).isCloseTo(3 * 0.5239941088318203, within(1e-14));
    }

    @Test
    void categoriesAreEquallyFarFromEachOther() {
        Kernel.Covariance k = Matern52.over(MIXED).at(new double[4]);
        double[] first = {0.5, 0.1, 0.5};
        assertThat(k.of(first, new double[] {0.5, 0.9, 0.5})).isEqualTo(k.of(first, new double[] {0.5, 0.2, 0.5}));
        assertThat(k.of(first, new double[] {0.5, 0.9, 0.5})).isCloseTo(0.5239941088318203, within(1e-15));
    }

    @Test
    void gradientMatchesCentralDifferences() {
        Kernel kernel = Matern52.over(MIXED);
        Gradients.assertCovarianceGradient(
                kernel, new double[] {-0.4, 0.3, 0.2, -0.7}, new double[] {0.1, 0.2, 0.9}, new double[] {0.4, 0.7, 0.35
                });
        Gradients.assertCovarianceGradient(
                kernel, new double[] {-0.4, 0.3, 0.2, -0.7}, new double[] {0.1, 0.2, 0.9}, new double[] {0.1, 0.2, 0.9
                });
    }

    @Test
    void lengthsAreExpectedToGrowWithManyDimensions() {
        LogNormal few =
                Matern52.over(Collections.nCopies(12, Axis.NUMERIC)).priors().getFirst();
        LogNormal many =
                Matern52.over(Collections.nCopies(20, Axis.NUMERIC)).priors().getFirst();
        assertThat(few).isEqualTo(new LogNormal(0, 1));
        assertThat(many.location()).isCloseTo(1.4142135623731 + 1.4978661367770, within(1e-12));
    }
}
