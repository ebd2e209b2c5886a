package dev.stint.render;

import java.util.ArrayList;
import java.util.List;

/** Escaping and aligning for Markdown. */
final class MarkdownText {

    private static final int WIDEST = 200;
    private static final String MARKS = "\\`*[]<>|~#$";

    private MarkdownText() {}

    /** Text on one line that is neither markup, HTML, a link nor a mention. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        int[] points = text.replaceAll("\\s+", " ").codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int c = points[i];
            boolean inside = i > 0 && i + 1 < points.length && wordy(points[i - 1]) && wordy(points[i + 1]);
            if (MARKS.indexOf(c) >= 0 || (c == '_' && !inside)) {
                out.append('\\');
            }
            out.appendCodePoint(Visible.hidden(c) ? 0xfffd : c);
            out.append(
                    c == '@' || (c == ':' && i + 1 < points.length && points[i + 1] == '/')
                            ? "\u2060"
                            : c == '&' ? "amp;" : "");
        }
        return out.toString();
    }

    private static boolean wordy(int c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    /** A code block; its fence is longer than any in the code. */
    static String fenced(String code) {
        String fence = "```";
        while (code.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + code + "\n" + fence + "\n";
    }

    /** A table with its columns aligned; cells are escaped here, and cut where they are very long. */
    static String table(List<String> names, List<Boolean> numeric, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(names.stream().map(MarkdownText::cell).toList());
        rows.forEach(row -> lines.add(row.stream().map(MarkdownText::cell).toList()));
        StringBuilder out = new StringBuilder();
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            widths.add(Math.max(
                    3,
                    lines.stream()
                            .mapToInt(line -> width(line.get(column)))
                            .max()
                            .orElse(3)));
        }
        line(out, lines.getFirst(), widths, numeric);
        rule(out, widths, numeric);
        lines.stream().skip(1).forEach(line -> line(out, line, widths, numeric));
        return out.toString();
    }

    private static String cell(String text) {
        int length = text.codePointCount(0, text.length());
        return escape(length <= WIDEST ? text : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…");
    }

    private static void line(StringBuilder out, List<String> cells, List<Integer> widths, List<Boolean> numeric) {
        for (int i = 0; i < cells.size(); i++) {
            String pad = " ".repeat(widths.get(i) - width(cells.get(i)));
            out.append("| ")
                    .append(numeric.get(i) ? pad + cells.get(i) : cells.get(i) + pad)
                    .append(' ');
        }
        out.append("|\n");
    }

    private static void rule(StringBuilder out, List<Integer> widths, List<Boolean> numeric) {
        for (int i = 0; i < widths.size(); i++) {
            out.append("| ")
                    .append("-".repeat(widths.get(i) - 1))
                    .append(numeric.get(i) ? ":" : "-")
                    .append(' ');
        }
        out.append("|\n");
    }

    /** Columns of a terminal; wide characters take two. */
    private static int width(String text) {
        return text.codePoints().map(MarkdownText::columns).sum();
    }

    private static int columns(int c) {
        boolean wide = (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0x1f300 && c <= 0x1faff);
        boolean nothing = c == 0x2060
                || c == 0x200d
                || (c >= 0xfe00 && c <= 0xfe0f)
                || Character.getType(c) == Character.NON_SPACING_MARK;
        return wide ? 2 : nothing ? 0 : 1;
    }
}
