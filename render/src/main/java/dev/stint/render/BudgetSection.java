package dev.stint.render;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Books;
import dev.stint.engine.report.Report.PhaseRow;
import dev.stint.render.Block.Cell;
import dev.stint.render.Block.Column;
import dev.stint.render.Block.Para;
import dev.stint.render.Block.Tone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger: what was planned, what was spent, and what is left, to the last unit. */
final class BudgetSection {

    private final Report report;

    BudgetSection(Report report) {
        this.report = report;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(ledger());
        blocks.add(new Para(Tone.PLAIN, books()));
        if (report.spending().size() > 1) {
            blocks.add(new Block.Chart("spending", "Spending over time", spending(), "The dashed line is the budget."));
        }
        blocks.add(phases());
        outlook(blocks);
        return new Section("budget", "Budget", blocks);
    }

    private void outlook(List<Block> blocks) {
        Outlook outlook = report.outlook();
        if (outlook == null) {
            return;
        }
        List<List<Cell>> rows = outlook.rows().stream()
                .map(r -> List.of(
                        Cell.of((r.rest() ? "the rest, " : "") + r.more().text()),
                        Cell.of(r.gain()),
                        Cell.of(Numbers.value(r.low()) + " to " + Numbers.value(r.high())),
                        Cell.of(words(r.verdict()))))
                .toList();
        List<Column> columns = List.of(
                Column.text("further budget"),
                Column.number(outlook.metric() + " better by"),
                Column.text("90 % interval"),
                Column.text("verdict"));
        blocks.add(new Block.Table("outlook", "What more budget would buy", columns, rows, false));
        String stop = outlook.exhausted() ? "Stop here: more budget is worth little. " : "";
        blocks.add(new Para(
                Tone.QUIET,
                stop
                        + "How much better the recommended configuration would be at full length, with new ones opened"
                        + " at the pace of this study. Less than " + Numbers.value(outlook.little())
                        + " counts as little: what seeds differ by, where that is known, or else a twentieth of the"
                        + " distance from the best to the median."));
    }

    private static String words(Outlook.Verdict verdict) {
        return switch (verdict) {
            case WORTH_LITTLE -> "worth little";
            case WORTH_IT -> "worth having";
            case CANNOT_TELL -> "cannot tell";
        };
    }

    private Amount nothing() {
        return Amount.zero(report.budget().unit());
    }

    private Block ledger() {
        List<List<Cell>> rows = new ArrayList<>();
        Amount phases = nothing();
        for (PhaseRow phase : report.phases()) {
            phases = phases.plus(phase.spent());
            rows.add(row(phase.phase(), phase.planned(), phase.spent()));
        }
        Amount other = report.spent().minus(phases);
        if (Math.abs(other.over(report.budget())) > 1e-9) {
            rows.add(row("outside the plan", null, other));
        }
        rows.add(row("spent in all", null, report.spent()));
        rows.add(row("reserved for work under way", null, report.reserved()));
        Amount rest = report.budget().minus(report.spent()).minus(report.reserved());
        rows.add(rest.value() < 0 ? row("overspent", null, rest.times(-1)) : row("unspent", null, rest));
        rows.add(row("budget", null, report.budget()));
        String unit = report.budget().unit().symbol();
        return new Block.Table(
                "ledger",
                "Ledger, in " + unit,
                List.of(
                        Column.text(""),
                        Column.number("planned"),
                        Column.number("spent"),
                        Column.number("of the budget")),
                rows,
                false);
    }

    private List<Cell> row(String name, @Nullable Amount planned, Amount spent) {
        String plan = planned == null ? "" : Numbers.ledger(planned, report.budget());
        return List.of(
                Cell.of(name),
                Cell.of(plan),
                Cell.of(Numbers.ledger(spent, report.budget())),
                Cell.of(Numbers.percent(spent.over(report.budget()))));
    }

    private String books() {
        Books books = report.books();
        return "Within the spending: start-up, before the first step, " + ledger(books.startUps()) + " ("
                + Numbers.percent(books.startUps().over(report.spent()))
                + " of it); attempts that failed, diverged or were lost "
                + ledger(books.failures()) + " (" + books.failed() + " of " + Numbers.count(books.attempts(), "attempt")
                + "); evaluation on holdout and test " + ledger(books.evaluation()) + ". Trained twice: "
                + Numbers.count(books.repeatedSteps(), report.fidelityUnit()) + ".";
    }

    private String ledger(Amount amount) {
        return Numbers.ledger(amount, report.budget()) + " " + amount.unit().symbol();
    }

    private String spending() {
        return "Spending of each phase, one on top of the other, over elapsed time: " + Numbers.amount(report.spent())
                + " of " + Numbers.amount(report.budget()) + ".";
    }

    private Block phases() {
        List<List<Cell>> rows = report.phases().stream().map(this::phase).toList();
        return new Block.Table(
                "phases",
                "What each phase was to buy",
                List.of(
                        Column.text("phase"),
                        Column.text("method"),
                        Column.text("state"),
                        Column.number("runs"),
                        Column.number(Numbers.plural(report.fidelityUnit()) + " each"),
                        Column.number("cost each"),
                        Column.text("remarks")),
                rows,
                false);
    }

    private List<Cell> phase(PhaseRow phase) {
        Integer runs = phase.runs();
        Long length = phase.length();
        Amount each = phase.each();
        String remarks = phase.note().isEmpty() || phase.ended().isEmpty()
                ? phase.note() + phase.ended()
                : phase.note() + "; " + phase.ended();
        return List.of(
                Cell.of(phase.phase()),
                Cell.of(phase.method()),
                Cell.of(phase.state()),
                runs == null ? Cell.of(Numbers.UNKNOWN) : Cell.of((long) runs),
                length == null ? Cell.of(Numbers.UNKNOWN) : Cell.of((long) length),
                Cell.of(each == null ? Numbers.UNKNOWN : Numbers.amount(each)),
                Cell.of(remarks));
    }
}
