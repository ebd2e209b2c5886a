package dev.stint.render;

import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.FailureRow;
import dev.stint.render.Block.Cell;
import dev.stint.render.Block.Column;
import dev.stint.render.Block.Snippet;
import java.util.List;
import java.util.stream.Collectors;

/** What failed, what that cost, and what it said. */
final class FailuresSection {

    private static final int LINES = 12;

    private final Report report;

    FailuresSection(Report report) {
        this.report = report;
    }

    Section section() {
        List<Block> blocks = report.failures().isEmpty() ? List.of() : List.of(table(), examples());
        return new Section("failures", "Failures", blocks);
    }

    private Block table() {
        return new Block.Table(
                "failed",
                "Attempts that failed, cost in " + report.budget().unit().symbol(),
                List.of(
                        Column.text("what failed them"),
                        Column.number("attempts"),
                        Column.number("cost"),
                        Column.number("tried again"),
                        Column.text("rule")),
                report.failures().stream().map(this::row).toList(),
                false);
    }

    private List<Cell> row(FailureRow row) {
        return List.of(
                Cell.of(row.end().words()),
                Cell.of((long) row.attempts()),
                new Cell(Numbers.ledger(row.cost(), report.budget()), row.cost().value()),
                Cell.of((long) row.retried()),
                Cell.of(row.rule()));
    }

    private static String label(FailureRow row) {
        return "Last lines of one: " + row.end().words() + ", attempt " + row.example() + " of trial " + row.trial();
    }

    private Block examples() {
        return new Block.Snippets(report.failures().stream()
                .map(row -> new Snippet(label(row), said(row.said())))
                .toList());
    }

    /** The first line, which says how it ended, and the last ones. */
    private static String said(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() <= LINES) {
            return lines.isEmpty() ? "(it said nothing)" : String.join("\n", lines);
        }
        return lines.getFirst() + "\n...\n"
                + lines.subList(lines.size() - LINES, lines.size()).stream().collect(Collectors.joining("\n"));
    }
}
