package dev.stint.engine.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Golden values are made by {@code golden.py} next to the resources, a second implementation. They never change. */
class SeedTest {
    private static final Seed ROOT = Seed.of(42);

    @Test
    void namedChildrenArePinnedForEver() {
        assertThat(ROOT.child("explore").value()).isEqualTo(1064531657649678550L);
        assertThat(ROOT.child("").value()).isEqualTo(-147891882551084079L);
        assertThat(ROOT.child("größe").value()).isEqualTo(-8773998250109093948L);
    }

    @Test
    void numberedChildrenArePinnedForEver() {
        assertThat(ROOT.child("explore").child(17).value()).isEqualTo(-3614171852187094353L);
        assertThat(ROOT.child(-1).value()).isEqualTo(6750553025693595107L);
    }

    @Test
    void trainingSeedsArePinnedForEver() {
        assertThat(ROOT.trainingSeed()).isEqualTo(763022748);
        assertThat(ROOT.child("explore").trainingSeed()).isEqualTo(949085194);
        assertThat(ROOT.child("explore").child(17).trainingSeed()).isEqualTo(931428341);
    }

    @Test
    void theOrderOfCallsIsIrrelevant() {
        Seed first = ROOT.child("a");
        ROOT.child("b").stream().bits();
        assertThat(ROOT.child("a")).isEqualTo(first);
        assertThat(first.stream().bits()).isEqualTo(first.stream().bits());
    }

    @Test
    void differentPathsNeverMeet() {
        List<Seed> seeds = new ArrayList<>();
        for (int root = 0; root < 20; root++) {
            for (int index = -50; index < 50; index++) {
                seeds.add(Seed.of(root).child(index));
                seeds.add(Seed.of(root).child(Integer.toString(index)));
                seeds.add(Seed.of(root).child("trial").child(index));
            }
        }
        TreeSet<Long> values = new TreeSet<>();
        seeds.forEach(seed -> values.add(seed.value()));
        assertThat(values).hasSameSizeAs(seeds);
    }

    @Test
    void namesThatOnlyMoveABoundaryDiffer() {
        assertThat(ROOT.child("ab").child("c")).isNotEqualTo(ROOT.child("a").child("bc"));
        assertThat(ROOT.child("abc")).isNotEqualTo(ROOT.child("ab").child("c"));
    }

    @Test
    void neighbouringSeedsShareHalfTheirBits() {
        long differing = 0;
        for (int i = 0; i < 1000; i++) {
            differing += Long.bitCount(ROOT.child(i).value() ^ ROOT.child(i + 1).value());
            differing += Long.bitCount(
                    ROOT.child("t" + i).value() ^ ROOT.child("t" + (i + 1)).value());
        }
        // 2000 binomial(64, 1/2): mean 64000, sd 179; five sd.
        assertThat(differing).isBetween(63_100L, 64_900L);
    }

    @Test
    void trainingSeedsAreNeverNegative() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(ROOT.child(i).trainingSeed()).isNotNegative();
        }
    }
}
