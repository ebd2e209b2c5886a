package dev.stint.archive.table;

import dev.stint.archive.ImportRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values by RFC 4180: quotes where needed, doubled within. */
final class Csv {

    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** All rows that are not empty. */
    static List<List<String>> rows(String text) {
        Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<List<String>> rows = new ArrayList<>();
        while (csv.at < csv.text.length()) {
            List<String> row = csv.row();
            if (row.size() > 1 || !row.getFirst().isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : bare());
            if (at >= text.length() || text.charAt(at) != ',') {
                break;
            }
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) != '\n') {
            throw new ImportRefused("After a quoted cell a comma is expected, not '" + text.charAt(at) + "'.");
        }
        at++;
        return cells;
    }

    private String bare() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                return cell.toString();
            }
        }
        throw new ImportRefused("A quote is opened and never closed: \""
                + cell.toString().lines().findFirst().orElse(""));
    }

    static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\n";
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.strip().equals(text);
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
