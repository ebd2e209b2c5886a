package dev.stint.cli.doctor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Do lines arrive while it trains, or all at the end? */
final class OutputCheck implements Check {

    private static final String CHECK = "output";

    /** A training this much shorter tells nothing. */
    private static final double LONG_ENOUGH = 0.5;

    private static final String PRINTED =
            "flush what is printed: python -u, print(..., flush=True) or env: {PYTHONUNBUFFERED: 1}";
    private static final String WRITTEN = "flush event files after each step: writer.flush(), or flush_secs=1";

    @Override
    public List<Finding> of(Evidence evidence) {
        if (!evidence.readable()) {
            return List.of();
        }
        String late = keptBack(evidence);
        return List.of(late == null ? inTime(evidence) : late(evidence, late));
    }

    private static Finding late(Evidence evidence, String seen) {
        String how = evidence.spec().metrics().tensorboard() == null ? PRINTED : WRITTEN;
        return Finding.warning(
                CHECK,
                "output is kept back: " + seen,
                how + ". A training that is stopped or killed loses what it kept back");
    }

    private static Finding inTime(Evidence evidence) {
        Seen stop = evidence.of(Probe.STOP);
        boolean slow = evidence.whole().spread() > Pace.AT_ONCE
                || (stop != null && (stop.stop() != null || stop.spread() > Pace.AT_ONCE));
        return slow
                ? Finding.ok(CHECK, "lines arrive as they are printed")
                : Finding.skipped(CHECK, "it trains too quickly to tell whether lines arrive one by one");
    }

    /** How one sees that lines come late; null where none did. */
    static @Nullable String keptBack(Evidence evidence) {
        Seen stop = evidence.of(Probe.STOP);
        if (stop == null || evidence.whole().spread() > Pace.AT_ONCE) {
            return null;
        }
        return stop.stop() == null
                ? toTheEnd(evidence, stop)
                : whileItRan(evidence, stop, stop.stop().at());
    }

    private static @Nullable String toTheEnd(Evidence evidence, Seen stop) {
        boolean together = stop.spread() <= Pace.AT_ONCE && stop.steps().size() > 1;
        return together && stop.seconds() - evidence.whole().seconds() >= LONG_ENOUGH
                ? stop.steps().size() + " lines of a training of " + Say.seconds(stop.seconds())
                        + " came together at its end"
                : null;
    }

    /** The first lines of a long training should come before a short one is over. */
    private static @Nullable String whileItRan(Evidence evidence, Seen stop, double asked) {
        double[] arrivals = stop.arrivals();
        if (arrivals.length == 0 || arrivals[0] > asked) {
            return "nothing came in the first " + Say.seconds(asked) + " of a long training";
        }
        long together = Arrays.stream(arrivals)
                .filter(at -> at <= arrivals[0] + Pace.AT_ONCE)
                .count();
        Seen whole = evidence.whole();
        return together > whole.steps().size() && arrivals[0] > whole.seconds() + Pace.AT_ONCE
                ? "the first " + together + " lines of a long training came together, after " + Say.seconds(arrivals[0])
                : null;
    }
}
