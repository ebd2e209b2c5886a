package dev.stint.cli.doctor;

/**
 * How much the objective differs by itself.
 *
 * @param seeds between two seeds, root mean square over all steps
 * @param late the same after the cut only, where less is left of the first weights
 * @param repeats between two trainings with the same seed, at most; 0 where they are equal to the last digit
 */
record Noise(double seeds, double late, double repeats) {

    /** One pair of seeds says little of how far two others may lie apart. */
    private static final double TIMES = 3;

    static Noise of(Evidence evidence) {
        Seen other = evidence.of(Probe.OTHER_SEED);
        if (other == null) {
            return new Noise(0, 0, repeats(evidence));
        }
        Trace whole = evidence.objective(evidence.whole());
        Trace second = evidence.objective(other);
        long part = evidence.lengths().part();
        return new Noise(whole.spread(second), whole.where(step -> step > part).spread(second), repeats(evidence));
    }

    private static double repeats(Evidence evidence) {
        Seen first = evidence.of(Probe.FIRST_HALF);
        Seen again = evidence.of(Probe.AGAIN);
        return first == null || again == null ? 0 : evidence.objective(first).gap(evidence.objective(again));
    }

    /** Whether a difference is no more than what comes by itself: generous, for something that is probably right. */
    boolean explains(double difference) {
        return difference <= TIMES * Math.max(seeds, repeats);
    }

    /** Whether a difference after the cut could not be seen for noise. */
    boolean hides(double difference) {
        return difference <= TIMES * Math.max(late, repeats);
    }
}
