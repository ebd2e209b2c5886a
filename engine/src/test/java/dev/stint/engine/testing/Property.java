package dev.stint.engine.testing;

import dev.stint.engine.seed.Seed;

/**
 * Something that must hold for every case that can be drawn.
 *
 * <p>Cases are drawn from fixed seeds. A failure names the seed of its case: {@code -Dstint.seed=<that number>} repeats this case alone,
 * {@code -Dstint.repeat=100} draws a hundred times as many cases.
 */
public final class Property {

    private static final Seed ROOT = Seed.of(20_261_123);

    private Property() {}

    /** One case: draws what it needs, and throws where the property does not hold. */
    @FunctionalInterface
    public interface Case {
        void check(Draws draws);
    }

    /** Checks {@code cases} cases, or the one that the system property names. */
    public static void holds(int cases, Case check) {
        Long only = Long.getLong("stint.seed");
        if (only != null) {
            check(only, check);
            return;
        }
        long count = (long) cases * Integer.getInteger("stint.repeat", 1);
        for (long i = 0; i < count; i++) {
            check(ROOT.child(i).value(), check);
        }
    }

    private static void check(long seed, Case check) {
        try {
            check.check(new Draws(Seed.of(seed).stream()));
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("does not hold with -Dstint.seed=" + seed + ": " + failure.getMessage(), failure);
        }
    }
}
