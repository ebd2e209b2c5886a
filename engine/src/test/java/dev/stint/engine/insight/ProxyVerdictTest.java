package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.insight.ProxyVerdict.Trust;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Stand-ins of known worth for functions of known shape. All seeds are fixed. */
final class ProxyVerdictTest {

    private static final List<String> NAMES = List.of("lr", "weight_decay", "dropout");
    private static final double CHEAP = 0.05;

    private static double truth(double[] x) {
        return -4 * (x[0] - 0.7) * (x[0] - 0.7) + 1.2 * x[1] - 0.1 * x[2];
    }

    /** @param stands how many the stand-in trains, the first {@code pairs} of them are trained properly too */
    private static ProxyVerdict verdict(int seed, int stands, int pairs, ToDoubleFunction<double[]> proxy) {
        Stream stream = Seed.of(seed).stream();
        List<double[]> rows = new ArrayList<>();
        List<Double> said = new ArrayList<>();
        List<Double> real = new ArrayList<>();
        for (int i = 0; i < stands; i++) {
            double[] x = {stream.uniform(), stream.uniform(), stream.uniform()};
            rows.add(x);
            said.add(proxy.applyAsDouble(x));
            real.add(i < pairs ? truth(x) : Double.NaN);
        }
        ProxyEvidence evidence = new ProxyEvidence(NAMES, Collections.nCopies(3, true), rows, said, real);
        return ProxyVerdict.of("small", 50, CHEAP, evidence);
    }

    @Test
    void withSixPairsNobodyCanTell() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(verdict(seed, 30, 6, ProxyVerdictTest::truth).trust()).isEqualTo(Trust.CANNOT_TELL);
        }
    }

    @Test
    void oneThatIsRightIsTrusted() {
        for (int seed = 0; seed < 50; seed++) {
            ProxyVerdict verdict = verdict(seed, 30, 20, ProxyVerdictTest::truth);
            assertThat(verdict.trust()).isEqualTo(Trust.TRUST);
            assertThat(verdict.low()).isGreaterThan(0.8);
        }
    }

    /** Sure at 99 %, and from 60 % on instead of 50: for independent scores the rule is wrong in about one of four thousand. */
    @Test
    void oneThatGuessesIsNotTrusted() {
        Stream noise = Seed.of(9).stream();
        long trusted = java.util.stream.IntStream.range(0, 300)
                .filter(seed -> verdict(seed, 30, 20, x -> noise.gaussian()).trust() == Trust.TRUST)
                .count();
        assertThat(trusted).isLessThanOrEqualTo(1);
    }

    /** Of normal scores that order six pairs of ten alike one of two hundred is trusted; more than 9 of 600 would come of one test in a thousand. */
    @Test
    void oneThatIsJustNotGoodEnoughIsTrustedNoMoreThanTheCertaintySays() {
        double correlation = StrictMath.sin(Math.PI * (ProxyVerdict.FLOOR - 0.5));
        Stream noise = Seed.of(10).stream();
        long trusted = java.util.stream.IntStream.range(0, 600)
                .filter(i -> normal(correlation, noise).trust() == Trust.TRUST)
                .count();
        assertThat(trusted).isLessThanOrEqualTo(9);
    }

    private static ProxyVerdict normal(double correlation, Stream noise) {
        List<double[]> rows = new ArrayList<>();
        List<Double> said = new ArrayList<>();
        List<Double> real = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double truth = noise.gaussian();
            rows.add(new double[] {noise.uniform()});
            said.add(correlation * truth + Math.sqrt(1 - correlation * correlation) * noise.gaussian());
            real.add(truth);
        }
        ProxyEvidence evidence = new ProxyEvidence(List.of("lr"), List.of(true), rows, said, real);
        return ProxyVerdict.of("small", 50, CHEAP, evidence);
    }

    @Test
    void oneThatIsTurnedAroundIsRefused() {
        assertThat(verdict(1, 30, 20, x -> -truth(x)).trust()).isEqualTo(Trust.DONT_TRUST);
    }

    /** Small and short trainings like less of what keeps a model small. */
    @Test
    void aParameterThatTurnsIsNamed() {
        ProxyVerdict verdict = verdict(3, 60, 40, x -> -4 * (x[0] - 0.7) * (x[0] - 0.7) - 1.2 * x[1]);
        CarriedOver decay = verdict.parameters().get(1);
        assertThat(decay.verdict()).isEqualTo(CarriedOver.Verdict.TURNS);
        assertThat(verdict.parameters().get(0).verdict()).isEqualTo(CarriedOver.Verdict.CARRIES_OVER);
        assertThat(verdict.believed(decay)).isFalse();
        assertThat(verdict.sentence("epoch")).doesNotContain("weight_decay");
    }

    private static final double[] LEVELS = {1 / 6.0, 0.5, 5 / 6.0};

    private static CarriedOver unordered(int seed, int pairs, double[] proxy, double[] training) {
        Stream stream = Seed.of(seed).stream();
        List<double[]> rows = new ArrayList<>();
        List<Double> said = new ArrayList<>();
        List<Double> real = new ArrayList<>();
        for (int i = 0; i < 2 * pairs; i++) {
            int level = stream.below(3);
            double[] x = {stream.uniform(), LEVELS[level]};
            rows.add(x);
            said.add(x[0] + proxy[level]);
            real.add(i < pairs ? x[0] + training[level] : Double.NaN);
        }
        ProxyEvidence evidence = new ProxyEvidence(List.of("lr", "optimizer"), List.of(true, false), rows, said, real);
        return ProxyVerdict.of("small", 50, CHEAP, evidence).parameters().get(1);
    }

    /** The best level lies between two worse ones, where no straight line would find it. */
    @Test
    void aParameterWithoutOrderCarriesItsBestLevelOver() {
        double[] middle = {-1, 1, -1};
        assertThat(unordered(1, 20, middle, middle).verdict()).isEqualTo(CarriedOver.Verdict.CARRIES_OVER);
        assertThat(unordered(1, 20, middle, new double[] {1, -1, 1}).verdict()).isEqualTo(CarriedOver.Verdict.TURNS);
        assertThat(unordered(1, 20, new double[3], middle).verdict()).isEqualTo(CarriedOver.Verdict.CANNOT_TELL);
    }

    /** At five per cent in all, so that of a hundred stand-ins at most a dozen say so. */
    @Test
    void levelsThatDoNothingCarryNothingOver() {
        long said = java.util.stream.IntStream.range(0, 100)
                .filter(seed ->
                        unordered(seed, 20, new double[3], new double[3]).verdict() != CarriedOver.Verdict.CANNOT_TELL)
                .count();
        assertThat(said).isLessThanOrEqualTo(12);
    }

    /** What does nothing can carry nothing over: at five per cent in all, so that of a hundred stand-ins at most a dozen say so. */
    @Test
    void whatMattersToNeitherCarriesNothingOver() {
        long said = java.util.stream.IntStream.range(0, 100)
                .filter(seed -> verdict(seed, 30, 20, ProxyVerdictTest::truth)
                                .parameters()
                                .get(2)
                                .verdict()
                        == CarriedOver.Verdict.TURNS)
                .count();
        assertThat(said).isLessThanOrEqualTo(12);
    }

    @Test
    void whatCostsMoreHasToAgreeMore() {
        assertThat(ProxyVerdict.needed(0.02)).isEqualTo(0.5);
        assertThat(ProxyVerdict.needed(0.3)).isBetween(0.7, 0.85);
        assertThat(ProxyVerdict.needed(1)).isEqualTo(1);
        assertThat(ProxyVerdict.needed(0.5)).isGreaterThan(ProxyVerdict.needed(0.3));
    }

    @Test
    void failuresCountAsTheWorst() {
        ProxyVerdict verdict = verdict(4, 30, 20, x -> x[1] < 0.3 ? Double.NEGATIVE_INFINITY : truth(x));
        assertThat(verdict.pairs()).isEqualTo(20);
        assertThat(verdict.alike()).isBetween(0.5, 1.0);
        assertThat(verdict(4, 30, 20, x -> Double.NEGATIVE_INFINITY).trust()).isNotEqualTo(Trust.TRUST);
    }
}
