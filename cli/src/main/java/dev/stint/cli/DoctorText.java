package dev.stint.cli;

import dev.stint.cli.doctor.Examination;
import dev.stint.cli.doctor.Finding;
import dev.stint.cli.doctor.Level;
import dev.stint.cli.text.Words;
import dev.stint.cli.watch.Style;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;

/** An examination for people: a line a finding, the remedy below it. */
final class DoctorText {

    private static final int LEVEL = 9;
    private static final int CHECK = 10;

    private DoctorText() {}

    static List<String> of(StudySpec spec, Examination examination, Style style) {
        List<String> lines = new ArrayList<>();
        examination.findings().forEach(finding -> lines.addAll(lines(finding, style)));
        lines.add("");
        lines.add(style.bold(verdict(examination)));
        lines.add(cost(spec, examination));
        return lines;
    }

    private static List<String> lines(Finding finding, Style style) {
        List<String> lines = new ArrayList<>();
        List<String> text = finding.text().lines().toList();
        lines.add("  " + coloured(finding.level(), style) + padded(finding.check(), CHECK) + text.getFirst());
        String margin = " ".repeat(2 + LEVEL + CHECK);
        text.stream().skip(1).forEach(more -> lines.add(margin + style.faint(more)));
        if (!finding.remedy().isEmpty()) {
            lines.add(margin + "-> " + finding.remedy());
        }
        return lines;
    }

    private static String coloured(Level level, Style style) {
        String text = padded(level.key(), LEVEL);
        return switch (level) {
            case OK -> style.green(text);
            case WARNING -> style.yellow(text);
            case PROBLEM -> style.red(text);
            case SKIPPED -> style.faint(text);
        };
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String verdict(Examination examination) {
        long warnings = examination.count(Level.WARNING);
        String also = warnings == 0 ? "" : Words.count(warnings, "warning");
        if (examination.healthy()) {
            return "All is well" + (also.isEmpty() ? "." : ", with " + also + ".");
        }
        return Words.count(examination.count(Level.PROBLEM), "problem") + (also.isEmpty() ? "." : " and " + also + ".");
    }

    private static String cost(StudySpec spec, Examination examination) {
        if (examination.runs() == 0) {
            return "Nothing ran.";
        }
        return "Looking took " + Words.count(examination.runs(), "short run") + ": "
                + Words.count(examination.units(), spec.fidelity().unit()) + ", "
                + Words.amount(new Amount(examination.seconds(), Unit.SECONDS), "")
                + " of one slot. Nothing is charged, and nothing stays.";
    }
}
