package dev.stint.render;

import dev.stint.engine.report.Report;
import java.util.List;
import java.util.stream.Collectors;

/** The report as Markdown: GitHub's dialect, with tables that also align in a terminal. Charts are told in words. */
public final class MarkdownReport {

    private static final int MOST_ROWS = 60;

    private MarkdownReport() {}

    /** The text; ends with a line end. */
    public static String text(Report report) {
        Document document = Document.of(report);
        return "# " + MarkdownText.escape(document.title()) + "\n\n" + MarkdownText.escape(document.subtitle()) + "\n\n"
                + document.sections().stream().map(MarkdownReport::section).collect(Collectors.joining("\n"));
    }

    private static String section(Section section) {
        return "## " + section.title() + "\n\n"
                + section.blocks().stream().map(MarkdownReport::block).collect(Collectors.joining("\n"));
    }

    private static String block(Block block) {
        return switch (block) {
            case Block.Para para -> para(para) + "\n";
            case Block.Facts facts -> facts(facts.facts());
            case Block.Table table -> table(table);
            case Block.Snippets snippets -> snippets(snippets.snippets());
            case Block.Chart chart ->
                "*" + MarkdownText.escape(chart.title()) + ":* " + MarkdownText.escape(chart.says()) + "\n";
            case Block.Notice notice -> notice(notice);
        };
    }

    private static String para(Block.Para para) {
        String text = MarkdownText.escape(para.text());
        return switch (para.tone()) {
            case PLAIN, QUIET -> text;
            case LEAD -> "**" + text + "**";
            case ALERT -> "> " + text;
        };
    }

    private static String notice(Block.Notice notice) {
        return "- " + MarkdownText.escape(notice.text()) + ".\n  What to do: " + MarkdownText.escape(notice.remedy())
                + " (`" + notice.code().replace("`", "") + "`)\n";
    }

    private static String facts(List<Block.Fact> facts) {
        List<List<String>> rows = facts.stream()
                .map(f -> List.of(f.label(), f.value(), f.detail()))
                .toList();
        return MarkdownText.table(List.of("measured", "value", "uncertainty"), List.of(false, true, false), rows);
    }

    private static String table(Block.Table table) {
        List<List<String>> rows = table.rows().stream()
                .limit(MOST_ROWS)
                .map(row -> row.stream().map(Block.Cell::text).toList())
                .toList();
        int more = table.rows().size() - rows.size();
        return MarkdownText.escape(table.caption()) + ":\n\n"
                + MarkdownText.table(
                        table.columns().stream().map(Block.Column::name).toList(),
                        table.columns().stream().map(Block.Column::numeric).toList(),
                        rows)
                + (more > 0 ? "\n" + more + " more rows are in the HTML report.\n" : "");
    }

    private static String snippets(List<Block.Snippet> snippets) {
        return snippets.stream()
                .map(s -> MarkdownText.escape(s.label()) + ":\n\n" + MarkdownText.fenced(s.code()))
                .collect(Collectors.joining("\n"));
    }
}
