package dev.stint.engine.insight;

/**
 * The mean of a finalist over its seeds, in the units of the objective, with a 90 % interval where one can be given.
 */
public sealed interface Estimate {
    double mean();

    int seeds();

    /** Where the width of an interval comes from. */
    enum Basis {
        /** The finalist's own seeds together with those of the others. */
        OWN_SEEDS,
        /** The finalist has one seed: the spread is that of the other finalists. */
        OTHER_FINALISTS,
        /** No finalist has two seeds: the spread is an assumption. */
        ASSUMED
    }

    /** A mean with its 90 % interval. */
    record Bounded(double mean, double low, double high, int seeds, Basis basis) implements Estimate {}

    /** A mean of which nobody can tell how far it is from the truth. */
    record Unbounded(double mean, int seeds, String why) implements Estimate {}
}
