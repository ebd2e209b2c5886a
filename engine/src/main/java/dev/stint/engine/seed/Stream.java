package dev.stint.engine.seed;

import java.util.Collections;
import java.util.List;

/**
 * A mutable sequence of random draws: xoshiro256++ (Blackman and Vigna 2021), its state filled by SplitMix64.
 *
 * <p>Not safe for sharing between threads. Every draw is pinned by tests: the same seed gives the same draws for ever.
 */
public final class Stream {
    private static final double UNIT = 0x1.0p-53;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    Stream(long start) {
        s0 = Mixing.split(start, 1);
        s1 = Mixing.split(start, 2);
        s2 = Mixing.split(start, 3);
        s3 = Mixing.split(start, 4);
    }

    /** The next 64 random bits. */
    public long bits() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Uniform on [0, 1), a multiple of 2^-53. */
    public double uniform() {
        return (bits() >>> 11) * UNIT;
    }

    /** Uniform on [low, high); exactly {@code low} when both are equal. */
    public double uniform(double low, double high) {
        if (!(low <= high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException(
                    "A uniform draw needs finite bounds with low <= high, got [" + low + ", " + high + ").");
        }
        double drawn = low + uniform() * (high - low);
        return drawn < high ? drawn : Math.max(low, Math.nextDown(high));
    }

    /** Uniform on 0 .. n-1 without bias, by rejection. */
    public int below(int n) {
        if (n <= 0) {
            throw new IllegalArgumentException("below(n) draws from 0 .. n-1 and needs n >= 1, got " + n + ".");
        }
        long drawn = bits() >>> 1;
        long rest = drawn % n;
        while (drawn - rest + (n - 1) < 0) {
            drawn = bits() >>> 1;
            rest = drawn % n;
        }
        return (int) rest;
    }

    /** Standard normal, by the polar method of Marsaglia; the second value of each pair is not used. */
    public double gaussian() {
        while (true) {
            double u = 2 * uniform() - 1;
            double v = 2 * uniform() - 1;
            double square = u * u + v * v;
            if (square < 1 && square > 0) {
                return u * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** Puts the list into a random order, every order equally likely. */
    public <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, below(i + 1));
        }
    }

    /** The numbers 0 .. n-1 in a random order. */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
