package dev.stint.engine.insight;

import java.util.Arrays;

/**
 * What one full training of a configuration costs, in a unit that all share: its cheapest seed and its dearest. NaN where nothing was
 * metered.
 */
public record Price(double least, double most) {

    /** A difference that is worth a word: a fifth. */
    private static final double CLEARLY = 0.8;

    /** Of its seeds; not a number for none. */
    public static Price of(double[] seeds) {
        return new Price(
                Arrays.stream(seeds).min().orElse(Double.NaN),
                Arrays.stream(seeds).max().orElse(Double.NaN));
    }

    /** Whether even its dearest seed costs a fifth less than the other's cheapest; a machine that is busy now and then makes no price. */
    public boolean clearlyBelow(Price other) {
        return most <= CLEARLY * other.least;
    }

    /** This price in those of another, by the middles. */
    public double over(Price other) {
        return (least + most) / (other.least + other.most);
    }
}
