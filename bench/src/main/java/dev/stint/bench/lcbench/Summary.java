package dev.stint.bench.lcbench;

import dev.stint.engine.model.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** The tables of a run, as text. Means are over instances, s.e. is clustered by instance, lower is better. */
final class Summary {

    private final List<Row> rows;
    private final Peers peers;
    private final TreeSet<Double> budgets = new TreeSet<>();
    private final Set<String> methods = new LinkedHashSet<>();
    private final StringBuilder out = new StringBuilder();

    private Summary(List<Row> rows, Peers peers) {
        this.rows = rows;
        this.peers = peers;
        rows.forEach(row -> {
            budgets.add(row.budget());
            methods.add(row.method());
        });
    }

    /** Rows of one arm, space, number of workers and sigma. */
    static String of(List<Row> rows, Peers peers) {
        return rows.isEmpty() ? "no rows\n" : new Summary(rows, peers).text();
    }

    private String text() {
        head();
        regrets();
        table(
                "90th percentile",
                rows -> quantile(rows.stream().mapToDouble(Row::regret).toArray(), 0.9));
        table("test regret", rows -> Clustered.of(rows, Row::testRegret).mean());
        decomposition();
        differences();
        ratios();
        latency();
        if (rows.stream().anyMatch(r -> r.sigma() > 0)) {
            finals();
        }
        if (rows.getFirst().workers() > 1) {
            table(
                    "makespan, hours",
                    rows -> Clustered.of(rows, r -> r.seconds() / 3600).mean());
        }
        outcomes();
        return out.toString();
    }

    private void head() {
        Row one = rows.getFirst();
        long instances = rows.stream().map(Row::instance).distinct().count();
        long seeds = rows.stream().map(Row::seed).distinct().count();
        line(String.format(
                Locale.ROOT,
                "LCBench, %s space, arm %s%s, %d instances x %d seeds, %d worker%s",
                one.space(),
                one.arm(),
                one.sigma() > 0 ? " sigma " + one.sigma() : "",
                instances,
                seeds,
                one.workers(),
                one.workers() == 1 ? "" : "s"));
    }

    private void regrets() {
        line("");
        columns("mean regret (s.e.)", 13);
        for (String method : methods) {
            StringBuilder line = label(method);
            for (double b : budgets) {
                Clustered regret = Clustered.of(cell(method, b), Row::regret);
                line.append(String.format(Locale.ROOT, "%7.3f %-6s", regret.mean(), error(regret.error())));
            }
            line(line.toString());
        }
        StringBuilder best = label("best peer");
        StringBuilder names = label("");
        for (double b : budgets) {
            Peers.Peer peer = peers.best(b);
            best.append(peer == null ? pad("-", 14) : String.format(Locale.ROOT, "%7.3f       ", peer.at(b)));
            names.append(pad(peer == null ? "" : shortened(peer.name()), 14));
        }
        line(best.toString());
        line(names.toString());
    }

    private static String error(double error) {
        return Double.isNaN(error)
                ? ""
                : String.format(Locale.ROOT, "(%.3f)", error).replace("0.", ".");
    }

    private static String shortened(String name) {
        String plain = name.replace("Optuna 5 ", "").replace("Syne Tune ", "").replace(" multi-fidelity", "");
        return plain.length() > 13 ? plain.substring(0, 13) : plain;
    }

    private void table(String title, ToDoubleFunction<List<Row>> value) {
        line("");
        columns(title, 7);
        for (String method : methods) {
            StringBuilder line = label(method);
            for (double b : budgets) {
                line.append(String.format(Locale.ROOT, "%7.3f ", value.applyAsDouble(cell(method, b))));
            }
            line(line.toString());
        }
    }

    private void decomposition() {
        line("");
        columns("never opened + not promoted + not chosen", 20);
        for (String method : methods) {
            StringBuilder line = label(method);
            for (double b : budgets) {
                List<Row> cell = cell(method, b);
                line.append(String.format(
                        Locale.ROOT,
                        "%5.3f + %5.3f + %5.3f",
                        Clustered.of(cell, Row::neverOpened).mean(),
                        Clustered.of(cell, Row::notPromoted).mean(),
                        Clustered.of(cell, Row::notChosen).mean()));
                line.append("  ");
            }
            line(line.toString());
        }
    }

    private void differences() {
        String first = methods.iterator().next();
        if (methods.size() < 2 || rows.stream().map(Row::instance).distinct().count() < 2) {
            return;
        }
        line("");
        columns("minus " + first + ", paired [90 %]", 22);
        for (String method : methods) {
            StringBuilder line = label(method);
            for (double b : budgets) {
                Clustered difference = difference(cell(method, b), cell(first, b));
                Interval interval = difference.interval();
                line.append(String.format(
                        Locale.ROOT, "%+6.3f [%+.3f, %+.3f] ", difference.mean(), interval.low(), interval.high()));
            }
            if (!method.equals(first)) {
                line(line.toString());
            }
        }
    }

    /** By instance, over the seeds that both have. */
    private static Clustered difference(List<Row> these, List<Row> those) {
        List<Double> means = new ArrayList<>();
        for (String instance :
                these.stream().map(Row::instance).distinct().sorted().toList()) {
            double[] pairs = these.stream()
                    .filter(a -> a.instance().equals(instance))
                    .flatMapToDouble(a -> those.stream()
                            .filter(b -> b.instance().equals(instance) && b.seed() == a.seed())
                            .mapToDouble(b -> a.regret() - b.regret()))
                    .toArray();
            Arrays.stream(pairs).average().ifPresent(means::add);
        }
        return Clustered.of(means);
    }

    private void ratios() {
        line("");
        line("the peer that needs least to reach our mean regret, and how many times our budget that is");
        for (String method : methods) {
            StringBuilder line = label(method);
            for (double b : budgets) {
                line.append(pad(ratio(Clustered.of(cell(method, b), Row::regret).mean(), b), 24));
            }
            line(line.toString());
        }
    }

    private String ratio(double regret, double budget) {
        Peers.Peer peer = peers.soonest(regret);
        if (peer == null) {
            return "-";
        }
        double needed = peer.reaches(regret);
        double last = peers.all().stream()
                .flatMap(p -> p.points().stream())
                .mapToDouble(Peers.Point::budget)
                .max()
                .orElse(Double.NaN);
        boolean first = needed == peer.points().getFirst().budget();
        return Double.isInfinite(needed)
                ? String.format(Locale.ROOT, ">%.1fx (nobody)", last / budget)
                : String.format(Locale.ROOT, "%s%.1fx %s", first ? "<" : "", needed / budget, shortened(peer.name()));
    }

    private void latency() {
        line("");
        columns("ms a decision: median, p99", 16);
        for (String method : methods) {
            StringBuilder line = label(method);
            for (double b : budgets) {
                double[] asks = cell(method, b).stream()
                        .flatMap(r -> r.askMillis().stream())
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                line.append(
                        asks.length == 0
                                ? pad("-", 17)
                                : String.format(
                                        Locale.ROOT, "%7.2f %8.1f ", quantile(asks, 0.5), quantile(asks, 0.99)));
            }
            line(line.toString());
        }
        table("configurations opened", cell -> Clustered.of(cell, Row::trials).mean());
    }

    private void finals() {
        table(
                "90 % interval covers the truth",
                cell -> share(cell.stream().filter(Row::bounded).toList(), Row::covered));
        table(
                "width of the interval / (best - median)",
                cell -> cell.stream()
                        .filter(Row::bounded)
                        .mapToDouble(r -> (r.high() - r.low()) / r.width())
                        .average()
                        .orElse(Double.NaN));
        table("claims to beat the defaults", cell -> share(cell, Row::claimed));
        table("false claims", cell -> share(cell, Row::falseClaim));
    }

    private static double share(List<Row> rows, java.util.function.Predicate<Row> what) {
        return rows.isEmpty() ? Double.NaN : (double) rows.stream().filter(what).count() / rows.size();
    }

    private void outcomes() {
        List<Row> bad = rows.stream().filter(r -> !r.outcome().equals("done")).toList();
        if (!bad.isEmpty()) {
            line("");
            line(String.format(
                    Locale.ROOT,
                    "%d of %d studies did not end as they should; the first: %s on %s, seed %d, B=%s: %s",
                    bad.size(),
                    rows.size(),
                    bad.getFirst().method(),
                    bad.getFirst().instance(),
                    bad.getFirst().seed(),
                    Row.number(bad.getFirst().budget()),
                    bad.getFirst().outcome()));
        }
    }

    private List<Row> cell(String method, double budget) {
        return rows.stream()
                .filter(r -> r.method().equals(method) && r.budget() == budget)
                .toList();
    }

    private static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private void columns(String title, int width) {
        line(title);
        StringBuilder line = label("");
        budgets.forEach(b -> line.append(pad("  B=" + Row.number(b), width + 1)));
        line(line.toString());
    }

    private static StringBuilder label(String text) {
        return new StringBuilder(pad("  " + text, 20));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
