package dev.stint.bench.lcbench;

import dev.stint.engine.model.Interval;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of a run, as text. Means are over instances, s.e. is between clusters ({@link Row#cluster}), lower is better. */
final class Summary {

    private static final String NOTHING = "-";

    private final List<Row> rows;
    private final List<Row> alone;
    private final Peers peers;
    private final Set<String> methods = new LinkedHashSet<>();
    private final Sheet sheet;

    private Summary(List<Row> rows, List<Row> alone, Peers peers) {
        this.rows = rows;
        this.alone = alone;
        this.peers = peers;
        TreeSet<Double> budgets = new TreeSet<>();
        rows.forEach(row -> {
            budgets.add(row.budget());
            methods.add(row.method());
        });
        this.sheet = new Sheet(budgets);
    }

    /**
     * The tables of one setting.
     *
     * @param alone the rows with one worker that those of several are compared with
     * @param peers none where their figures do not compare
     */
    static String of(List<Row> rows, List<Row> alone, Peers peers) {
        return rows.isEmpty() ? "no rows\n" : new Summary(rows, alone, peers).text();
    }

    private String text() {
        head();
        regrets();
        table("90th percentile", cell -> quantile(values(cell, Row::regret), 0.9));
        table("test regret", cell -> mean(cell, Row::testRegret));
        decomposition();
        differences();
        ratios();
        workers();
        latency();
        finals();
        outcomes();
        return sheet.toString();
    }

    private void head() {
        Row one = rows.getFirst();
        sheet.line(String.format(
                Locale.ROOT,
                "%s, arm %s%s, %d instances x %d seeds, %d worker%s, B is %s",
                one.space().equals(SpaceKind.REAL.key()) ? "real tables" : "LCBench, " + one.space() + " space",
                one.arm(),
                one.sigma() > 0 ? " sigma " + one.sigma() : "",
                rows.stream().map(Row::instance).distinct().count(),
                rows.stream().map(Row::seed).distinct().count(),
                one.workers(),
                one.workers() == 1 ? "" : "s",
                one.timed() ? "time" : "epochs"));
    }

    private void regrets() {
        sheet.title("mean regret (s.e.)", 17);
        for (String method : methods) {
            sheet.row(method, b -> regret(Clustered.of(cell(method, b), Row::regret)));
        }
        given();
        runs();
    }

    static String regret(Clustered regret) {
        String error = Double.isNaN(regret.error())
                ? ""
                : String.format(Locale.ROOT, " (%.3f)", regret.error()).replace("0.", ".");
        return figure(regret.mean()) + error;
    }

    /** What the peers' table has, which is cold. */
    private void given() {
        if (peers.all().isEmpty()) {
            return;
        }
        sheet.row("best peer, cold", b -> {
            Peers.Peer best = peers.best(b);
            return best == null ? NOTHING : figure(best.at(b));
        });
        sheet.row("", b -> shortened(peers.best(b)));
        Peers.Peer random = peers.random();
        if (random != null) {
            sheet.row("peers' random", b -> figure(random.at(b)));
        }
        if (!methods.contains("corners")) {
            sheet.line("  corners, the fixed list, is missing: these tables want it for a measure");
        }
    }

    private static String shortened(Peers.@Nullable Peer peer) {
        String name = peer == null ? "" : peer.name();
        String plain = name.replace("Optuna 5 ", "").replace("Syne Tune ", "").replace(" multi-fidelity", "");
        return plain.length() > 15 ? plain.substring(0, 15) : plain;
    }

    /** Only where the methods were not all run on the same. */
    private void runs() {
        List<Long> counts = methods.stream().map(this::runs).toList();
        if (counts.stream().distinct().count() > 1) {
            sheet.line("  runs: " + methods.stream().map(m -> m + " " + runs(m)).collect(Collectors.joining(", ")));
        }
    }

    private long runs(String method) {
        return rows.stream()
                .filter(r -> r.method().equals(method))
                .map(r -> List.of(r.instance(), r.seed()))
                .distinct()
                .count();
    }

    private void table(String title, ToDoubleFunction<List<Row>> value) {
        sheet.title(title, 8);
        methods.forEach(method -> sheet.row(method, b -> figure(value.applyAsDouble(cell(method, b)))));
    }

    private void decomposition() {
        sheet.title("never opened + not promoted + not chosen", 23);
        for (String method : methods) {
            sheet.row(method, b -> parts(cell(method, b)));
        }
    }

    private static String parts(List<Row> cell) {
        String first = figure(mean(cell, Row::neverOpened));
        return first.equals(NOTHING)
                ? NOTHING
                : first + " + " + figure(mean(cell, Row::notPromoted)) + " + " + figure(mean(cell, Row::notChosen));
    }

    private void differences() {
        String first = methods.iterator().next();
        if (methods.size() < 2) {
            return;
        }
        sheet.title("minus " + first + ", paired [90 %]", 25);
        methods.stream()
                .filter(method -> !method.equals(first))
                .forEach(method -> sheet.row(
                        method,
                        b -> interval(
                                "%+.3f",
                                Paired.of(cell(method, b), cell(first, b)).difference())));
    }

    static String interval(String format, Clustered figure) {
        if (Double.isNaN(figure.mean())) {
            return NOTHING;
        }
        String mean = String.format(Locale.ROOT, format, figure.mean());
        Interval interval = figure.interval();
        return figure.byInstance().size() < 2
                ? mean
                : mean
                        + String.format(
                                Locale.ROOT, " [" + format + ", " + format + "]", interval.low(), interval.high());
    }

    private void ratios() {
        if (peers.all().isEmpty()) {
            return;
        }
        sheet.title("the peer that needs least to reach our mean regret, and how many times our budget that is", 24);
        for (String method : methods) {
            sheet.row(method, b -> ratio(mean(cell(method, b), Row::regret), b));
        }
    }

    private String ratio(double regret, double budget) {
        Peers.Peer peer = peers.soonest(regret);
        if (peer == null || Double.isNaN(regret)) {
            return NOTHING;
        }
        double needed = peer.reaches(regret);
        boolean first = needed == peer.points().getFirst().budget();
        return Double.isInfinite(needed)
                ? String.format(Locale.ROOT, ">%.1fx (nobody)", peers.last() / budget)
                : String.format(Locale.ROOT, "%s%.1fx %s", first ? "<" : "", needed / budget, shortened(peer));
    }

    /** What is lost by deciding before other trainings have ended, at the same cost. */
    private void workers() {
        Row one = rows.getFirst();
        if (one.workers() > 1) {
            sheet.title("regret over that of one worker, same budget, paired [90 %]", 25);
            methods.forEach(method -> sheet.row(method, b -> interval("%.3f", overAlone(method, b))));
        }
        if (one.workers() > 1 || one.timed()) {
            table("makespan, hours", cell -> mean(cell, r -> r.seconds() / 3600));
        }
    }

    private Clustered overAlone(String method, double budget) {
        return Paired.of(cell(method, budget), cell(alone, method, budget)).ratio();
    }

    private void latency() {
        sheet.title("ms a decision: median, p99", 19);
        for (String method : methods) {
            sheet.row(method, b -> asked(cell(method, b)));
        }
        table("configurations opened", cell -> mean(kept(cell, r -> r.trials() > 0), Row::trials));
    }

    private static String asked(List<Row> cell) {
        double[] asks = cell.stream()
                .flatMap(r -> r.askMillis().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        return asks.length == 0
                ? NOTHING
                : String.format(Locale.ROOT, "%7.2f %8.1f", quantile(asks, 0.5), quantile(asks, 0.99));
    }

    private void finals() {
        if (rows.stream().noneMatch(r -> r.sigma() > 0)) {
            return;
        }
        table("90 % interval covers the truth", cell -> share(kept(cell, Row::bounded), Row::covered));
        table(
                "width of the interval / (best - median)",
                cell -> mean(kept(cell, Row::bounded), r -> (r.high() - r.low()) / r.width()));
        table(
                "corrected for being chosen, it covers the truth",
                cell -> share(kept(cell, Row::corrected), Row::coveredCorrected));
        table(
                "its middle is too good by, in sigma",
                cell -> mean(kept(cell, r -> r.corrected() && r.sigma() > 0), Row::optimism));
        table("claims to beat the defaults", cell -> share(cell, Row::claimed));
        table("false claims", cell -> share(cell, Row::falseClaim));
    }

    private static double share(List<Row> rows, Predicate<Row> what) {
        return rows.stream().mapToDouble(r -> what.test(r) ? 1 : 0).average().orElse(Double.NaN);
    }

    private void outcomes() {
        List<Row> bad = kept(rows, r -> !r.outcome().equals("done"));
        if (!bad.isEmpty()) {
            Row first = bad.getFirst();
            sheet.line("");
            sheet.line(String.format(
                    Locale.ROOT,
                    "%d of %d studies did not end as they should; the first: %s on %s, seed %d, B=%s: %s",
                    bad.size(),
                    rows.size(),
                    first.method(),
                    first.instance(),
                    first.seed(),
                    Row.number(first.budget()),
                    first.outcome()));
        }
    }

    private List<Row> cell(String method, double budget) {
        return cell(rows, method, budget);
    }

    private static List<Row> cell(List<Row> rows, String method, double budget) {
        return kept(rows, r -> r.method().equals(method) && r.budget() == budget);
    }

    private static List<Row> kept(List<Row> rows, Predicate<Row> which) {
        return rows.stream().filter(which).toList();
    }

    private static double mean(List<Row> cell, ToDoubleFunction<Row> value) {
        return Clustered.of(cell, value).mean();
    }

    private static double[] values(List<Row> cell, ToDoubleFunction<Row> value) {
        return cell.stream().mapToDouble(value).toArray();
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

    private static String figure(double value) {
        return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, "%.3f", value);
    }
}
