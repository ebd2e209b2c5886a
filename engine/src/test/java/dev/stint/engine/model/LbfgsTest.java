package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.model.Lbfgs.End;
import dev.stint.engine.model.Lbfgs.Minimum;
import dev.stint.engine.model.Lbfgs.Objective;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LbfgsTest {
    private static final Objective ROSENBROCK = (x, g) -> {
        Arrays.fill(g, 0);
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double valley = x[i + 1] - x[i] * x[i];
            double slope = 1 - x[i];
            sum += 100 * valley * valley + slope * slope;
            g[i] += -400 * x[i] * valley - 2 * slope;
            g[i + 1] += 200 * valley;
        }
        return sum;
    };

    /** {@code ½ Σ i·(x_i − 3)² + Σ_{i<j} 0.1·x_i·x_j}: badly scaled and coupled. */
    private static final Objective QUADRATIC = (x, g) -> {
        double total = Arrays.stream(x).sum();
        double value = 0;
        for (int i = 0; i < x.length; i++) {
            double weight = StrictMath.pow(10, i % 4);
            value += 0.5 * weight * (x[i] - 3) * (x[i] - 3) + 0.05 * x[i] * (total - x[i]);
            g[i] = weight * (x[i] - 3) + 0.1 * (total - x[i]);
        }
        return value;
    };

    private static double[] filled(int n, double value) {
        double[] filled = new double[n];
        Arrays.fill(filled, value);
        return filled;
    }

    private static Minimum unbounded(Objective f, double... start) {
        return Lbfgs.minimise(
                f,
                start,
                filled(start.length, Double.NEGATIVE_INFINITY),
                filled(start.length, Double.POSITIVE_INFINITY),
                500);
    }

    @Test
    void findsTheEndOfTheBananaValley() {
        Minimum two = unbounded(ROSENBROCK, -1.2, 1);
        assertThat(two.x()).usingComparatorWithPrecision(1e-5).containsExactly(1, 1);
        assertThat(two.evaluations()).isLessThan(80);
        Minimum ten = unbounded(ROSENBROCK, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1);
        assertThat(ten.value()).isCloseTo(0, within(1e-9));
        assertThat(ten.end()).isEqualTo(End.CONVERGED);
    }

    @Test
    void solvesABadlyScaledQuadraticToItsKktConditions() {
        int n = 12;
        double[] low = filled(n, -1);
        double[] high = filled(n, 2.5);
        Minimum found = Lbfgs.minimise(QUADRATIC, filled(n, 0), low, high, 200);
        double[] gradient = new double[n];
        QUADRATIC.value(found.x(), gradient);
        assertThat(found.x()).contains(2.5);
        for (int i = 0; i < n; i++) {
            double x = found.x()[i];
            double stepInside = x - Math.clamp(x - gradient[i], low[i], high[i]);
            assertThat(stepInside).as("projected gradient of %d", i).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void aCornerIsFoundAndLeftAgain() {
        Objective away = (x, g) -> {
            g[0] = 1;
            g[1] = 2 * (x[1] - 0.3);
            return x[0] + (x[1] - 0.3) * (x[1] - 0.3);
        };
        Minimum found = Lbfgs.minimise(away, new double[] {1, 1}, filled(2, 0), filled(2, 1), 50);
        assertThat(found.x()).usingComparatorWithPrecision(1e-8).containsExactly(0, 0.3);
        assertThat(found.end()).isEqualTo(End.CONVERGED);
    }

    @Test
    void stepsAroundRegionsWithoutAValue() {
        Objective logarithm = (x, g) -> {
            g[0] = x[0] > 0 ? 1 - 0.01 / x[0] : Double.NaN;
            return x[0] > 0 ? x[0] - 0.01 * StrictMath.log(x[0]) : Double.NaN;
        };
        assertThat(unbounded(logarithm, 5).x()[0]).isCloseTo(0.01, within(1e-6));
        Objective wall = (x, g) -> {
            g[0] = 1;
            return x[0] < 0.5 ? Double.NEGATIVE_INFINITY : x[0];
        };
        Minimum atWall = unbounded(wall, 2);
        assertThat(atWall.x()[0]).isBetween(0.5, 0.51);
        assertThat(atWall.value()).isFinite();
    }

    @Test
    void aGradientThatIsNotFiniteRefusesThePoint() {
        Objective kinked = (x, g) -> {
            g[0] = x[0] < 1 ? Double.NaN : 1;
            return x[0];
        };
        assertThat(unbounded(kinked, 3).x()[0]).isBetween(1.0, 1.1);
    }

    @Test
    void neverReturnsAWorsePointThanTheStart() {
        Stream stream = Seed.of(3).stream();
        for (int round = 0; round < 200; round++) {
            double[] wave = {stream.uniform(1, 30), stream.uniform(1, 30), stream.uniform(0, 6)};
            Objective lying = (x, g) -> {
                g[0] = stream.uniform(-1, 1);
                g[1] = wave[1] * StrictMath.cos(wave[1] * x[1]);
                return StrictMath.sin(wave[0] * x[0] + wave[2]) + StrictMath.sin(wave[1] * x[1]);
            };
            double[] start = {stream.uniform(), stream.uniform()};
            double before = lying.value(start, new double[2]);
            Minimum found = Lbfgs.minimise(lying, start, filled(2, 0), filled(2, 1), 30);
            assertThat(found.value()).isLessThanOrEqualTo(before);
            assertThat(lying.value(found.x(), new double[2])).isEqualTo(found.value());
        }
    }

    @Test
    void aStartWithoutAValueComesBack() {
        Minimum found = unbounded((x, g) -> Double.NaN, 1, 2);
        assertThat(found.end()).isEqualTo(End.BAD_START);
        assertThat(found.x()).containsExactly(1, 2);
    }

    @Test
    void aStartOutsideIsMovedInsideAndAFixedVariableStays() {
        Minimum found = Lbfgs.minimise(QUADRATIC, new double[] {9, 9}, new double[] {0, 1}, new double[] {1, 1}, 50);
        assertThat(found.x()).containsExactly(1, 1);
    }

    @Test
    void iterationsAreLimited() {
        Minimum found = Lbfgs.minimise(ROSENBROCK, new double[] {-1.2, 1}, filled(2, -5), filled(2, 5), 3);
        assertThat(found.end()).isEqualTo(End.ITERATIONS);
        assertThat(found.iterations()).isEqualTo(3);
    }

    @Test
    void aLooseToleranceEndsTheSearchEarlier() {
        double[] start = {-1.2, 1};
        Minimum loose = Lbfgs.minimise(ROSENBROCK, start, filled(2, -5), filled(2, 5), 500, 0.1);
        Minimum tight = Lbfgs.minimise(ROSENBROCK, start, filled(2, -5), filled(2, 5), 500);
        assertThat(loose.iterations()).isLessThan(tight.iterations());
        assertThat(loose.end()).isEqualTo(End.CONVERGED);
    }

    @Test
    void impossibleBoxesAreRefused() {
        assertThatThrownBy(() -> Lbfgs.minimise(QUADRATIC, filled(2, 0), filled(2, 1), filled(2, 0), 5))
                .hasMessageContaining("variable 0")
                .hasMessageContaining("[1.0, 0.0]");
        assertThatThrownBy(() -> Lbfgs.minimise(QUADRATIC, filled(2, 0), filled(3, 0), filled(2, 1), 5))
                .hasMessageContaining("3 lower");
    }
}
