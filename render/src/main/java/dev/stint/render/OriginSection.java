package dev.stint.render;

import dev.stint.engine.history.Provenance;
import dev.stint.engine.report.Report;
import dev.stint.render.Block.Cell;
import dev.stint.render.Block.Column;
import dev.stint.render.Block.Snippet;
import java.util.List;

/** Where these numbers come from, and how to get them again. */
final class OriginSection {
    private OriginSection() {}

    static Section of(Report report) {
        Provenance made = report.provenance();
        List<List<Cell>> rows = List.of(
                row("study", report.study()),
                row("specification", made.specHash().isEmpty() ? Numbers.UNKNOWN : made.specHash()),
                row("Stint", made.version()),
                row("Java", made.java()),
                row("system", made.os() + ", " + made.arch()),
                row("opened", Numbers.instant(report.openedAt())),
                row("as of", Numbers.instant(report.now())),
                row("slots", Integer.toString(report.slots())));
        List<Snippet> commands = List.of(
                new Snippet("Run it again, or continue it", "stint run study.yaml"),
                new Snippet("Print the configuration", "stint best study.yaml --format args"),
                new Snippet("Write this page again", "stint report study.yaml --html report.html"));
        return new Section(
                "origin",
                "Origin",
                List.of(
                        new Block.Table(
                                "provenance", "Provenance", List.of(Column.text(""), Column.text("")), rows, false),
                        new Block.Snippets(commands)));
    }

    private static List<Cell> row(String name, String value) {
        return List.of(Cell.of(name), Cell.of(value));
    }
}
