package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreezeThawTest {
    private static final FreezeThaw KERNEL = FreezeThaw.over(List.of(Axis.NUMERIC, Axis.CATEGORICAL));
    private static final double[] LOGS = {-0.7, 0.2, 0.1, -0.6, -0.5, -2.5, -3.5, -2.8, 0.2, -1.0};

    private static double[] row(double x, double level, double t, int curve, int seed) {
        return FreezeThaw.row(new double[] {x, level}, t, curve, seed);
    }

    @Test
    void hasTheValueOfItsFormula() {
        Kernel.Covariance k = KERNEL.at(new double[10]);
        double m = 0.8286491424181255;
        double fade = 1 / (0.25 + 0.75 + 1);
        assertThat(k.of(row(0.2, 0, 0.25, 1, 1), row(0.7, 0, 0.75, 2, 1)))
                .isCloseTo(m + m * fade + fade, within(1e-14));
        assertThat(k.of(row(0.2, 0, 0.25, 1, 1), row(0.2, 0, 0.75, 1, 2))).isCloseTo(2 + 3 * fade, within(1e-14));
        assertThat(k.of(row(0.2, 0, 0.25, 1, 1), row(0.2, 0, 0.75, 1, 1))).isCloseTo(3 + 3 * fade, within(1e-14));
    }

    @Test
    void askingForAnySeedLeavesOutTheSeedEffect() {
        Kernel.Covariance k = KERNEL.at(LOGS);
        double[] any = row(0.2, 0, 1, 1, FreezeThaw.ANY_SEED);
        double[] one = row(0.2, 0, 1, 1, 4);
        assertThat(k.of(one, one) - k.of(any, any)).isCloseTo(StrictMath.exp(-3.5), within(1e-14));
        assertThat(k.of(one, any)).isEqualTo(k.of(any, any));
    }

    @Test
    void gradientMatchesCentralDifferences() {
        Gradients.assertCovarianceGradient(KERNEL, LOGS, row(0.1, 0, 0.2, 1, 1), row(0.6, 1, 0.7, 2, 1));
        Gradients.assertCovarianceGradient(KERNEL, LOGS, row(0.1, 0, 0.2, 1, 1), row(0.1, 0, 0.7, 1, 1));
        Gradients.assertCovarianceGradient(KERNEL, LOGS, row(0.1, 0, 0.2, 1, 1), row(0.1, 0, 0.2, 1, 2));
        Data data = curves(12, Seed.of(3));
        double[] theta = Arrays.copyOf(LOGS, 11);
        theta[10] = -4;
        Gradients.assertGradient(new MapObjective(KERNEL, data.observed(4)), theta);
    }

    @Test
    void earlyPartsOfCurvesForetellTheirEnds() {
        Data data = curves(25, Seed.of(4));
        GaussianProcess gp = GaussianProcess.fit(KERNEL, data.observed(4));
        double[] predicted = gp.predict(data.ends()).means();
        double byModel = RankCorrelation.kendall(predicted, data.truth()).tau();
        double byLast = RankCorrelation.kendall(data.lastSeen(4), data.truth()).tau();
        assertThat(byModel).isGreaterThan(0.6).isGreaterThan(byLast);
    }

    @Test
    void trainingLongerNarrowsTheEnd() {
        Data data = curves(15, Seed.of(5));
        GpParameters parameters = GaussianProcess.fit(KERNEL, data.observed(4)).parameters();
        double early = GaussianProcess.of(KERNEL, data.observed(2), parameters)
                .predict(data.ends())
                .variance(3);
        double late = GaussianProcess.of(KERNEL, data.observed(4), parameters)
                .predict(data.ends())
                .variance(3);
        assertThat(late).isLessThan(early);
    }

    @Test
    void intervalsOfTheEndHoldAsOftenAsTheySayOnDrawsOfTheModel() {
        int held = 0;
        int asked = 0;
        for (int round = 0; round < 12; round++) {
            Data data = curves(12, Seed.of(round));
            double[] theta = Arrays.copyOf(LOGS, 11);
            theta[10] = -5;
            GaussianProcess prior =
                    GaussianProcess.of(KERNEL, GpData.of(new double[0][], new double[0]), GpParameters.of(theta));
            double[][] all = data.rowsAndEnds(3);
            double[] f = prior.draw(all, 1, Seed.of(round).child("draw").stream())[0];
            int n = all.length - 12;
            GaussianProcess gp = GaussianProcess.fit(KERNEL, GpData.of(Arrays.copyOf(all, n), Arrays.copyOf(f, n)));
            Posterior ends = gp.predict(Arrays.copyOfRange(all, n, all.length));
            for (int i = 0; i < 12; i++) {
                held += Math.abs(ends.mean(i) - f[n + i]) < 1.6449 * ends.sd(i) ? 1 : 0;
                asked++;
            }
        }
        assertThat(held / (double) asked).as("of a nominal 90 %").isBetween(0.78, 0.99);
    }

    @Test
    void fractionsOutsideTrainingAreRefused() {
        assertThatThrownBy(() -> row(0, 0, 0, 1, 1)).hasMessageContaining("is 0.0");
        assertThatThrownBy(() -> row(0, 0, 1.1, 1, 1)).hasMessageContaining("is 1.1");
    }

    private static Data curves(int n, Seed seed) {
        Stream stream = seed.child("curves").stream();
        double[][] configurations = new double[n][];
        double[] truth = new double[n];
        double[] speed = new double[n];
        for (int i = 0; i < n; i++) {
            configurations[i] = new double[] {stream.uniform(), stream.below(2)};
            double x = configurations[i][0];
            truth[i] = StrictMath.sin(5 * x) + 0.4 * configurations[i][1] + 0.1 * stream.gaussian();
            speed[i] = 1 + 2 * x;
        }
        return new Data(configurations, truth, speed);
    }

    /** Curves {@code truth − speed·0.3/(t + 0.3)} seen at t = 1/16, 1/8, 1/4, 1/2; odd ones only at the first two. */
    private static final class Data {
        private final double[][] configurations;
        private final double[] truth;
        private final double[] speed;

        Data(double[][] configurations, double[] truth, double[] speed) {
            this.configurations = configurations;
            this.truth = truth;
            this.speed = speed;
        }

        double[] truth() {
            return truth.clone();
        }

        double[][] ends() {
            double[][] ends = new double[truth.length][];
            Arrays.setAll(ends, i -> FreezeThaw.row(configurations[i], 1, i, 0));
            return ends;
        }

        double[][] rows(int rungs) {
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < truth.length; i++) {
                for (int r = 0; r < seen(i, rungs); r++) {
                    rows.add(FreezeThaw.row(configurations[i], StrictMath.pow(2, r - 4), i, 0));
                }
            }
            return rows.toArray(double[][]::new);
        }

        double[][] rowsAndEnds(int rungs) {
            List<double[]> rows = new ArrayList<>(List.of(rows(rungs)));
            rows.addAll(List.of(ends()));
            return rows.toArray(double[][]::new);
        }

        GpData observed(int rungs) {
            double[][] rows = rows(rungs);
            double[] y = Arrays.stream(rows).mapToDouble(this::value).toArray();
            return GpData.of(
                    rows,
                    y,
                    Arrays.stream(rows)
                            .mapToDouble(row -> FreezeThaw.noise(row[2]))
                            .toArray());
        }

        double[] lastSeen(int rungs) {
            double[] last = new double[truth.length];
            Arrays.setAll(
                    last, i -> value(FreezeThaw.row(configurations[i], StrictMath.pow(2, seen(i, rungs) - 5), i, 0)));
            return last;
        }

        private static int seen(int curve, int rungs) {
            return curve % 2 == 0 ? rungs : Math.min(2, rungs);
        }

        private double value(double[] row) {
            int curve = (int) row[3];
            return truth[curve] - speed[curve] * 0.3 / (row[2] + 0.3);
        }
    }
}
