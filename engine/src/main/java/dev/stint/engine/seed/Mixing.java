package dev.stint.engine.seed;

/** The bijective 64-bit finaliser of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford). */
final class Mixing {
    /** 2^64 divided by the golden ratio, odd. */
    static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Mixing() {}

    /** Draw number {@code draw} (from 1) of the SplitMix64 generator that starts here. */
    static long split(long start, long draw) {
        return finish(start + draw * GOLDEN);
    }

    static long finish(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
