package dev.stint.cli.doctor;

/**
 * How fast it trains.
 *
 * @param perUnit seconds of a unit of fidelity
 */
record Pace(double perUnit) {

    /** Lines that come closer together than this came at once, as far as the executor can tell. */
    static final double AT_ONCE = 0.15;

    /** By the times between lines; where they came at once, by what a longer training took more. */
    static Pace of(Evidence evidence) {
        Seen whole = evidence.whole();
        double[] arrivals = whole.arrivals();
        if (whole.spread() > AT_ONCE) {
            long steps = whole.reached() - whole.steps().getFirst();
            return new Pace((arrivals[arrivals.length - 1] - arrivals[0]) / Math.max(1, steps));
        }
        Seen stop = evidence.of(Probe.STOP);
        boolean ranOut = stop != null && stop.reached() > whole.reached() && stop.stop() == null;
        Seen longer = ranOut ? stop : whole;
        Seen shorter = ranOut ? whole : evidence.of(Probe.FIRST_HALF);
        double more = shorter == null ? 0 : longer.seconds() - shorter.seconds();
        long units = shorter == null ? 0 : longer.reached() - shorter.reached();
        return new Pace(
                more > 0 && units > 0 ? more / units : whole.seconds() / Math.max(1, whole.reached()));
    }
}
