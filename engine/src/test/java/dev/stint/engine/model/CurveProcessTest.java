package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

final class CurveProcessTest {

    private static final List<Axis> AXES = List.of(Axis.NUMERIC, Axis.NUMERIC, Axis.CATEGORICAL);
    private static final double[] SHARES = {0.08, 0.3, 1};

    /** Curves that rise towards what their configuration is worth, the later the better known. */
    private static CurveData curves(int count, long seed) {
        Stream stream = Seed.of(seed).stream();
        double[][] x = new double[count][];
        Expectation[] expected = new Expectation[count];
        List<CurveData.Point> points = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            x[c] = new double[] {stream.uniform(), stream.uniform(), stream.below(2)};
            expected[c] = expected(x[c]);
            for (int s = 0; s <= c % SHARES.length; s++) {
                points.add(new CurveData.Point(c, SHARES[s], worth(x[c]) - 0.2 / (SHARES[s] + 0.1)));
            }
        }
        return CurveData.of(x, expected, points);
    }

    private static Expectation expected(double[] x) {
        double near = -Math.abs(x[0] - 0.4);
        return new Expectation(0.5 * near, near, x[1]);
    }

    private static double worth(double[] x) {
        return -4 * (x[0] - 0.3) * (x[0] - 0.3) + x[1] + 0.3 * x[2];
    }

    private static double[] somewhere(long seed) {
        Stream stream = Seed.of(seed).stream();
        double[] theta = CurveProcess.priorMode(AXES).toArray();
        Arrays.setAll(theta, p -> theta[p] + 0.4 * stream.gaussian());
        return theta;
    }

    @Test
    void theGradientIsThatOfTheMisfit() {
        CurveKernel kernel = new CurveKernel(AXES);
        for (int seed = 0; seed < 5; seed++) {
            CurveData data = curves(9, seed);
            double[] theta = somewhere(seed);
            Gradients.assertGradient((at, gradient) -> CurveProcess.misfit(kernel, data, at, gradient), theta);
        }
    }

    /** The formula of the kernel, pair by pair, with none of its shortcuts. */
    @Test
    void theMatrixIsTheFormulaForEveryPair() {
        CurveData data = curves(7, 3);
        double[] theta = somewhere(3);
        CurveKernel.Member member = new CurveKernel(AXES).at(theta);
        DMatrixRMaj matrix = member.matrix(data, new CurvePairs(member, data));
        for (int i = 0; i < data.size(); i++) {
            for (int j = 0; j < data.size(); j++) {
                assertThat(matrix.get(i, j)).isCloseTo(formula(data, theta, i, j), within(1e-12));
            }
        }
    }

    private static double formula(CurveData data, double[] theta, int i, int j) {
        double[] e = Arrays.stream(theta).map(StrictMath::exp).toArray();
        double[] a = data.x[data.curveOf[i]];
        double[] b = data.x[data.curveOf[j]];
        double square = 0;
        double[] k = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double delta = axis == 2 ? (a[2] == b[2] ? 0 : 1) : Math.abs(a[axis] - b[axis]);
            square += delta * delta / (e[axis] * e[axis]);
            k[axis] = matern(delta / e[3 + axis]);
        }
        double m = matern(Math.sqrt(square));
        double e1 = (k[0] + k[1] + k[2]) / 3;
        double e2 = (k[0] * k[1] + k[0] * k[2] + k[1] * k[2]) / 3;
        double t = data.t[data.shareOf[i]];
        double kappa = StrictMath.pow(e[16] / (t + data.t[data.shareOf[j]] + e[16]), e[15]);
        double ff = -Math.abs(a[0] - 0.4) * -Math.abs(b[0] - 0.4) + a[1] * b[1];
        double own = data.curveOf[i] == data.curveOf[j] ? e[13] + e[14] * kappa : 0;
        double noise = i == j ? e[17] * (1 + 0.1 / t) : 0;
        double lasting = e[6] * m + e[7] * e1 + e[8] * e2 + e[9] * ff;
        return lasting + kappa * (e[10] * m + e[11] * e1 + e[12]) + own + noise;
    }

    private static double matern(double r) {
        double u = Math.sqrt(5) * r;
        return (1 + u + u * u / 3) * StrictMath.exp(-u);
    }

    @Test
    void afterAFitNewConfigurationsAreRankedByWhatTheyAreWorth() {
        CurveData data = curves(40, 5);
        CurveProcess process = CurveProcess.fit(AXES, data, CurveProcess.priorMode(AXES), 30);
        Stream stream = Seed.of(9).stream();
        double[][] rows = new double[60][];
        Arrays.setAll(rows, i -> new double[] {stream.uniform(), stream.uniform(), stream.below(2)});
        Expectation[] expected =
                Arrays.stream(rows).map(CurveProcessTest::expected).toArray(Expectation[]::new);
        Posterior posterior = process.fresh(rows, expected, 1);
        double[] worth =
                Arrays.stream(rows).mapToDouble(CurveProcessTest::worth).toArray();
        assertThat(RankCorrelation.kendall(posterior.means(), worth).tau()).isGreaterThan(0.8);
    }

    @Test
    void aCurveThatReachedTheEndIsKnownBetterThanOneThatDidNot() {
        CurveData data = curves(12, 6);
        CurveProcess process = CurveProcess.of(AXES, data, CurveProcess.priorMode(AXES));
        Posterior started = process.started(new int[] {0, 2}, 1);
        assertThat(started.sd(1)).as("reached 1").isLessThan(started.sd(0));
    }

    @Test
    void whatIsPendingIsBelievedAtItsMean() {
        CurveData data = curves(12, 6);
        CurveProcess process = CurveProcess.of(AXES, data, CurveProcess.priorMode(AXES));
        CurveProcess pending = process.withPending(new int[] {0}, new double[] {1});
        assertThat(pending.started(new int[] {0}, 1).mean(0))
                .isCloseTo(process.started(new int[] {0}, 1).mean(0), within(1e-9));
        assertThat(pending.started(new int[] {0}, 1).sd(0))
                .isLessThan(process.started(new int[] {0}, 1).sd(0));
    }

    /** The belief says the opposite of what is measured; the fitted process does not follow it. */
    @Test
    void aBeliefThatIsWrongIsUnlearnt() {
        Stream stream = Seed.of(4).stream();
        double[][] x = new double[30][];
        Arrays.setAll(x, i -> new double[] {stream.uniform(), stream.uniform(), 0});
        Expectation[] expected = Arrays.stream(x).map(r -> wrong(r[1])).toArray(Expectation[]::new);
        List<CurveData.Point> points = new ArrayList<>();
        for (int c = 0; c < x.length; c++) {
            points.add(new CurveData.Point(c, 1, x[c][1] - 0.5));
        }
        CurveProcess process =
                CurveProcess.fit(AXES, CurveData.of(x, expected, points), CurveProcess.priorMode(AXES), 30);
        Posterior posterior = process.fresh(
                new double[][] {{0.5, 0.1, 0}, {0.5, 0.9, 0}}, new Expectation[] {wrong(0.1), wrong(0.9)}, 1);
        assertThat(posterior.mean(1)).isGreaterThan(posterior.mean(0) + 0.5);
    }

    private static Expectation wrong(double at) {
        return new Expectation(-0.5 * at, -at);
    }

    /** Of two features one tells the truth and one the opposite; new configurations are judged by the first. */
    @Test
    void theFeatureThatIsRightIsTheOneThatCounts() {
        Stream stream = Seed.of(14).stream();
        double[][] x = new double[25][];
        Arrays.setAll(x, i -> new double[] {0.5, 0.5, 0});
        double[] said = new double[25];
        Arrays.setAll(said, i -> stream.gaussian());
        Expectation[] expected = Arrays.stream(said)
                .mapToObj(f -> new Expectation(0, f, -stream.gaussian()))
                .toArray(Expectation[]::new);
        List<CurveData.Point> points = new ArrayList<>();
        for (int c = 0; c < x.length; c++) {
            points.add(new CurveData.Point(c, 1, said[c]));
        }
        CurveProcess process =
                CurveProcess.fit(AXES, CurveData.of(x, expected, points), CurveProcess.priorMode(AXES), 30);
        double[][] there = {{0.5, 0.5, 0}, {0.5, 0.5, 0}};
        Posterior right =
                process.fresh(there, new Expectation[] {new Expectation(0, -1, 0), new Expectation(0, 1, 0)}, 1);
        Posterior other =
                process.fresh(there, new Expectation[] {new Expectation(0, 0, -1), new Expectation(0, 0, 1)}, 1);
        assertThat(right.mean(1) - right.mean(0)).isGreaterThan(1);
        assertThat(Math.abs(other.mean(1) - other.mean(0))).isLessThan(0.7);
    }

    @Test
    void aFitLooksAtTheHighestCurvesWhereThereAreMany() {
        CurveData data = curves(60, 8);
        CurveData highest = data.highest(40);
        assertThat(highest.size()).isBetween(36, 40);
        assertThat(highest.curves()).isLessThan(60);
        double low = Arrays.stream(highest.y).max().orElseThrow();
        assertThat(low).isEqualTo(Arrays.stream(data.y).max().orElseThrow());
        assertThat(data.highest(1_000)).isSameAs(data);
    }

    @Test
    void observationsThatCannotBeAreRefused() {
        double[][] x = {{0.1, 0.2, 0}};
        assertThatThrownBy(() -> CurveData.of(x, Expectation.none(1), List.of(new CurveData.Point(0, 1, Double.NaN))))
                .hasMessageContaining("finite output");
        assertThatThrownBy(() -> CurveData.of(x, Expectation.none(1), List.of(new CurveData.Point(1, 1, 0))))
                .hasMessageContaining("one of 1 curves");
    }
}
