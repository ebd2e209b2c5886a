package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ShortTrainingsTest {

    private static List<LrSweep.Point> points(DoubleUnaryOperator loss) {
        List<LrSweep.Point> points = new ArrayList<>();
        for (double u : ShortTrainings.places(1e-5, 1)) {
            double x = -5 + 5 * u;
            points.add(new LrSweep.Point(StrictMath.pow(10, x), loss.applyAsDouble(x)));
        }
        return points;
    }

    /** Falls from 2.3 towards a valley, and rises steeply beyond it. */
    private static double valley(double x, double best) {
        double off = x - best;
        return 2.3 - 2 * StrictMath.exp(-off * off / (off < 0 ? 2 : 0.6));
    }

    /** 400 valleys, seeds fixed: a coverage of 90 % would be below 86 % in less than one case of a hundred. */
    @Test
    void theIntervalHoldsTheBestOfANoisyValley() {
        int held = 0;
        int told = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            double best = -3.8 + 2.8 * random.nextDouble();
            List<LrSweep.Point> points = points(x -> valley(x, best) + 0.05 * random.nextGaussian());
            if (ShortTrainings.read(points) instanceof RateVerdict.Found found) {
                told++;
                held += found.low() <= StrictMath.pow(10, best) && StrictMath.pow(10, best) <= found.high() ? 1 : 0;
            }
        }
        assertThat(told).isGreaterThan(360);
        assertThat(held).isGreaterThan((int) (0.86 * told));
    }

    /** 1000 times noise, seeds fixed: the F test lets 5 % pass, of which those with a hill instead of a valley are refused too. */
    @Test
    void noiseAloneIsHardlyEverRead() {
        int told = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            told += ShortTrainings.read(points(x -> 2.3 + 0.3 * random.nextGaussian())) instanceof RateVerdict.Found
                    ? 1
                    : 0;
        }
        assertThat(told).isLessThan(50);
    }

    @Test
    void divergedTrainingsAreTheWorstAndNotNumbers() {
        RateVerdict verdict = ShortTrainings.read(points(x -> x > -1.5 ? Double.NaN : valley(x, -2.4)));
        assertThat(verdict).isInstanceOfSatisfying(RateVerdict.Found.class, found -> {
            assertThat(StrictMath.log10(found.best())).isCloseTo(-2.4, within(0.4));
            assertThat(found.low()).isLessThan(found.best());
        });
    }

    @Test
    void whatCannotBeToldSaysWhy() {
        assertThat(reasons(points(x -> 2.3 - 0.001 * x))).containsExactly("no rate did clearly better than the lowest");
        assertThat(reasons(points(x -> 2.3 - 0.4 * (x + 5))))
                .containsExactly("the highest rate did best: the best may lie beyond 1");
        assertThat(reasons(points(x -> x > -4.5 ? Double.NaN : 2.3)))
                .containsExactly("only 1 of 9 short trainings ended with a loss");
    }

    private static List<String> reasons(List<LrSweep.Point> points) {
        RateVerdict verdict = ShortTrainings.read(points);
        assertThat(verdict).isInstanceOf(RateVerdict.Unclear.class);
        return ((RateVerdict.Unclear) verdict).reasons();
    }

    @Test
    void aNarrowRangeGetsFewerTrainings() {
        assertThat(ShortTrainings.places(1e-5, 1)).hasSize(9).startsWith(0).endsWith(1);
        assertThat(ShortTrainings.places(1e-3, 10)).hasSize(8);
        assertThat(ShortTrainings.places(1e-3, 1e-2)).hasSize(6);
    }
}
