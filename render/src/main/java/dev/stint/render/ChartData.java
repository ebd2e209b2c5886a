package dev.stint.render;

import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Finalist;
import dev.stint.engine.report.Report.RunRow;
import dev.stint.engine.report.Report.SpendPoint;
import dev.stint.engine.report.Report.TrialRow;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What the charts of the page draw, as maps and lists for {@link Json}. Numbers that do not exist are null. */
final class ChartData {

    /** More points than a screen has columns say nothing more. */
    private static final int MOST_POINTS = 400;

    private static final int MOST_CURVE_POINTS = 60_000;

    private final Report report;
    private final SearchSection.Readings readings;
    private final List<Parameter> tuned;

    ChartData(Report report) {
        this.report = report;
        this.readings = new SearchSection.Readings(report);
        this.tuned = report.parameters().stream().filter(Parameter::tuned).toList();
    }

    SequencedMap<String, @Nullable Object> map() {
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("metric", Visible.text(report.objective().metric()));
        map.put("minimize", report.objective().goal() == Objective.Goal.MINIMIZE);
        map.put("unit", Visible.text(report.fidelityUnit()));
        map.put("length", readings.length());
        map.put("phases", phaseNames());
        map.put("parameters", tuned.stream().map(ChartData::parameter).toList());
        map.put("trials", report.trials().stream().map(this::trial).toList());
        map.put("forests", forests());
        map.put("importance", report.importance() == null ? null : importance(report.importance()));
        map.put("early", report.earlyRanks().stream().map(ChartData::early).toList());
        map.put("proxies", report.proxies().stream().map(ChartData::proxy).toList());
        map.put("spending", spending());
        map.put("sweep", report.sweep().isEmpty() ? null : sweep(report.sweep(), report.sweepVerdict()));
        return map;
    }

    private List<String> phaseNames() {
        List<String> names = new ArrayList<>(
                report.phases().stream().map(Report.PhaseRow::phase).toList());
        report.trials().stream()
                .map(TrialRow::phase)
                .filter(p -> !names.contains(p))
                .distinct()
                .forEach(names::add);
        report.spending().stream()
                .map(SpendPoint::phase)
                .filter(p -> !names.contains(p))
                .distinct()
                .forEach(names::add);
        return names;
    }

    private static SequencedMap<String, @Nullable Object> parameter(Parameter parameter) {
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", Visible.text(parameter.name()));
        switch (parameter.domain()) {
            case Domain.Uniform d -> range(map, "linear", d.low(), d.high());
            case Domain.IntRange d -> range(map, "linear", (double) d.low(), (double) d.high());
            case Domain.LogUniform d -> range(map, "log", d.low(), d.high());
            case Domain.LogInt d -> range(map, "log", (double) d.low(), (double) d.high());
            case Domain.Choice d -> options(map, d.options());
            case Domain.Ordinal d -> options(map, d.options());
            case Domain.Constant d -> options(map, List.of(d.value()));
        }
        return map;
    }

    private static void range(SequencedMap<String, @Nullable Object> map, String scale, double low, double high) {
        map.put("scale", scale);
        map.put("low", low);
        map.put("high", high);
    }

    private static void options(SequencedMap<String, @Nullable Object> map, List<Value> options) {
        range(map, "options", 0, options.size() - 1.0);
        map.put("options", options.stream().map(Value::text).map(Visible::text).toList());
    }

    private SequencedMap<String, @Nullable Object> trial(TrialRow trial) {
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("number", trial.number());
        map.put("phase", trial.phase());
        map.put("config", Visible.text(trial.config().text()));
        map.put("finalist", report.finalists().stream().anyMatch(f -> f.trial() == trial.number()));
        map.put("winner", report.recommended() != null && report.recommended().trial() == trial.number());
        map.put("control", report.control() != null && report.control().trial() == trial.number());
        map.put("early", readings.early(trial));
        map.put("at", tuned.stream().map(p -> position(p, trial)).toList());
        map.put(
                "runs",
                trial.runs().stream()
                        .filter(r -> !r.steps().isEmpty())
                        .map(this::run)
                        .toList());
        return map;
    }

    /** A number to plot: the value, or the place among the options; NaN while inactive. */
    private static double position(Parameter parameter, TrialRow trial) {
        Value value = trial.config().get(parameter.name());
        if (value == null) {
            return Double.NaN;
        }
        return switch (parameter.domain()) {
            case Domain.Choice d -> d.options().indexOf(value);
            case Domain.Ordinal d -> d.options().indexOf(value);
            case Domain.Uniform ignored -> value.number();
            case Domain.LogUniform ignored -> value.number();
            case Domain.IntRange ignored -> value.number();
            case Domain.LogInt ignored -> value.number();
            case Domain.Constant ignored -> 0;
        };
    }

    private SequencedMap<String, @Nullable Object> run(RunRow run) {
        List<Double> values = run.metrics().getOrDefault(report.objective().metric(), List.of());
        List<Integer> kept = thinned(Math.min(run.steps().size(), values.size()), pointsPerCurve());
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("replicate", run.replicate());
        map.put("state", TrialsSection.state(run.state()));
        map.put("steps", kept.stream().map(run.steps()::get).toList());
        map.put("values", kept.stream().map(values::get).toList());
        return map;
    }

    private int pointsPerCurve() {
        long runs = report.trials().stream().mapToLong(t -> t.runs().size()).sum();
        return Math.clamp(MOST_CURVE_POINTS / Math.max(1, runs), 20, MOST_POINTS);
    }

    /** The first and the last index, and at most {@code most} in all, evenly spaced. */
    private static List<Integer> thinned(int size, int most) {
        List<Integer> kept = new ArrayList<>();
        int count = Math.min(size, most);
        for (int i = 0; i < count; i++) {
            kept.add(count == 1 ? size - 1 : (int) ((long) i * (size - 1) / (count - 1)));
        }
        return kept;
    }

    private List<Object> forests() {
        FinalsVerdict verdict = report.verdict();
        String decidedBy = report.decidedBy();
        List<Object> forests = new ArrayList<>();
        if (verdict == null || decidedBy == null) {
            return forests;
        }
        boolean held = !decidedBy.equals(report.objective().metric());
        if (held) {
            forests.add(forest(
                    decidedBy + ", which decides",
                    true,
                    verdict.estimates(),
                    report.finalists().stream().map(Finalist::holdout).toList()));
        }
        forests.add(forest(
                report.objective().metric(),
                !held,
                report.finalists().stream().map(Finalist::objective).toList(),
                report.finalists().stream().map(Finalist::values).toList()));
        return forests;
    }

    private SequencedMap<String, @Nullable Object> forest(
            String title, boolean decides, List<Estimate> estimates, List<List<Double>> seeds) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < estimates.size(); i++) {
            rows.add(forestRow(report.finalists().get(i), i, estimates.get(i), seeds.get(i)));
        }
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("title", Visible.text(title));
        map.put("best", decides);
        map.put("rows", rows);
        return map;
    }

    private SequencedMap<String, @Nullable Object> forestRow(
            Finalist finalist, int row, Estimate estimate, List<Double> seeds) {
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("trial", finalist.trial());
        map.put("winner", finalist.winner());
        map.put("control", finalist.control());
        map.put("mean", estimate.mean());
        map.put("low", estimate instanceof Estimate.Bounded b ? b.low() : null);
        map.put("high", estimate instanceof Estimate.Bounded b ? b.high() : null);
        map.put("seeds", seeds);
        map.put(
                "best",
                report.verdict() instanceof FinalsVerdict.Told told
                        ? Numbers.percent(told.probabilityOfBest().get(row))
                        : "cannot tell");
        return map;
    }

    private static SequencedMap<String, @Nullable Object> importance(Importance importance) {
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("worth", Importance.WORTH);
        map.put("rows", importance.rows().stream().map(ChartData::importance).toList());
        return map;
    }

    private static SequencedMap<String, @Nullable Object> importance(Importance.Row row) {
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", Visible.text(row.parameter()));
        map.put("everywhere", share(row.everywhere()));
        map.put("good", share(row.good()));
        return map;
    }

    private static SequencedMap<String, @Nullable Object> proxy(Report.ProxyRow proxy) {
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", Visible.text(proxy.name()));
        map.put(
                "pairs",
                proxy.pairs().stream()
                        .map(p -> List.of(p.proxy(), p.training()))
                        .toList());
        return map;
    }

    private static SequencedMap<String, @Nullable Object> early(EarlyRanks ranks) {
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("metric", Visible.text(ranks.metric()));
        map.put("length", ranks.length());
        map.put("alike", List.of(ranks.low(), ranks.probability(), ranks.high()));
        map.put("assumed", ranks.assumed());
        return map;
    }

    private static List<Double> share(Importance.Share share) {
        return List.of(share.low(), share.mean(), share.high());
    }

    private SequencedMap<String, @Nullable Object> spending() {
        List<String> names = phaseNames();
        double[] sums = new double[names.size()];
        double before = 0;
        List<List<Double>> rows = new ArrayList<>();
        for (SpendPoint point : report.spending()) {
            sums[names.indexOf(point.phase())] += point.spent().value() - before;
            before = point.spent().value();
            List<Double> row = new ArrayList<>(List.of((point.at() - report.openedAt()) / 1000.0));
            for (double sum : sums) {
                row.add(sum);
            }
            rows.add(row);
        }
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("unit", report.budget().unit().symbol());
        map.put("budget", report.budget().value());
        map.put(
                "rows",
                thinned(rows.size(), MOST_POINTS).stream().map(rows::get).toList());
        return map;
    }

    static SequencedMap<String, @Nullable Object> sweep(List<LrSweep.Point> points, LrVerdict verdict) {
        SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("points", points(points));
        map.put("smoothed", points(verdict.smoothed()));
        if (verdict instanceof LrVerdict.Readable read) {
            double factor = StrictMath.pow(10, read.priorSdDecades());
            map.put(
                    "marks",
                    List.of(
                            List.of("start", read.start()),
                            List.of("steepest", read.steepest()),
                            List.of("lowest", read.edge()),
                            List.of("diverged", read.divergedAt())));
            map.put("prior", List.of(read.centre() / factor, read.centre(), read.centre() * factor));
        }
        return map;
    }

    static List<List<Double>> points(List<LrSweep.Point> points) {
        return thinned(points.size(), MOST_POINTS).stream()
                .map(points::get)
                .map(p -> List.of(p.lr(), p.loss()))
                .toList();
    }
}
