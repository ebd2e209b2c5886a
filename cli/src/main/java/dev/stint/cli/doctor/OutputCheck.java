package dev.stint.cli.doctor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Do lines arrive while it trains, or all at the end? */
final class OutputCheck implements Check {

    private static final String CHECK = "output";

    /** A training this much shorter tells nothing. */
    private static final double LONG_ENOUGH = 0.5;

    private static final String REMEDY =
            "flush what is printed: python -u, print(..., flush=True) or env: {PYTHONUNBUFFERED: 1}. A training that is"
                    + " stopped or killed loses what it kept back";

    @Override
    public List<Finding> of(Evidence evidence) {
        if (!evidence.readable()) {
            return List.of();
        }
        return List.of(
                evidence.whole().spread() > Pace.AT_ONCE ? arrives() : byStop(evidence, evidence.of(Probe.STOP)));
    }

    private static Finding arrives() {
        return Finding.ok(CHECK, "lines arrive as they are printed");
    }

    /** The short trainings were too quick to tell; the one that was stopped was to be longer. */
    private static Finding byStop(Evidence evidence, @Nullable Seen stop) {
        if (stop == null) {
            return Finding.skipped(CHECK, "too quick to tell");
        }
        if (stop.stop() != null) {
            return stopped(evidence, stop, stop.stop().at());
        }
        double more = stop.seconds() - evidence.whole().seconds();
        boolean atOnce = stop.spread() <= Pace.AT_ONCE && stop.steps().size() > 1;
        return !atOnce
                ? arrives()
                : more >= LONG_ENOUGH
                        ? late(stop.steps().size() + " lines of a training of " + Say.seconds(stop.seconds())
                                + " came together at its end")
                        : Finding.ok(CHECK, "it trains too quickly to tell whether lines arrive one by one");
    }

    private static Finding stopped(Evidence evidence, Seen stop, double asked) {
        double[] arrivals = stop.arrivals();
        if (arrivals.length == 0 || arrivals[0] > asked) {
            return late("nothing came in the first " + Say.seconds(asked) + " of a long training");
        }
        long together = Arrays.stream(arrivals)
                .filter(at -> at <= arrivals[0] + Pace.AT_ONCE)
                .count();
        Seen whole = evidence.whole();
        boolean block = together > whole.steps().size() && arrivals[0] > whole.seconds() + Pace.AT_ONCE;
        return block
                ? late("the first " + together + " lines of a long training came together, after "
                        + Say.seconds(arrivals[0]))
                : arrives();
    }

    private static Finding late(String seen) {
        return Finding.warning(CHECK, "output is kept back: " + seen, REMEDY);
    }
}
