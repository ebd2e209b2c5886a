package dev.stint.cli;

import dev.stint.cli.text.Words;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Recommendation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a study found, in a few lines for people. */
final class Summary {

    private final Report report;
    private final SequencedMap<String, String> rows = new LinkedHashMap<>();

    private Summary(Report report) {
        this.report = report;
    }

    /** Lines without line ends. */
    static List<String> of(Report report, Path file) {
        Summary summary = new Summary(report);
        summary.found();
        summary.books(file);
        int width =
                summary.rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        return summary.rows.entrySet().stream()
                .map(e -> e.getKey() + " ".repeat(width + 2 - e.getKey().length()) + e.getValue())
                .toList();
    }

    private void found() {
        Recommendation best = report.recommended();
        if (best == null) {
            add("recommended", "nothing yet: no trial has been measured");
            return;
        }
        add(best.finished() ? "recommended" : "best so far", best.config().text() + "  (trial " + best.trial() + ")");
        String length = best.finished()
                ? ""
                : " after " + best.length() + " of " + report.fullLength() + " " + report.fidelityUnit() + "s";
        add(report.objective().metric(), Words.estimate(best.objective()) + length);
        split(report.holdoutMetric(), best.holdout());
        split(report.testMetric(), best.test());
        if (report.preferred() != null) {
            preferred(report.preferred());
        }
        control(best);
    }

    private void split(@Nullable String metric, @Nullable Estimate estimate) {
        if (metric != null && estimate != null) {
            add(metric, Words.estimate(estimate));
        }
    }

    private void control(Recommendation best) {
        Recommendation control = report.control();
        if (control == null) {
            add(
                    "defaults",
                    best.finished()
                            ? "not trained to the end, so nothing can be said against them"
                            : "not judged before the finals");
            return;
        }
        if (control.trial() == best.trial()) {
            String why = report.preferred() == null ? ": nothing that was tried did better" : "";
            add("defaults", "are the recommendation" + why);
            return;
        }
        Estimate held = control.holdout();
        String metric = held == null ? report.objective().metric() : report.holdoutMetric();
        add("defaults", metric + " " + Words.estimate(held == null ? control.objective() : held) + assumed());
        add("difference", difference());
    }

    private void preferred(FinalsVerdict.Preferred preferred) {
        int other = report.finalists().get(preferred.over()).trial();
        add(
                "preferred",
                "to trial " + other + ", which cannot be told from it (" + range(preferred.difference())
                        + "): a training costs " + Math.round(100 * preferred.cost()) + " % of one of trial " + other);
    }

    private String assumed() {
        return report.controlAssumed().isEmpty()
                ? ""
                : ", assumed by Stint for " + String.join(", ", report.controlAssumed());
    }

    /** Winner against control, in words. */
    private String difference() {
        return switch (report.verdict()) {
            case null -> "cannot tell yet";
            case FinalsVerdict.CannotTell unsure -> "cannot tell: " + unsure.why();
            case FinalsVerdict.Told told
            when told.toControl() == null -> "cannot tell: the defaults have no result to compare with";
            case FinalsVerdict.Told told -> difference(told.toControl());
        };
    }

    private String difference(FinalsVerdict.@Nullable Difference d) {
        return d == null
                ? "cannot tell"
                : (d.evidence() ? "better than the defaults: " : "cannot tell whether it is better than the defaults: ")
                        + range(d);
    }

    private String range(FinalsVerdict.Difference d) {
        return report.decidedBy() + " " + signed(d.mean()) + " (90 %: " + signed(d.low()) + " to " + signed(d.high())
                + ")";
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Words.value(value);
    }

    private void books(Path file) {
        add(
                "spent",
                Words.part(report.spent(), report.budget(), report.fidelityUnit()) + " on "
                        + Words.count(trials(), "trial"));
        if (!report.failures().isEmpty()) {
            add("failures", failures());
        }
        if (!report.warnings().isEmpty()) {
            add("warnings", report.warnings().size() + ", explained in the report");
        }
        add("report", file.toString());
    }

    /** {@code 3 of 40 attempts (2 out of memory, 1 timeout), which cost 4 epochs}. */
    private String failures() {
        String classes = report.failures().stream()
                .map(f -> f.attempts() + " " + f.end().words())
                .collect(Collectors.joining(", "));
        return report.books().failed() + " of " + Words.count(report.books().attempts(), "attempt") + " (" + classes
                + "), which cost " + Words.plain(report.books().failures(), report.fidelityUnit());
    }

    private long trials() {
        return report.trials().stream().filter(t -> t.number() > 0).count();
    }

    private void add(String name, String text) {
        rows.put(name, text);
    }
}
