package dev.stint.render;

import dev.stint.render.Block.Cell;
import dev.stint.render.Block.Column;
import java.util.List;
import java.util.stream.Collectors;

/** Blocks as HTML. Everything that is not markup of ours goes through {@link #escape}. */
final class HtmlText {

    private HtmlText() {}

    static String contents(Document document) {
        return document.sections().stream()
                .map(s -> "<a href=\"#" + s.id() + "\">" + escape(s.title()) + "</a>")
                .collect(Collectors.joining("\n"));
    }

    static String sections(Document document) {
        return document.sections().stream().map(HtmlText::section).collect(Collectors.joining("\n"));
    }

    private static String section(Section section) {
        String blocks = section.blocks().stream().map(HtmlText::block).collect(Collectors.joining("\n"));
        return "<section id=\"" + section.id() + "\" aria-labelledby=\"" + section.id() + "-title\">\n<h2 id=\""
                + section.id() + "-title\">" + escape(section.title()) + "</h2>\n" + blocks + "\n</section>";
    }

    private static String block(Block block) {
        return switch (block) {
            case Block.Para para -> "<p" + tone(para.tone()) + ">" + escape(para.text()) + "</p>";
            case Block.Facts facts -> facts(facts.facts());
            case Block.Table table -> table(table);
            case Block.Snippets snippets -> snippets(snippets.snippets());
            case Block.Chart chart -> chart(chart);
            case Block.Notice notice -> notice(notice);
        };
    }

    private static String tone(Block.Tone tone) {
        return switch (tone) {
            case PLAIN -> "";
            case LEAD -> " class=\"lead\"";
            case ALERT -> " class=\"alert\"";
            case QUIET -> " class=\"quiet\"";
        };
    }

    private static String facts(List<Block.Fact> facts) {
        return facts.stream()
                .map(f -> "<div><dt>" + escape(f.label()) + "</dt><dd class=\"value\">" + escape(f.value())
                        + "</dd><dd>" + escape(f.detail()) + "</dd></div>")
                .collect(Collectors.joining("\n", "<dl class=\"facts\">\n", "\n</dl>"));
    }

    private static String notice(Block.Notice notice) {
        return "<div class=\"notice\"><p>" + escape(notice.text()) + "</p><p class=\"remedy\">"
                + escape(notice.remedy()) + " <code>" + escape(notice.code()) + "</code></p></div>";
    }

    private static String chart(Block.Chart chart) {
        return "<figure id=\"chart-" + chart.id() + "\" data-chart=\"" + chart.id() + "\">\n<h3>"
                + escape(chart.title())
                + "</h3>\n<div class=\"plot\" role=\"img\" aria-label=\""
                + escape(chart.title() + ". " + chart.says() + " " + chart.key())
                + "\"></div>\n<figcaption>" + escape(chart.says() + " " + chart.key()) + "</figcaption>\n</figure>";
    }

    private static String snippets(List<Block.Snippet> snippets) {
        return snippets.stream()
                .map(s -> "<div class=\"snippet\"><h3>" + escape(s.label()) + "</h3><pre tabindex=\"0\"><code>"
                        + escape(s.code()) + "</code></pre></div>")
                .collect(Collectors.joining("\n", "<div class=\"snippets\">\n", "\n</div>"));
    }

    private static String table(Block.Table table) {
        StringBuilder out =
                new StringBuilder("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-labelledby=\"" + table.id()
                        + "-caption\">\n<table id=\"" + table.id() + "\""
                        + (table.searchable() ? " data-searchable" : "") + ">\n<caption id=\"" + table.id()
                        + "-caption\">" + escape(table.caption()) + "</caption>\n<thead><tr>");
        for (Column column : table.columns()) {
            out.append("<th scope=\"col\"")
                    .append(numeric(column))
                    .append('>')
                    .append(escape(column.name()))
                    .append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        table.rows().forEach(row -> row(table.columns(), row, out));
        return out.append("</tbody>\n</table>\n</div>").toString();
    }

    private static void row(List<Column> columns, List<Cell> row, StringBuilder out) {
        out.append("<tr>");
        for (int i = 0; i < row.size(); i++) {
            Cell cell = row.get(i);
            String order = Double.isNaN(cell.order()) ? "" : " data-order=\"" + cell.order() + "\"";
            out.append(i == 0 ? "<th scope=\"row\"" : "<td")
                    .append(numeric(columns.get(i)))
                    .append(order)
                    .append('>');
            out.append(escape(cell.text())).append(i == 0 ? "</th>" : "</td>");
        }
        out.append("</tr>\n");
    }

    private static String numeric(Column column) {
        return column.numeric() ? " class=\"number\"" : "";
    }

    /**
     * Text that stays text in an element and in a quoted attribute; characters that could hide or reorder others become
     * visible.
     */
    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.append(escaped(c)));
        return out.toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> Visible.hidden(c) ? "\ufffd" : Character.toString(c);
        };
    }
}
