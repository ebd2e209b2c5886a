package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LrSweepTest {
    private static final Sweeps.Shape SGD_LIKE = new Sweeps.Shape(-2, -0.9, 1.2, 3);
    private static final Sweeps.Shape ADAM_LIKE = new Sweeps.Shape(-4, -2.6, 1.5, 12);

    @ParameterizedTest
    @CsvSource({"SGD, 0.01", "SGD, 0.05", "SGD, 0.15", "ADAM_LIKE, 0.01", "ADAM_LIKE, 0.05", "ADAM_LIKE, 0.15"})
    void theCentreIsRecoveredWithinItsOwnUncertainty(OptimizerFamily family, double noise) {
        Sweeps.Shape shape = family == OptimizerFamily.SGD ? SGD_LIKE : ADAM_LIKE;
        double truth = shape.centre(family);
        int within = 0;
        for (int seed = 0; seed < 100; seed++) {
            LrVerdict verdict = LrSweep.read(Sweeps.sweep(shape, noise, new Random(seed)), family);
            if (verdict instanceof LrVerdict.Readable read) {
                within += Math.abs(StrictMath.log10(read.centre()) - truth) <= read.sdDecades() ? 1 : 0;
            }
        }
        assertThat(within).isGreaterThanOrEqualTo(97);
    }

    @Test
    void startSteepestEdgeAndDivergenceComeInThisOrderAndLieWhereTheShapeHasThem() {
        LrVerdict.Readable read = readable(Sweeps.sweep(ADAM_LIKE, 0.02, new Random(5)), OptimizerFamily.ADAM_LIKE);
        assertThat(StrictMath.log10(read.start())).isCloseTo(-4.7, within(0.4));
        assertThat(StrictMath.log10(read.steepest())).isCloseTo(-4, within(0.2));
        assertThat(StrictMath.log10(read.edge())).isCloseTo(-2.7, within(0.3));
        assertThat(StrictMath.log10(read.divergedAt())).isCloseTo(-2.4, within(0.2));
        assertThat(read.start()).isLessThan(read.steepest());
        assertThat(read.edge()).isLessThan(read.divergedAt());
    }

    @Test
    void theEdgeOfRealGradientDescentIsItsLimitOfStability() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            double curvature = StrictMath.pow(10, 1 + 2 * random.nextDouble());
            LrVerdict.Readable read = readable(Sweeps.descent(curvature, 0.05, random), OptimizerFamily.SGD);
            assertThat(StrictMath.log10(read.divergedAt() * curvature / 2)).isBetween(-0.3, 0.3);
            assertThat(StrictMath.log10(read.centre() * curvature / 2)).isBetween(-1.5, -0.4);
        }
    }

    @Test
    void anExplodingLossDoesNotPullTheEdgeToLowerRates() {
        List<LrSweep.Point> points = Sweeps.sweep(SGD_LIKE, 0.02, new Random(1));
        List<LrSweep.Point> exploded = new ArrayList<>();
        for (LrSweep.Point point : points) {
            exploded.add(point.loss() > 5 ? new LrSweep.Point(point.lr(), 1e200) : point);
        }
        double plain = readable(points, OptimizerFamily.SGD).edge();
        double afterExplosion = readable(exploded, OptimizerFamily.SGD).edge();
        assertThat(StrictMath.log10(plain / afterExplosion)).isCloseTo(0, within(0.1));
    }

    @Test
    void aLossThatStopsBeingFiniteIsDivergence() {
        List<LrSweep.Point> points = new ArrayList<>();
        for (LrSweep.Point point : Sweeps.sweep(SGD_LIKE, 0.02, new Random(2))) {
            boolean gone = StrictMath.log10(point.lr()) > -0.9;
            points.add(new LrSweep.Point(point.lr(), gone ? Double.POSITIVE_INFINITY : point.loss()));
        }
        assertThat(StrictMath.log10(readable(points, OptimizerFamily.SGD).divergedAt()))
                .isCloseTo(-0.9, within(0.1));
    }

    @Test
    void anEarlySpikeIsNotTakenForDivergence() {
        List<LrSweep.Point> points = new ArrayList<>(Sweeps.sweep(ADAM_LIKE, 0.02, new Random(3)));
        for (int i = 20; i < 24; i++) {
            points.set(i, new LrSweep.Point(points.get(i).lr(), 9));
        }
        assertThat(StrictMath.log10(readable(points, OptimizerFamily.ADAM_LIKE).divergedAt()))
                .isCloseTo(-2.4, within(0.2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.005, 0.02, 0.1, 0.3})
    void noiseAloneIsNotReadable(double noise) {
        int readable = 0;
        for (int seed = 0; seed < 200; seed++) {
            List<LrSweep.Point> points = Sweeps.noiseOnly(noise, 200, new Random(seed));
            readable += LrSweep.read(points, OptimizerFamily.SGD) instanceof LrVerdict.Readable ? 1 : 0;
        }
        assertThat(readable).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.005, 0.02, 0.1, 0.3})
    void noiseThatOnlyDivergesIsReadInLessThanOneCaseOfAHundred(double noise) {
        Sweeps.Shape flat = new Sweeps.Shape(-3, -1, 0, 6);
        int readable = 0;
        for (int seed = 0; seed < 200; seed++) {
            List<LrSweep.Point> points = Sweeps.sweep(flat, noise, new Random(seed));
            readable += LrSweep.read(points, OptimizerFamily.SGD) instanceof LrVerdict.Readable ? 1 : 0;
        }
        assertThat(readable).isLessThanOrEqualTo(1);
    }

    @Test
    void aSweepThatStopsBeforeTheEdgeAsksForHigherRates() {
        List<LrSweep.Point> points = Sweeps.sweep(SGD_LIKE, 0.02, 150, -7, -1.2, new Random(4));
        LrVerdict.Unreadable verdict = unreadable(points);
        assertThat(verdict.higherRatesMayHelp()).isTrue();
        assertThat(verdict.reasons()).containsExactly("no divergence before the end of the sweep at 0.0631");
    }

    @Test
    void aLossThatFallsByThreePercentIsTooFlat() {
        List<LrSweep.Point> points = Sweeps.sweep(new Sweeps.Shape(-3, -1, 0.03, 6), 0.001, new Random(5));
        LrVerdict.Unreadable verdict = unreadable(points);
        assertThat(verdict.reasons()).containsExactly("the loss fell by 2.9 % only");
        assertThat(verdict.higherRatesMayHelp()).isFalse();
    }

    @Test
    void aMinimumAtTheVeryStartIsRefused() {
        List<LrSweep.Point> points = Sweeps.sweep(SGD_LIKE, 0.01, 200, -2.2, 9, new Random(6));
        assertThat(unreadable(points).reasons())
                .contains("the loss is lowest in the first 15 % of the sweep; start at a lower rate");
    }

    @Test
    void aShortSweepSaysHowManyStepsItNeeds() {
        List<LrSweep.Point> points = Sweeps.sweep(SGD_LIKE, 0.01, 12, -7, 1, new Random(7));
        assertThat(unreadable(points).reasons().getFirst()).contains("at least 20");
        List<LrSweep.Point> gone = new ArrayList<>(points.subList(0, 3));
        gone.add(new LrSweep.Point(1, Double.NaN));
        assertThat(unreadable(gone).reasons().getFirst()).contains("not finite any more after 3 steps");
        assertThat(unreadable(List.of()).smoothed()).isEmpty();
    }

    @Test
    void aLossThatMayBeNegativeIsReadWithoutLogarithm() {
        List<LrSweep.Point> points = new ArrayList<>();
        for (LrSweep.Point point : Sweeps.sweep(SGD_LIKE, 0.02, new Random(8))) {
            points.add(new LrSweep.Point(point.lr(), point.loss() - 2));
        }
        assertThat(StrictMath.log10(readable(points, OptimizerFamily.UNKNOWN).edge()))
                .isBetween(-1.3, -0.6);
    }

    @Test
    void ratesThatDoNotRiseAreRefused() {
        List<LrSweep.Point> points = List.of(new LrSweep.Point(0.1, 1), new LrSweep.Point(0.1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LrSweep.read(points, OptimizerFamily.SGD))
                .withMessageContaining("higher than the one before");
    }

    private static LrVerdict.Readable readable(List<LrSweep.Point> points, OptimizerFamily family) {
        LrVerdict verdict = LrSweep.read(points, family);
        assertThat(verdict).isInstanceOf(LrVerdict.Readable.class);
        return (LrVerdict.Readable) verdict;
    }

    private static LrVerdict.Unreadable unreadable(List<LrSweep.Point> points) {
        LrVerdict verdict = LrSweep.read(points, OptimizerFamily.SGD);
        assertThat(verdict).isInstanceOf(LrVerdict.Unreadable.class);
        return (LrVerdict.Unreadable) verdict;
    }
}
