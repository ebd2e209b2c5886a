package dev.stint.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * How fast it trains.
 *
 * @param perUnit seconds of a unit of fidelity
 */
record Pace(double perUnit) {

    /** Lines that come closer together than this came at once, as far as the executor can tell. */
    static final double AT_ONCE = 0.15;

    /** By the times between lines; where those are kept back, by what a longer training took more. */
    static Pace of(Evidence evidence) {
        Seen whole = evidence.whole();
        if (whole.steps().size() > 1 && OutputCheck.keptBack(evidence) == null) {
            return between(whole);
        }
        Seen stop = evidence.of(Probe.STOP);
        Seen first = evidence.of(Probe.FIRST_HALF);
        if (stop != null && stop.stop() == null && stop.reached() > whole.reached()) {
            return between(whole, stop);
        }
        return first == null ? between(whole, whole) : between(first, whole);
    }

    /** Of one run by itself, by the times between its lines; null where those came at once. */
    static @Nullable Pace of(Seen seen) {
        return seen.steps().size() > 1 && seen.spread() > AT_ONCE ? between(seen) : null;
    }

    private static Pace between(Seen seen) {
        return new Pace(
                seen.spread() / Math.max(1, seen.reached() - seen.steps().getFirst()));
    }

    private static Pace between(Seen shorter, Seen longer) {
        double seconds = longer.seconds() - shorter.seconds();
        long units = longer.reached() - shorter.reached();
        return new Pace(seconds > 0 && units > 0 ? seconds / units : longer.seconds() / Math.max(1, longer.reached()));
    }
}
