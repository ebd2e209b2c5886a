package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.insight.Importance.Evidence;
import dev.stint.engine.insight.Importance.Verdict;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Thirty random points of functions whose shares are known. All seeds are fixed. */
class ImportanceTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final int STUDIES = 12;

    private static Importance analysed(
            int seed, int trials, double share, BiFunction<double[], Stream, Double> function) {
        Stream stream = Seed.of(seed).child("importance test").stream();
        double[][] rows = new double[trials][NAMES.size()];
        for (double[] row : rows) {
            Arrays.setAll(row, j -> stream.uniform());
        }
        double[] scores = HalfRankWarp.warp(Arrays.stream(rows)
                .mapToDouble(row -> function.apply(row, stream))
                .toArray());
        List<Axis> axes = Collections.nCopies(NAMES.size(), Axis.NUMERIC);
        return Objects.requireNonNull(Importance.of(evidence(NAMES, axes, rows, share, scores), p -> p, Seed.of(seed)));
    }

    private static Evidence evidence(
            List<String> names, List<Axis> axes, double[][] rows, double share, double[] scores) {
        return new Evidence(
                names,
                axes,
                List.of(rows),
                Collections.nCopies(rows.length, share),
                Arrays.stream(scores).boxed().toList(),
                true);
    }

    /** The search looks where it is good, and what it never looked at is only extrapolated. */
    @Test
    void ofTrialsThatASearchChoseTheWholeSpaceIsOnlyProbable() {
        Stream stream = Seed.of(5).child("chosen").stream();
        double[][] rows = new double[30][1];
        Arrays.setAll(rows, i -> new double[] {stream.uniform()});
        double[] scores = Arrays.stream(rows).mapToDouble(row -> 3 * row[0]).toArray();
        Evidence drawn = evidence(List.of("a"), List.of(Axis.NUMERIC), rows, 1, scores);
        Evidence chosen =
                new Evidence(drawn.names(), drawn.axes(), drawn.rows(), drawn.shares(), drawn.scores(), false);
        Importance.Row first = Objects.requireNonNull(Importance.of(drawn, p -> p, Seed.of(5)))
                .rows()
                .getFirst();
        Importance.Row second = Objects.requireNonNull(Importance.of(chosen, p -> p, Seed.of(5)))
                .rows()
                .getFirst();
        assertThat(first.everywhere().verdict()).isEqualTo(Verdict.MATTERS);
        assertThat(second.everywhere().verdict()).isEqualTo(Verdict.PROBABLY_MATTERS);
        assertThat(second.good().verdict()).isEqualTo(first.good().verdict());
    }

    private static long said(Verdict verdict, int parameter, BiFunction<double[], Stream, Double> function) {
        return IntStream.range(0, STUDIES)
                .mapToObj(seed -> analysed(seed, 30, 1, function))
                .filter(found -> found.rows().get(parameter).everywhere().verdict() == verdict)
                .count();
    }

    /** The total shares of a, b and c are about .75, .2 and .05. */
    private static double bowl(double[] x, Stream stream) {
        return -4 * (x[0] - 0.7) * (x[0] - 0.7) - 1.1 * x[1] + 0.25 * x[2] + 0.02 * stream.gaussian();
    }

    @Test
    void whatDecidesIsFoundInMostStudiesAndWhatDoesNotIsNeverClaimed() {
        assertThat(said(Verdict.MATTERS, 0, ImportanceTest::bowl)).isGreaterThanOrEqualTo(10);
        assertThat(said(Verdict.MATTERS, 3, ImportanceTest::bowl)).isZero();
        assertThat(said(Verdict.MATTERS_LITTLE, 0, ImportanceTest::bowl)).isZero();
        assertThat(said(Verdict.MATTERS_LITTLE, 4, ImportanceTest::bowl)).isPositive();
    }

    /** Sixty chances to claim something of nothing; at 10 % each, more than 12 have a probability under 2 %. */
    @Test
    void ofNoiseAloneNothingIsSaid() {
        long claims = IntStream.range(0, NAMES.size())
                .mapToLong(j -> said(Verdict.MATTERS, j, (x, stream) -> stream.gaussian()))
                .sum();
        assertThat(claims).isLessThanOrEqualTo(12);
    }

    @Test
    void probabilitiesOfBeingFirstSumToOneAndIntervalsHoldTheMean() {
        Importance found = analysed(1, 20, 1, ImportanceTest::bowl);
        assertThat(found.trials()).isEqualTo(20);
        assertThat(found.rows()).extracting(Importance.Row::parameter).isEqualTo(NAMES);
        assertThat(found.rows().stream()
                        .mapToDouble(r -> r.everywhere().first())
                        .sum())
                .isBetween(0.99, 1.01);
        assertThat(found.rows()).allSatisfy(row -> {
            assertThat(row.everywhere().mean())
                    .isBetween(row.everywhere().low(), row.everywhere().high());
            assertThat(row.good().mean()).isBetween(row.good().low(), row.good().high());
        });
    }

    /** Readings at a tenth of the length say less of the end than readings at the end. */
    @Test
    void shortTrainingsLeaveMoreOpen() {
        double atTheEnd = width(analysed(2, 30, 1, ImportanceTest::bowl));
        double early = width(analysed(2, 30, 0.1, ImportanceTest::bowl));
        assertThat(early).isGreaterThan(1.1 * atTheEnd);
    }

    private static double width(Importance found) {
        return found.rows().stream()
                .mapToDouble(r -> r.everywhere().high() - r.everywhere().low())
                .sum();
    }

    @Test
    void sameEvidenceSameAnswer() {
        assertThat(analysed(3, 15, 1, ImportanceTest::bowl)).isEqualTo(analysed(3, 15, 1, ImportanceTest::bowl));
    }

    @Test
    void tooFewTrialsSayNothing() {
        double[][] rows = new double[Importance.FEWEST - 1][1];
        Evidence evidence = evidence(List.of("a"), List.of(Axis.NUMERIC), rows, 1, new double[rows.length]);
        assertThat(Importance.of(evidence, p -> p, Seed.of(0))).isNull();
    }
}
