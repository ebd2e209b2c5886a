package dev.stint.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.budget.CostModel.Guess;
import dev.stint.engine.budget.CostModel.Observation;
import dev.stint.engine.testing.Draws;
import dev.stint.engine.testing.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CostModelTest {

    private static final Guess NONE = new Guess(Double.NaN, 0);

    /** A unit costs 3·2^(2x₀ - x₁), whatever x₂ is; each attempt starts with {@code startUp}, and luck is log-normal. */
    private record World(double startUp, double luck) {

        double rate(double[] point) {
            return 3 * StrictMath.pow(2, 2 * point[0] - point[1]);
        }

        Observation observe(Draws draws) {
            double[] point = point(draws);
            long units = draws.between(2, 20);
            double each = rate(point) * StrictMath.exp(luck * draws.stream().gaussian());
            return new Observation(point, units, startUp + each * units, each);
        }

        static double[] point(Draws draws) {
            return new double[] {draws.real(0, 1), draws.real(0, 1), draws.real(0, 1)};
        }

        List<Observation> observe(Draws draws, int count) {
            List<Observation> seen = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                seen.add(observe(draws));
            }
            return seen;
        }
    }

    @Test
    void ratesThatMultiplyOverTheConfigurationAreRecoveredWithinTenPercent() {
        Property.holds(20, draws -> {
            World world = new World(5, 0.05);
            CostModel model = CostModel.fit(3, world.observe(draws, 30), NONE);
            double worst = 0;
            for (int i = 0; i < 50; i++) {
                double[] point = World.point(draws);
                double told = (model.cost(point, 10, 0.5) - model.startUp()) / 10;
                worst = Math.max(worst, Math.abs(StrictMath.log(told / world.rate(point))));
            }
            assertThat(worst).isLessThan(0.1);
        });
    }

    @Test
    void startUpIsSeparatedFromTheRate() {
        Property.holds(20, draws -> {
            CostModel model = CostModel.fit(3, new World(7, 0.02).observe(draws, 9), NONE);
            assertThat(model.startUp()).isCloseTo(7, within(0.01));
        });
    }

    @Test
    void aReservationCoversAboutFourTrainingsInFive() {
        int[] covered = new int[2];
        Property.holds(150, draws -> {
            World world = new World(0, 0.15);
            CostModel model = CostModel.fit(3, world.observe(draws, 12), NONE);
            for (int i = 0; i < 20; i++) {
                Observation next = world.observe(draws);
                covered[0] += next.cost() <= model.cost(next.point(), next.units(), 0.8) ? 1 : 0;
                covered[1]++;
            }
        });
        // 3,000 trainings in groups of 20 that share a model: the share has a deviation of about 0.012.
        assertThat((double) covered[0] / covered[1]).isBetween(0.74, 0.88);
    }

    @Test
    void theGuessHoldsUntilThereIsDataAndFadesWithIt() {
        Guess guess = new Guess(10, 4);
        CostModel before = CostModel.fit(3, List.of(), guess);
        double[] middle = {0.5, 0.5, 0.5};
        assertThat(before.known()).isTrue();
        assertThat(before.startUp()).isEqualTo(4);
        assertThat(before.cost(middle, 10, 0.5)).isCloseTo(104, within(1e-6));
        assertThat(before.cost(middle, 10, 0.8)).isBetween(110.0, 150.0);
        Property.holds(10, draws -> {
            CostModel after = CostModel.fit(3, new World(0, 0.05).observe(draws, 8), guess);
            double truth = 3 * StrictMath.pow(2, 0.5) * 10;
            assertThat(after.cost(middle, 10, 0.5)).isBetween(0.85 * truth, 1.2 * truth);
        });
    }

    @Test
    void withoutGuessOrDataNothingIsKnown() {
        assertThat(CostModel.fit(3, List.of(), NONE).known()).isFalse();
    }

    @Test
    void oneMeasurementIsPooledOverAllConfigurations() {
        double[] measured = {0.2, 0.2, 0.2};
        CostModel model = CostModel.fit(3, List.of(new Observation(measured, 4, 12, Double.NaN)), NONE);
        assertThat(model.known()).isTrue();
        assertThat(model.cost(measured, 4, 0.5)).isCloseTo(12, within(0.5));
        assertThat(model.cost(new double[] {0.9, 0.9, 0.9}, 4, 0.5)).isBetween(6.0, 24.0);
        assertThat(model.cost(new double[] {0.9, 0.9, 0.9}, 4, 0.8)).isGreaterThan(model.cost(measured, 4, 0.8));
    }

    @Test
    void theKeptQuantileIsTheQuantile() {
        Property.holds(20, draws -> {
            CostModel model = CostModel.fit(3, new World(1, 0.1).observe(draws, draws.between(1, 20)), NONE);
            double[] point = World.point(draws);
            assertThat(model.cost(point, 5, 0.8)).isCloseTo(model.cost(point, 5, 0.8 + 1e-12), within(1e-6));
            assertThat(model.cost(point, 5, 0.5)).isCloseTo(model.cost(point, 5, 0.5 + 1e-12), within(1e-6));
        });
    }
}
