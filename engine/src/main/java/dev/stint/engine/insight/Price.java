package dev.stint.engine.insight;

import java.util.Arrays;

/**
 * What one full training of a configuration costs, in a unit that all share: its cheapest seed, the mean of its seeds, and its dearest. NaN
 * where none was metered.
 *
 * @param seeds that were metered
 */
public record Price(int seeds, double least, double mean, double most) {

    /** A difference that is worth a word: a fifth. */
    private static final double CLEARLY = 0.8;

    /** Of its seeds. */
    public static Price of(double[] seeds) {
        return new Price(
                seeds.length,
                Arrays.stream(seeds).min().orElse(Double.NaN),
                Arrays.stream(seeds).average().orElse(Double.NaN),
                Arrays.stream(seeds).max().orElse(Double.NaN));
    }

    /**
     * Whether even its dearest seed costs a fifth less than the other's cheapest, of two seeds each at least: a machine that is busy now and
     * then makes no price.
     */
    public boolean clearlyBelow(Price other) {
        return seeds > 1 && other.seeds > 1 && most <= CLEARLY * other.least;
    }

    /** This price in those of another, by the means. */
    public double over(Price other) {
        return mean / other.mean;
    }
}
