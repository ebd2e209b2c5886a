package dev.stint.bench.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The counts, a line a kind. */
final class Sheet {

    private static final String ROW = "%-12s %6s %7s %8s %6s %7s %8s  %5s %6s %7s %5s %7s %8s %10s  %s%n";

    /** What is added up of one kind. */
    private static final class Row {
        private int runs;
        private int starts;
        private int injected;
        private int ended;
        private int paused;
        private int refusals;
        private double overspent;
        private final Map<Integer, Integer> codes = new TreeMap<>();
        private final Map<Violation.Sort, Integer> violations = new EnumMap<>(Violation.Sort.class);

        void add(Verdict verdict) {
            runs++;
            starts += verdict.starts();
            injected += verdict.injected();
            ended += verdict.state() == Verdict.State.ENDED ? 1 : 0;
            paused += verdict.state() == Verdict.State.PAUSED ? 1 : 0;
            refusals += verdict.refusals();
            overspent = Math.max(overspent, verdict.overspent());
            codes.merge(verdict.code(), 1, Integer::sum);
            verdict.violations().forEach(v -> violations.merge(v.sort(), 1, Integer::sum));
        }

        void add(Row other) {
            runs += other.runs;
            starts += other.starts;
            injected += other.injected;
            ended += other.ended;
            paused += other.paused;
            refusals += other.refusals;
            overspent = Math.max(overspent, other.overspent);
            other.codes.forEach((code, number) -> codes.merge(code, number, Integer::sum));
            other.violations.forEach((sort, number) -> violations.merge(sort, number, Integer::sum));
        }

        int number(Violation.Sort sort) {
            return violations.getOrDefault(sort, 0);
        }
    }

    private final Map<Kind, Row> rows = new EnumMap<>(Kind.class);

    synchronized void add(Kind kind, Verdict verdict) {
        rows.computeIfAbsent(kind, ignored -> new Row()).add(verdict);
    }

    synchronized String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                ROW,
                "kind",
                "runs",
                "starts",
                "faults",
                "ended",
                "paused",
                "refused",
                "lost",
                "twice",
                "ledger",
                "left",
                "ending",
                "outside",
                "overspent",
                "exit codes"));
        Row all = new Row();
        rows.forEach((kind, row) -> {
            all.add(row);
            text.append(line(kind.key(), row));
        });
        return text.append(line("all", all)).toString();
    }

    private static String line(String name, Row row) {
        return String.format(
                Locale.ROOT,
                ROW,
                name,
                row.runs,
                row.starts,
                row.injected,
                row.ended,
                row.paused,
                row.refusals,
                row.number(Violation.Sort.LOST),
                row.number(Violation.Sort.TWICE),
                row.number(Violation.Sort.LEDGER),
                row.number(Violation.Sort.LEFT),
                row.number(Violation.Sort.ENDING),
                row.number(Violation.Sort.OUTSIDE),
                String.format(Locale.ROOT, "%.1f", row.overspent),
                row.codes);
    }

    /** How many faults happened. */
    synchronized int injected() {
        return rows.values().stream().mapToInt(row -> row.injected).sum();
    }

    synchronized int violations() {
        return rows.values().stream()
                .mapToInt(row -> List.of(Violation.Sort.values()).stream()
                        .mapToInt(row::number)
                        .sum())
                .sum();
    }
}
