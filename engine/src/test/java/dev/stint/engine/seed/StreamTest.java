package dev.stint.engine.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Golden values are made by {@code golden.py}; limits of chi-squared are its 1 - 1e-6 quantiles. */
class StreamTest {
    private static final double CHI_SQUARED_99 = 180.792;
    private static final double CHI_SQUARED_23 = 70.549;
    private static final double CHI_SQUARED_6 = 38.258;

    private static Stream stream() {
        return Seed.of(42).stream();
    }

    @Test
    void bitsArePinnedForEver() {
        Stream stream = stream();
        assertThat(new long[] {stream.bits(), stream.bits(), stream.bits(), stream.bits()})
                .containsExactly(
                        -5745182832185702519L, -6409927357856403608L, -1117415922151648602L, -7568093383570512668L);
        assertThat(Seed.of(42).child("explore").child(17).stream().bits()).isEqualTo(-8188748985206244984L);
    }

    @Test
    void uniformsAndGaussiansArePinnedForEver() {
        Stream uniforms = stream();
        assertThat(uniforms.uniform()).isEqualTo(0.6885530146008918);
        assertThat(uniforms.uniform()).isEqualTo(0.6525171416568908);
        Stream gaussians = stream();
        assertThat(gaussians.gaussian()).isEqualTo(1.3226846133127634);
        assertThat(gaussians.gaussian()).isEqualTo(0.6461046107338437);
        assertThat(gaussians.gaussian()).isEqualTo(-1.602697494444325);
    }

    @Test
    void integersAndOrdersArePinnedForEver() {
        Stream stream = stream();
        int[] drawn = new int[12];
        Arrays.setAll(drawn, i -> stream.below(10));
        assertThat(drawn).containsExactly(8, 4, 7, 4, 1, 9, 8, 3, 0, 3, 8, 7);
        assertThat(stream().permutation(8)).containsExactly(1, 4, 3, 6, 0, 2, 5, 7);
        List<String> letters = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g", "h"));
        stream().shuffle(letters);
        assertThat(String.join("", letters)).isEqualTo("gcabhfde");
    }

    @Test
    void largeBoundsArePinnedForEver() {
        Stream stream = stream();
        assertThat(stream.below(0x40000001)).isEqualTo(40435323);
        assertThat(stream.below(0x40000001)).isEqualTo(828235179);
    }

    @Test
    void uniformsFillTheUnitIntervalEvenly() {
        Stream stream = stream();
        int[] counts = new int[100];
        for (int i = 0; i < 100_000; i++) {
            counts[(int) (stream.uniform() * 100)]++;
        }
        assertThat(chiSquared(counts)).isLessThan(CHI_SQUARED_99);
    }

    @Test
    void uniformPairsFillTheSquareEvenly() {
        Stream stream = stream();
        int[] counts = new int[100];
        for (int i = 0; i < 100_000; i++) {
            counts[stream.below(10) * 10 + (int) (stream.uniform() * 10)]++;
        }
        assertThat(chiSquared(counts)).isLessThan(CHI_SQUARED_99);
    }

    @Test
    void belowIsUnbiased() {
        Stream stream = stream();
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[stream.below(7)]++;
        }
        assertThat(chiSquared(counts)).isLessThan(CHI_SQUARED_6);
    }

    @Test
    void everyOrderOfFourIsEquallyLikely() {
        Stream stream = stream();
        int[] shuffles = new int[24];
        int[] permutations = new int[24];
        for (int i = 0; i < 24_000; i++) {
            List<Integer> list = new ArrayList<>(List.of(0, 1, 2, 3));
            stream.shuffle(list);
            shuffles[rank(list)]++;
            permutations[rank(Arrays.stream(stream.permutation(4)).boxed().toList())]++;
        }
        assertThat(chiSquared(shuffles)).isLessThan(CHI_SQUARED_23);
        assertThat(chiSquared(permutations)).isLessThan(CHI_SQUARED_23);
    }

    @Test
    void gaussiansHaveTheMomentsOfANormal() {
        Stream stream = stream();
        int n = 100_000;
        double first = 0;
        double second = 0;
        double fourth = 0;
        for (int i = 0; i < n; i++) {
            double x = stream.gaussian();
            first += x / n;
            second += x * x / n;
            fourth += x * x * x * x / n;
        }
        // Five standard errors of each: 1, sqrt(2) and sqrt(96) over sqrt(n).
        assertThat(first).isBetween(-0.016, 0.016);
        assertThat(second).isBetween(1 - 0.023, 1 + 0.023);
        assertThat(fourth).isBetween(3 - 0.16, 3 + 0.16);
    }

    @Test
    void uniformStaysBelowItsUpperBound() {
        Stream stream = stream();
        for (int i = 0; i < 10_000; i++) {
            assertThat(stream.uniform(1, Math.nextUp(1.0))).isEqualTo(1.0);
            assertThat(stream.uniform(-3, 5)).isBetween(-3.0, Math.nextDown(5.0));
        }
        assertThat(stream.uniform(2, 2)).isEqualTo(2.0);
    }

    @Test
    void impossibleBoundsAreRefusedByValue() {
        Stream stream = stream();
        assertThatThrownBy(() -> stream.below(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> stream.uniform(2, 1)).hasMessageContaining("[2.0, 1.0)");
        assertThatThrownBy(() -> stream.uniform(Double.NaN, 1)).hasMessageContaining("NaN");
    }

    @Test
    void emptyAndSingleListsAreLeftAlone() {
        assertThat(stream().permutation(0)).isEmpty();
        assertThat(stream().permutation(1)).containsExactly(0);
    }

    private static int rank(List<Integer> order) {
        int rank = 0;
        for (int i = 0; i < order.size(); i++) {
            int here = order.get(i);
            long smaller =
                    order.stream().skip(i + 1).filter(later -> later < here).count();
            rank = rank * (order.size() - i) + (int) smaller;
        }
        return rank;
    }

    private static double chiSquared(int[] counts) {
        double expected = Arrays.stream(counts).sum() / (double) counts.length;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }
}
