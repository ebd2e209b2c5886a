package dev.stint.cli.doctor;

import dev.stint.engine.spec.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Does the script train each stand-in of the study file, and is that another training, and a cheaper one? */
final class ProxyCheck implements Check {

    private static final String CHECK = "proxy";

    /** Of a full training; dearer stand-ins save nothing worth their check. */
    private static final double DEAR = 0.5;

    @Override
    public List<Finding> of(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        for (Proxy proxy : evidence.spec().proxies()) {
            Seen seen = evidence.proxies().get(proxy.name());
            if (seen != null) {
                findings.add(finding(evidence, proxy, seen));
            }
        }
        return findings;
    }

    private static Finding finding(Evidence evidence, Proxy proxy, Seen seen) {
        String metric = evidence.spec().objective().metric();
        if (seen.failed()) {
            return Finding.problem(
                    CHECK,
                    "as " + proxy.name() + " the training fails" + Say.quoted(seen.detail()),
                    "a proxy is a training as any other: the script finds its name in STINT_PROXY, and what the study"
                            + " file sets among its parameters");
        }
        if (evidence.objective(seen).at(seen.upTo()) == null) {
            return Finding.problem(
                    CHECK,
                    "as " + proxy.name() + " it was asked for " + Say.length(evidence, seen.upTo()) + " and printed no "
                            + metric + " of " + Say.at(evidence, seen.upTo()),
                    "print " + metric + " as the training itself does, up to STINT_UNTIL");
        }
        boolean same = Repeats.same(seen, evidence.whole());
        if (same && !cutShort(evidence, proxy)) {
            return unread(proxy);
        }
        return cost(evidence, proxy, seen, same ? "it is the training cut short" : "it is another training");
    }

    private static boolean cutShort(Evidence evidence, Proxy proxy) {
        return proxy.set().isEmpty()
                && proxy.length()
                        < evidence.spec().fullLength(evidence.spec().space().defaults());
    }

    private static Finding unread(Proxy proxy) {
        return Finding.warning(
                CHECK,
                "as " + proxy.name() + " it prints what the training itself prints, to the last digit: nothing that it"
                        + " sets reaches the training",
                "let the command read " + (proxy.set().isEmpty() ? "STINT_PROXY" : set(proxy))
                        + ", or delete the proxy");
    }

    private static String set(Proxy proxy) {
        return Say.list(proxy.set().sequencedKeySet().stream()
                .map(name -> "${" + name + "}")
                .toList());
    }

    private static Finding cost(Evidence evidence, Proxy proxy, Seen seen, String what) {
        Pace whole = Pace.of(evidence);
        double start = start(evidence.whole(), whole);
        Pace own = Pace.of(seen);
        double unit = own == null ? Math.max(0, seen.seconds() - start) / seen.reached() : own.perUnit();
        double seconds = (own == null ? start : start(seen, own)) + unit * proxy.length();
        double share = seconds / (start + whole.perUnit() * evidence.lengths().full());
        String text = "trains as " + proxy.name() + ": " + what + ", and " + Say.length(evidence, proxy.length())
                + " take about " + Say.seconds(seconds)
                + String.format(Locale.ROOT, ", %.0f %% of a full training", 100 * share);
        return share <= DEAR
                ? Finding.ok(CHECK, text)
                : Finding.warning(
                        CHECK,
                        text,
                        "a stand-in is first checked by trainings proper, and saves nothing unless it is several times"
                                + " cheaper: make it smaller or shorter, or delete it");
    }

    /** Seconds before the first unit of fidelity. Where a stand-in is too fast to tell, it starts as the training does. */
    private static double start(Seen seen, Pace pace) {
        return Math.max(0, seen.seconds() - pace.perUnit() * seen.reached());
    }
}
