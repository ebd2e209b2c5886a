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
        return Repeats.same(seen, evidence.whole()) ? same(evidence, proxy) : cost(evidence, proxy, seen);
    }

    private static Finding same(Evidence evidence, Proxy proxy) {
        String what = "as " + proxy.name() + " it prints what the training itself prints, to the last digit";
        boolean cutShort = proxy.set().isEmpty()
                && proxy.length()
                        < evidence.spec().fullLength(evidence.spec().space().defaults());
        return cutShort
                ? Finding.ok(CHECK, what + ": it is the training cut short at " + Say.length(evidence, proxy.length()))
                : Finding.warning(
                        CHECK,
                        what + ": nothing that it sets reaches the training",
                        "let the command read " + (proxy.set().isEmpty() ? "STINT_PROXY" : set(proxy))
                                + ", or delete the proxy");
    }

    private static String set(Proxy proxy) {
        return Say.list(proxy.set().sequencedKeySet().stream()
                .map(name -> "${" + name + "}")
                .toList());
    }

    private static Finding cost(Evidence evidence, Proxy proxy, Seen seen) {
        double seconds = seconds(seen, proxy.length());
        double share = seconds / seconds(evidence.whole(), evidence.lengths().full());
        String text = "trains as " + proxy.name() + ": " + Say.length(evidence, proxy.length()) + " take about "
                + Say.seconds(seconds) + String.format(Locale.ROOT, ", %.0f %% of a full training", 100 * share);
        return share <= DEAR
                ? Finding.ok(CHECK, text)
                : Finding.warning(
                        CHECK,
                        text,
                        "a stand-in is first checked by trainings proper, and saves nothing unless it is several times"
                                + " cheaper: make it smaller or shorter, or delete it");
    }

    /** Of a training of so many units, by its own pace and its own start. */
    private static double seconds(Seen seen, long length) {
        double unit = Pace.of(seen).perUnit();
        return Math.max(0, seen.seconds() - unit * seen.reached()) + unit * length;
    }
}
