package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.insight.EarlyRanks.Ladder;
import dev.stint.engine.insight.EarlyRanks.Trust;
import dev.stint.engine.model.RankCorrelation;
import dev.stint.engine.seed.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Studies in which only what looks good is trained on. Worlds are drawn with fixed seeds. */
class EarlyRanksTest {

    private static final List<Long> LENGTHS = List.of(4L, 8L, 16L, 50L);

    /** What each rung shows: the one before, weakened, and news; the last rung correlates with the first by the cube of {@code link}. */
    private static List<double[]> world(int n, double link, Random random) {
        List<double[]> scores = new ArrayList<>();
        for (int rung = 0; rung < LENGTHS.size(); rung++) {
            double[] before = rung == 0 ? null : scores.getLast();
            double[] here = new double[n];
            for (int i = 0; i < n; i++) {
                double news = random.nextGaussian();
                here[i] = before == null ? news : link * before[i] + Math.sqrt(1 - link * link) * news;
            }
            scores.add(here);
        }
        return scores;
    }

    /** Halving: the better half goes on; with raw scales as learning curves have them, rung by rung. */
    private static Ladder halved(List<double[]> world) {
        List<double[]> seen = new ArrayList<>();
        for (int rung = 0; rung < world.size(); rung++) {
            double[] here = world.get(rung).clone();
            int n = here.length;
            if (rung > 0) {
                double[] before = seen.getLast();
                int most = Math.max(2, n >> rung);
                List<Integer> best = IntStream.range(0, n)
                        .boxed()
                        .filter(i -> !Double.isNaN(before[i]))
                        .sorted(Comparator.comparingDouble((Integer i) -> -before[i]))
                        .limit(most)
                        .toList();
                Arrays.setAll(here, i -> best.contains(i) ? here[i] : Double.NaN);
            }
            double scale = 1.0 / (1 + rung);
            int by = rung;
            seen.add(Arrays.stream(here).map(v -> scale * v + 2 * by).toArray());
        }
        return new Ladder("val_loss", LENGTHS, seen);
    }

    private static double alike(double correlation) {
        return 0.5 + StrictMath.asin(correlation) / Math.PI;
    }

    /**
     * 200 worlds each, 0.95 as learning curves are usually linked, more loosely and more closely: with a true 90 %, fewer than 170 would
     * come of one test in 60.
     */
    @ParameterizedTest
    @CsvSource({"12, 0.95, 170", "24, 0.95, 170", "40, 0.95, 170", "24, 0.85, 170", "40, 0.98, 170"})
    void intervalsHoldTheTruthOfWhatWasNotSelected(int configurations, double link, int least) {
        int[] held = held(configurations, link, v -> v);
        assertThat(Arrays.stream(held).min().orElse(0)).isGreaterThanOrEqualTo(least);
    }

    /**
     * As accuracies do: the good ones lie close together and the bad ones far apart, so that those that were trained out have a flat line.
     * A line over normal scores held 83 of 200 at the lowest rung where links are 0.98.
     */
    @ParameterizedTest
    @CsvSource({"24, 0.95, 170", "40, 0.98, 170"})
    void intervalsHoldTheTruthWhereGoodOnesCrowd(int configurations, double link, int least) {
        int[] held = held(configurations, link, v -> -StrictMath.exp(-1.5 * v));
        assertThat(Arrays.stream(held).min().orElse(0)).isGreaterThanOrEqualTo(least);
    }

    /** How many of 200 intervals hold the truth, by rung; every value is shown by this scale. */
    private static int[] held(int configurations, double link, DoubleUnaryOperator scale) {
        int[] held = new int[LENGTHS.size() - 1];
        for (int seed = 0; seed < 200; seed++) {
            List<double[]> world = world(configurations, link, new Random(seed)).stream()
                    .map(row -> Arrays.stream(row).map(scale).toArray())
                    .toList();
            List<EarlyRanks> ranks = EarlyRanks.of(halved(world), null, Seed.of(seed));
            for (int rung = 0; rung < held.length; rung++) {
                double truth = alike(Math.pow(link, held.length - rung));
                EarlyRanks here = ranks.get(rung);
                held[rung] += here.low() <= truth && truth <= here.high() ? 1 : 0;
            }
        }
        return held;
    }

    /** What selection does: those that were trained out say by themselves that the lowest rung ranks little better than chance. */
    @Test
    void thoseThatWereSelectedAloneMislead() {
        double truth = alike(Math.pow(0.95, 3));
        double selected = 0;
        double completed = 0;
        for (int seed = 0; seed < 100; seed++) {
            Ladder ladder = halved(world(40, 0.95, new Random(seed)));
            double[] low = ladder.scores().getFirst();
            double[] end = ladder.scores().getLast();
            int[] ended = IntStream.range(0, end.length)
                    .filter(i -> !Double.isNaN(end[i]))
                    .toArray();
            double tau = RankCorrelation.kendall(at(low, ended), at(end, ended)).tau();
            selected += (1 + tau) / 2 / 100;
            completed += EarlyRanks.of(ladder, null, Seed.of(seed)).getFirst().probability() / 100;
        }
        assertThat(selected).isLessThan(truth - 0.08);
        assertThat(completed).isBetween(truth - 0.05, truth + 0.03);
    }

    /**
     * Of 16 configurations eight reach the second rung, and the third five of them and two of the worse half; that two are enough to see a
     * rung that says nothing is what the search goes by. 100 worlds each.
     */
    @Test
    void twoOfTheWorseHalfShowARungThatSaysNothing() {
        int silent = 0;
        int usual = 0;
        for (int seed = 0; seed < 100; seed++) {
            silent += nearlyChance(seed, 0) ? 1 : 0;
            usual += nearlyChance(seed, 0.95) ? 1 : 0;
        }
        assertThat(silent).isGreaterThan(60);
        assertThat(usual).isLessThan(5);
    }

    private static boolean nearlyChance(int seed, double link) {
        Random random = new Random(seed);
        double[] first = random.doubles(16).toArray();
        double[] third = new double[16];
        Arrays.setAll(third, i -> link * 3.5 * (first[i] - 0.5) + Math.sqrt(1 - link * link) * random.nextGaussian());
        Integer[] best = IntStream.range(0, 16)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -first[i]))
                .toArray(Integer[]::new);
        List<Integer> on = List.of(best[0], best[1], best[2], best[3], best[4], best[9], best[13]);
        double[] second = new double[16];
        Arrays.setAll(second, i -> on.contains(i) || i == best[5] ? first[i] : Double.NaN);
        double[] later = new double[16];
        Arrays.setAll(later, i -> on.contains(i) ? third[i] : Double.NaN);
        double[] end = new double[16];
        Arrays.setAll(end, i -> i == best[0] ? third[i] : Double.NaN);
        Ladder ladder = new Ladder("val_loss", LENGTHS, List.of(first, second, later, end));
        return EarlyRanks.of(ladder, null, Seed.of(seed)).getFirst().probability() < 0.62;
    }

    /** Of 200 studies whose early ranks say nothing at most 20 are trusted, and of as many that can be trusted at most 20 are not. */
    @Test
    void neitherVerdictIsGivenWrongly() {
        int trusted = 0;
        int mistrusted = 0;
        for (int seed = 0; seed < 200; seed++) {
            Ladder chance = halved(world(30, 0.3, new Random(seed)));
            Ladder sure = halved(world(30, 0.97, new Random(seed)));
            trusted += EarlyRanks.of(chance, null, Seed.of(seed)).getFirst().trust() == Trust.TRUST ? 1 : 0;
            mistrusted += EarlyRanks.of(sure, null, Seed.of(seed)).getFirst().trust() == Trust.DONT_TRUST ? 1 : 0;
        }
        assertThat(trusted).isLessThanOrEqualTo(20);
        assertThat(mistrusted).isLessThanOrEqualTo(20);
    }

    @Test
    void withoutAnythingTrainedOutThePriorSpeaksAndSaysSo() {
        double[] low = {1, 2, 3, 4, 5, 6};
        double[] none = new double[6];
        Arrays.fill(none, Double.NaN);
        EarlyRanks ranks = EarlyRanks.of(new Ladder("val_loss", List.of(5L, 50L), List.of(low, none)), null, Seed.of(1))
                .getFirst();
        assertThat(ranks.assumed()).isTrue();
        assertThat(ranks.probability()).isBetween(0.7, 0.9);
        assertThat(ranks.high() - ranks.low()).isGreaterThan(0.25);
        assertThat(ranks.sentence("val_loss", "epoch")).contains("mostly assumed from prior, since only 0 of 6");
    }

    @Test
    void aTrainingLossThatIsNoiseIsNotTrustedWhereTheObjectiveIs() {
        List<double[]> world = world(40, 0.98, new Random(5));
        Random noise = new Random(6);
        Ladder seen = halved(world);
        List<double[]> losses = seen.scores().stream()
                .map(row -> Arrays.stream(row)
                        .map(v -> Double.isNaN(v) ? v : noise.nextGaussian())
                        .toArray())
                .toList();
        List<EarlyRanks> ranks = EarlyRanks.of(seen, new Ladder("train_loss", LENGTHS, losses), Seed.of(2));
        assertThat(ranks).hasSize(6);
        assertThat(ranks.getFirst().trust()).isEqualTo(Trust.TRUST);
        assertThat(ranks.get(3).metric()).isEqualTo("train_loss");
        assertThat(ranks.get(3).trust()).isNotEqualTo(Trust.TRUST);
        assertThat(ranks.get(3).probability()).isLessThan(0.65);
    }

    private static double[] at(double[] values, int[] places) {
        return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.51", "0.04, 0.73", "0.25, 0.88", "1, 0.99", "0.35355, 0.905"})
    void whatIsUsualLiesBetweenWhatWasMeasured(double fraction, double alike) {
        assertThat(UsualRanks.alike(fraction)).isCloseTo(alike, within(1e-4));
    }
}
