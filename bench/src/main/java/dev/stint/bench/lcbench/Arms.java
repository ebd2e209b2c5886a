package dev.stint.bench.lcbench;

import dev.stint.engine.model.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Arms side by side: each method's regret with what it knew beforehand, and minus the same method's cold start on the same instances and seeds. */
final class Arms {

    private record Line(String arm, String method) {}

    private final Map<Line, List<Row>> lines = new LinkedHashMap<>();
    private final Sheet sheet;

    private Arms(List<Row> rows) {
        TreeSet<Double> budgets = new TreeSet<>();
        for (Row row : rows) {
            budgets.add(row.budget());
            lines.computeIfAbsent(new Line(row.arm(), row.method()), k -> new ArrayList<>())
                    .add(row);
        }
        this.sheet = new Sheet(
                budgets,
                4
                        + lines.keySet().stream()
                                .mapToInt(l -> label(l).length())
                                .max()
                                .orElse(0));
    }

    /** Rows of one space, one worker and no noise; empty where there is but one arm. */
    static String of(List<Row> rows) {
        return rows.stream().map(Row::arm).distinct().count() < 2 ? "" : new Arms(rows).text();
    }

    private static String label(Line line) {
        return line.arm() + " " + line.method();
    }

    private String text() {
        sheet.title("what was known beforehand: mean regret (s.e.)", 15);
        lines.forEach((line, rows) ->
                sheet.row(label(line), b -> Summary.regret(Clustered.of(at(rows, b), Row::regret))));
        sheet.title("minus the cold start, paired [90 %]", 25);
        lines.forEach((line, rows) -> {
            List<Row> cold = lines.getOrDefault(new Line(Arm.COLD.key(), line.method()), List.of());
            if (!line.arm().equals(Arm.COLD.key()) && !cold.isEmpty()) {
                sheet.row(
                        label(line),
                        b -> Summary.interval(
                                "%+.3f", Paired.of(at(rows, b), at(cold, b)).difference()));
            }
        });
        return sheet.toString();
    }

    private static List<Row> at(List<Row> rows, double budget) {
        return rows.stream().filter(r -> r.budget() == budget).toList();
    }

    /**
     * One method, arm and budget minus another, each written as {@code own-history:adaptive@5}.
     *
     * @throws IllegalArgumentException where there are no rows of one of them
     */
    static String difference(List<Row> rows, List<String> two) {
        if (two.size() != 2) {
            throw new IllegalArgumentException("--compare wants two, such as cold:adaptive@5,cold:classic@10");
        }
        Clustered difference = Paired.of(named(rows, two.getFirst()), named(rows, two.getLast()))
                .difference();
        Interval interval = difference.interval();
        return String.format(
                Locale.ROOT,
                "%s minus %s: %+.3f [%+.3f, %+.3f], paired by instance and seed, 90 %%, %d instances%n",
                two.getFirst(),
                two.getLast(),
                difference.mean(),
                interval.low(),
                interval.high(),
                difference.byInstance().size());
    }

    private static List<Row> named(List<Row> rows, String name) {
        List<Row> named = rows.stream()
                .filter(r -> name.equals(r.arm() + ":" + r.method() + "@" + Row.number(r.budget())))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("--compare " + name + ": no row is of this arm, method and budget");
        }
        return named;
    }
}
