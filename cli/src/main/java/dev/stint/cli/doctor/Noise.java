package dev.stint.cli.doctor;

/**
 * How much the objective differs by itself.
 *
 * @param seeds between two seeds, root mean square over the steps
 * @param repeats between two trainings with the same seed, at most; 0 where they are equal to the last digit
 */
record Noise(double seeds, double repeats) {

    /** One pair of seeds says little of how far two others may lie apart. */
    private static final double TIMES = 3;

    static Noise of(Evidence evidence) {
        Trace whole = evidence.objective(evidence.whole());
        Seen other = evidence.of(Probe.OTHER_SEED);
        return new Noise(other == null ? 0 : whole.spread(evidence.objective(other)), repeats(evidence));
    }

    private static double repeats(Evidence evidence) {
        Seen first = evidence.of(Probe.FIRST_HALF);
        Seen again = evidence.of(Probe.AGAIN);
        return first == null || again == null ? 0 : evidence.objective(first).gap(evidence.objective(again));
    }

    /** Whether a difference is no more than what comes by itself. */
    boolean explains(double difference) {
        return difference <= TIMES * Math.max(seeds, repeats);
    }
}
