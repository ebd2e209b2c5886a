package dev.stint.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Columns that line up; columns whose header starts with {@code >} stand to the right. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> right;

    public Table(String... headers) {
        this.right = List.of(headers).stream().map(h -> h.startsWith(">")).toList();
        rows.add(List.of(headers).stream()
                .map(h -> h.startsWith(">") ? h.substring(1) : h)
                .toList());
    }

    /** Adds a row with one cell a column. */
    public Table row(String... cells) {
        if (cells.length != right.size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in a table of " + right.size());
        }
        rows.add(List.of(cells));
        return this;
    }

    /** One text a row, the headers first, without line ends. */
    public List<String> lines() {
        int[] widths = new int[right.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : GAP).append(right.get(i) ? pad + row.get(i) : row.get(i) + pad);
        }
        return line.toString().stripTrailing();
    }
}
