package dev.stint.engine.model;

import dev.stint.engine.seed.Seed;
import org.jspecify.annotations.Nullable;

/**
 * The Sobol sequence in the unit cube, plain or scrambled, with any point at hand by its number.
 *
 * <p>In every dimension, every aligned block of {@code 2^m} points puts exactly one point into each of {@code 2^m}
 * equal intervals. Scrambling is Owen's nested uniform one (Owen 1995): digit {@code b} of a coordinate is flipped by
 * a random bit that depends on the digits above it, so the stratification stays and each point alone is uniform.
 */
public final class Sobol {
    /** The largest number of dimensions. */
    public static final int MAX_DIMENSIONS = JoeKuo.DIMENSIONS;

    private static final double UNIT = 0x1.0p-32;
    private static final long END = 1L << JoeKuo.BITS;

    private final int[][] directions;
    private final @Nullable Seed seed;

    private Sobol(int dimensions, @Nullable Seed seed) {
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("A Sobol sequence has 1 to " + MAX_DIMENSIONS + " dimensions, asked for "
                    + dimensions + "; use uniform draws beyond that.");
        }
        this.seed = seed;
        directions = new int[dimensions][];
        for (int d = 0; d < dimensions; d++) {
            directions[d] = JoeKuo.directions(d);
        }
    }

    /** The sequence as published: point 0 is the origin, point 1 the centre. */
    public static Sobol plain(int dimensions) {
        return new Sobol(dimensions, null);
    }

    /** The sequence scrambled by this seed; coordinates are strictly between 0 and 1. */
    public static Sobol scrambled(int dimensions, Seed seed) {
        return new Sobol(dimensions, seed);
    }

    /** The point of this number, from 0 to 2^32 − 1, in Gray-code order. */
    public double[] point(long index) {
        if (index < 0 || index >= END) {
            throw new IllegalArgumentException("A Sobol sequence has points 0 to 2^32 - 1, asked for " + index + ".");
        }
        double[] point = new double[directions.length];
        for (int d = 0; d < point.length; d++) {
            point[d] = coordinate(d, (int) (index ^ (index >>> 1)));
        }
        return point;
    }

    /** The points {@code from .. from + count − 1}, one in a row. */
    public double[][] points(long from, int count) {
        double[][] points = new double[count][];
        for (int i = 0; i < count; i++) {
            points[i] = point(from + i);
        }
        return points;
    }

    private double coordinate(int dimension, int gray) {
        int digits = 0;
        int[] v = directions[dimension];
        for (int left = gray; left != 0; left &= left - 1) {
            digits ^= v[Integer.numberOfTrailingZeros(left)];
        }
        if (seed == null) {
            return Integer.toUnsignedLong(digits) * UNIT;
        }
        return (Integer.toUnsignedLong(scramble(seed.child(dimension), digits)) + 0.5) * UNIT;
    }

    private static int scramble(Seed axis, int digits) {
        int flips = 0;
        for (int b = 0; b < JoeKuo.BITS; b++) {
            long above = Integer.toUnsignedLong(digits) >>> (JoeKuo.BITS - b);
            long node = (1L << b) | above;
            int flip = (int) (axis.child(node).value() >>> 63);
            flips |= flip << (JoeKuo.BITS - 1 - b);
        }
        return digits ^ flips;
    }
}
