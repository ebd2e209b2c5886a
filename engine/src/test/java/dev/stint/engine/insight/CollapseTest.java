package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CollapseTest {

    @Test
    void theOneSeedThatFellIsNamedAndNotItsPartner() {
        List<double[]> scores = List.of(
                new double[] {-0.211, -0.214, -0.209},
                new double[] {-0.215, -2.3},
                new double[] {-0.221, -0.218},
                new double[] {-0.3, -0.31});
        assertThat(Collapse.find(scores)).containsExactly(new Collapse.Place(1, 1, -0.215));
        assertThat(Collapse.warning("val_loss", 7, 2, 2.3, 0.215).text())
                .isEqualTo("replicate 2 of trial 7 collapsed: val_loss 2.3, where its other seeds have 0.215; it widens"
                        + " every interval of the finals");
    }

    @Test
    void withoutOthersToCompareWithNobodyIs() {
        assertThat(Collapse.find(List.of(new double[] {-0.2, -2.3}, new double[] {-0.2, -0.21})))
                .isEmpty();
        assertThat(Collapse.find(List.of(new double[] {1, 0}, new double[] {1, 1}, new double[] {1, 1}, new double[3])))
                .isEmpty();
        assertThat(Collapse.find(List.of())).isEmpty();
    }

    /** One in a thousand by design; six or more of 2000 by chance in fewer than one run in fifty, and the seed is fixed. */
    @Test
    void seedsThatOnlyVaryAreNotNamed() {
        RandomGenerator random = new SplittableRandom(7);
        int alarms = 0;
        for (int study = 0; study < 2_000; study++) {
            List<double[]> scores = new ArrayList<>();
            for (int row = 0; row < 4; row++) {
                double mean = random.nextGaussian();
                double[] seeds = new double[row == 0 ? 3 : 2];
                Arrays.setAll(seeds, i -> mean + 0.1 * random.nextGaussian());
                scores.add(seeds);
            }
            alarms += Collapse.find(scores).isEmpty() ? 0 : 1;
        }
        assertThat(alarms).isLessThan(6);
    }
}
