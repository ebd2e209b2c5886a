package dev.stint.render;

import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.Shares;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Recommendation;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective;
import dev.stint.render.Block.Cell;
import dev.stint.render.Block.Column;
import dev.stint.render.Block.Fact;
import dev.stint.render.Block.Para;
import dev.stint.render.Block.Tone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to use, how good it is, and how sure that is. */
final class HeadlineSection {

    private static final String CHOSEN = "What was chosen by noisy results looks too good.";
    private static final String BEST = "The best of several noisy means is too good to be true.";

    private final Report report;
    private final List<Block> blocks = new ArrayList<>();

    HeadlineSection(Report report) {
        this.report = report;
    }

    Section section() {
        lifecycle();
        Recommendation recommended = report.recommended();
        if (recommended == null) {
            String text = "Nothing can be recommended: no trial has measured "
                    + report.objective().metric() + " yet.";
            blocks.add(new Para(Tone.LEAD, text));
        } else {
            recommend(recommended);
        }
        return new Section("result", "Result", blocks);
    }

    private void lifecycle() {
        Lifecycle lifecycle = report.lifecycle();
        String text = switch (lifecycle.state()) {
            case OPEN -> "This study is not finished: everything below may still change.";
            case PAUSED ->
                because("This study is paused, not finished", lifecycle.why()) + " “stint run” continues it.";
            case CLOSED -> closed(lifecycle.outcome(), lifecycle.why());
        };
        if (!text.isEmpty()) {
            blocks.add(new Para(Tone.ALERT, text));
        }
    }

    private static String closed(@Nullable Outcome outcome, String why) {
        return switch (outcome) {
            case null -> "";
            case DONE -> "";
            case FAILED -> because("This study failed", why);
            case TOO_SMALL -> because("This study ended early: its budget is too small", why);
        };
    }

    private static String because(String what, String why) {
        return why.isEmpty() ? what + "." : what + ": " + why + (why.endsWith(".") ? "" : ".");
    }

    private void recommend(Recommendation best) {
        blocks.add(new Para(Tone.LEAD, lead(best)));
        blocks.add(new Block.Facts(facts(best)));
        for (String sentence : sentences(best)) {
            blocks.add(new Para(Tone.PLAIN, sentence));
        }
        blocks.add(Copyable.of(best.config()));
        blocks.add(configuration(best.config()));
    }

    private String lead(Recommendation best) {
        if (!best.finished()) {
            return "Best so far: trial " + best.trial() + ", trained to " + best.length() + " of "
                    + Numbers.count(report.fullLength(), report.fidelityUnit()) + " only.";
        }
        Recommendation control = report.control();
        boolean kept = control != null && control.trial() == best.trial();
        FinalsVerdict.Preferred preferred = report.preferred();
        String why = preferred == null
                ? "nothing that was tried did better"
                : "trial " + report.finalists().get(preferred.over()).trial()
                        + ", which came out better, cannot be told from them and costs more to train";
        String use = kept
                ? "Keep your defaults (trial " + best.trial() + "): " + why + "."
                : "Use trial " + best.trial() + ".";
        return report.verdict() == null ? use + " The finals have not judged it yet." : use;
    }

    private List<Fact> facts(Recommendation best) {
        List<Fact> facts = new ArrayList<>();
        Objective objective = report.objective();
        String direction = objective.goal() == Objective.Goal.MINIMIZE ? "lower is better" : "higher is better";
        facts.add(fact(objective.metric() + " (" + direction + ")", objective.metric(), best.objective()));
        split(facts, "holdout", report.holdoutMetric(), best.holdout());
        split(facts, "test", report.testMetric(), best.test());
        Recommendation control = report.control();
        if (control != null && control.trial() != best.trial()) {
            facts.add(fact(objective.metric() + " of the control", objective.metric(), control.objective()));
        }
        return facts;
    }

    private static void split(List<Fact> facts, String what, @Nullable String metric, @Nullable Estimate estimate) {
        if (metric != null) {
            String label = metric + " (" + what + ")";
            facts.add(
                    estimate == null
                            ? new Fact(label, Numbers.UNKNOWN, "not opened, or nothing was measured")
                            : fact(label, metric, estimate));
        }
    }

    private static Fact fact(String label, String metric, Estimate estimate) {
        String beyond = estimate instanceof Estimate.Bounded bounded ? Shares.beyond(metric, bounded) : "";
        return new Fact(label, Numbers.mean(estimate), Numbers.uncertainty(estimate) + beyond);
    }

    private List<String> sentences(Recommendation best) {
        FinalsVerdict verdict = report.verdict();
        return switch (verdict) {
            case null -> List.of("Cannot tell whether it beats the control: the finals have no result yet.");
            case FinalsVerdict.CannotTell cannot ->
                List.of("Cannot tell how trial " + best.trial() + " compares with the others: " + cannot.why() + ".");
            case FinalsVerdict.Told told -> told(told, best);
        };
    }

    private List<String> told(FinalsVerdict.Told told, Recommendation best) {
        String metric = report.decidedBy() == null ? report.objective().metric() : report.decidedBy();
        List<String> sentences = new ArrayList<>();
        sentences.add(toControl(told.toControl(), metric, best));
        if (told.preferred() != null) {
            sentences.add(preferred(told.preferred(), metric, best));
        }
        sentences.add(ties(told));
        Estimate.Bounded corrected = told.corrected();
        double spread = (corrected.high() - corrected.low()) / 2;
        boolean searched = metric.equals(report.objective().metric());
        sentences.add((searched || told.preferred() != null ? CHOSEN : BEST) + " Corrected for that, " + metric
                + " of trial " + best.trial() + " is "
                + Numbers.value(corrected.mean(), spread) + " (90 % interval "
                + Numbers.interval(corrected.low(), corrected.high())
                + "). Two seeds of one configuration differ by a standard deviation of about "
                + Numbers.value(told.seedSd(), told.seedSd()) + ".");
        return sentences;
    }

    private String toControl(FinalsVerdict.@Nullable Difference difference, String metric, Recommendation best) {
        Recommendation control = report.control();
        if (control == null) {
            return "Cannot tell whether it beats the control: the control was not trained to full length.";
        }
        if (control.trial() == best.trial()) {
            return report.preferred() == null
                    ? "The control itself came out best: no evidence of improvement over your defaults."
                    : "No evidence of improvement over your defaults.";
        }
        if (difference == null) {
            return "Cannot tell whether it beats the control: the finals give no difference.";
        }
        String numbers = metric + " of trial " + best.trial() + " minus that of the control is " + numbers(difference);
        return difference.evidence()
                ? "Better than the control: " + numbers
                : "No evidence of improvement over the control: " + numbers
                        + " The interval includes no difference, or a worse result.";
    }

    private static String numbers(FinalsVerdict.Difference difference) {
        double spread = (difference.high() - difference.low()) / 2;
        return Numbers.value(difference.mean(), spread) + " (90 % interval "
                + Numbers.interval(difference.low(), difference.high()) + ").";
    }

    private String preferred(FinalsVerdict.Preferred preferred, String metric, Recommendation best) {
        String other = "trial " + report.finalists().get(preferred.over()).trial();
        return "The finals look better for " + other + ", by no more than about half a standard error: " + metric
                + " of trial "
                + best.trial() + " minus that of " + other + " is " + numbers(preferred.difference())
                + " Trial " + best.trial() + " is preferred, because its training costs "
                + Numbers.percent(preferred.cost()) + " of one of " + other + ".";
    }

    private String ties(FinalsVerdict.Told told) {
        List<String> ties = told.ties().stream()
                .map(row -> "trial " + report.finalists().get(row).trial())
                .toList();
        double probability = told.probabilityOfBest().get(told.winner());
        String best = "The probability that it is the best of the "
                + Numbers.count(told.estimates().size(), "finalist") + " is " + Numbers.percent(probability) + ".";
        return ties.isEmpty()
                ? best + " No other finalist ties with it."
                : best + " Tied with it, since the difference may be nothing: " + Numbers.listed(ties) + ".";
    }

    private Block configuration(Config config) {
        List<List<Cell>> rows =
                report.parameters().stream().map(p -> row(p, config)).toList();
        return new Block.Table(
                "configuration",
                "The recommended configuration beside the defaults",
                List.of(
                        Column.text("parameter"),
                        Column.number("recommended"),
                        Column.number("default"),
                        Column.text("searched")),
                rows,
                false);
    }

    private List<Cell> row(Parameter parameter, Config config) {
        Value value = config.get(parameter.name());
        String fallback =
                parameter.fallback().text() + (report.controlAssumed().contains(parameter.name()) ? " (assumed)" : "");
        return List.of(
                Cell.of(parameter.name()),
                Cell.of(value == null ? "inactive" : value.text()),
                Cell.of(fallback),
                Cell.of(parameter.domain().describe()));
    }
}
