package dev.stint.archive.table;

import dev.stint.archive.ArchivedParameter;
import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ArchivedTrial;
import dev.stint.archive.ImportRefused;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.Objective.At;
import dev.stint.engine.spec.Objective.Goal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** What a table without a space says of one: ranges from the values that were tried. */
final class Guessed {

    /** A positive range as wide as this was searched on a log scale. */
    private static final double WIDE = 50;

    private static final String UNIT = "epoch";

    private Guessed() {}

    static ArchivedParameter parameter(String name, List<String> cells) {
        List<Value> values = cells.stream()
                .filter(cell -> !cell.isEmpty())
                .map(Guessed::value)
                .distinct()
                .toList();
        if (values.isEmpty()) {
            throw new ImportRefused("The column " + name + " is empty; take it out.");
        }
        Domain domain = domain(values);
        return ArchivedParameter.of(
                name, domain, domain.contains(values.getFirst()) ? values.getFirst() : domain.fromUnit(0.5), UNIT);
    }

    private static Domain domain(List<Value> values) {
        if (values.size() == 1) {
            return new Domain.Constant(values.getFirst());
        }
        if (values.stream().anyMatch(v -> Double.isNaN(v.number()))) {
            return new Domain.Choice(values);
        }
        double low = values.stream().mapToDouble(Value::number).min().orElseThrow();
        double high = values.stream().mapToDouble(Value::number).max().orElseThrow();
        if (low == high) {
            return new Domain.Constant(new Value.Real(low));
        }
        boolean log = low > 0 && high / low >= WIDE;
        if (values.stream().allMatch(v -> v instanceof Value.Whole)) {
            return log ? new Domain.LogInt((long) low, (long) high) : new Domain.IntRange((long) low, (long) high);
        }
        return log ? new Domain.LogUniform(low, high) : new Domain.Uniform(low, high);
    }

    static Value value(String cell, Domain domain) {
        Value value = value(cell);
        return domain.contains(value) ? domain.canonical(value) : value;
    }

    private static Value value(String cell) {
        if (cell.matches("[-+]?\\d{1,18}")) {
            return new Value.Whole(Long.parseLong(cell));
        }
        if (cell.equals("true") || cell.equals("false")) {
            return new Value.Flag(cell.equals("true"));
        }
        try {
            double number = Double.parseDouble(cell);
            return Double.isFinite(number) ? new Value.Real(number) : new Value.Text(cell);
        } catch (NumberFormatException label) {
            return new Value.Text(cell);
        }
    }

    static ArchivedStudy study(
            String name,
            String origin,
            String metric,
            Goal goal,
            List<ArchivedParameter> parameters,
            List<ArchivedTrial> trials) {
        if (trials.stream().allMatch(t -> t.curve().isEmpty())) {
            throw new ImportRefused("The table has no trial with a value.");
        }
        return new ArchivedStudy(
                origin + " " + name,
                name,
                origin,
                0,
                new LinkedHashMap<>(),
                metric,
                goal,
                UNIT,
                1,
                parameters,
                "imported",
                verdict(trials, goal),
                trials);
    }

    private static ArchivedStudy.Verdict verdict(List<ArchivedTrial> trials, Goal goal) {
        Objective objective = new Objective("", goal, At.LAST);
        ArchivedTrial best = trials.stream()
                .filter(t -> !t.curve().isEmpty())
                .max(Comparator.<ArchivedTrial>comparingDouble(
                                t -> t.curve().getLast().share())
                        .thenComparingDouble(
                                t -> objective.score(t.curve().getLast().value())))
                .orElseThrow();
        return new ArchivedStudy.Verdict(best.number(), best.curve().getLast().value(), Double.NaN, Double.NaN, 1, 0);
    }
}
