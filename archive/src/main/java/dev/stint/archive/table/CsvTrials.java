package dev.stint.archive.table;

import dev.stint.archive.ArchivedParameter;
import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ArchivedTrial;
import dev.stint.archive.ArchivedTrial.Reading;
import dev.stint.archive.ImportRefused;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Trials as CSV, one row each: {@code trial}, {@code state}, {@code share} of a full training, the metric, then a column a parameter.
 *
 * <p>To be read, only the metric's column is needed; every other column is a parameter, and its values tell its range.
 */
public final class CsvTrials {

    private static final String TRIAL = "trial";
    private static final String STATE = "state";
    private static final String SHARE = "share";

    private CsvTrials() {}

    /**
     * A study from the text of a table.
     *
     * @param metric the column that holds the objective
     * @throws ImportRefused if there is no such column, or a cell is no number where one must stand
     */
    public static ArchivedStudy read(String text, String name, String metric, Goal goal) {
        List<List<String>> rows = Csv.rows(text);
        List<String> header = rows.isEmpty() ? List.of() : rows.getFirst();
        if (!header.contains(metric)) {
            throw new ImportRefused("The table has no column " + metric + "; it has: " + String.join(", ", header)
                    + ".\n  Name the one that holds the objective: --metric "
                    + (header.isEmpty() ? "NAME" : header.getLast()));
        }
        List<String> names = header.stream()
                .filter(c -> !List.of(TRIAL, STATE, SHARE, metric).contains(c))
                .toList();
        List<Map<String, String>> records = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            records.add(cells(header, row, records.size() + 2));
        }
        List<ArchivedParameter> parameters = names.stream()
                .map(n -> Guessed.parameter(
                        n, records.stream().map(r -> r.getOrDefault(n, "")).toList()))
                .toList();
        List<ArchivedTrial> trials = new ArrayList<>();
        records.forEach(record -> trials.add(trial(record, trials.size() + 1, metric, parameters)));
        return Guessed.study(name, "csv", metric, goal, parameters, trials);
    }

    private static Map<String, String> cells(List<String> header, List<String> row, int number) {
        if (row.size() != header.size()) {
            throw new ImportRefused(
                    "Row " + number + " has " + row.size() + " cells, and the header has " + header.size() + ".");
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            cells.put(header.get(i), row.get(i));
        }
        return cells;
    }

    private static ArchivedTrial trial(
            Map<String, String> record, int number, String metric, List<ArchivedParameter> parameters) {
        SequencedMap<String, Value> config = new LinkedHashMap<>();
        for (ArchivedParameter parameter : parameters) {
            String cell = record.getOrDefault(parameter.name(), "");
            if (!cell.isEmpty()) {
                config.put(parameter.name(), Guessed.value(cell, parameter.domain()));
            }
        }
        double value = number(record.getOrDefault(metric, ""), metric, number);
        double share = number(record.getOrDefault(SHARE, "1"), SHARE, number);
        boolean measured = Double.isFinite(value) && share > 0 && share <= 1;
        List<Reading> curve = measured ? List.of(new Reading(share, value)) : List.of();
        String state = record.getOrDefault(STATE, !measured ? "failed" : share < 1 ? "stopped" : "finished");
        return new ArchivedTrial(number, new Config(config), state, curve);
    }

    /** NaN for an empty cell: such a trial failed. */
    private static double number(String cell, String column, int trial) {
        try {
            return cell.isEmpty() || cell.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new ImportRefused(
                    "Row " + (trial + 1) + ": '" + cell + "' in the column " + column + " is no number.", e);
        }
    }

    public static String write(ArchivedStudy study) {
        List<String> header = new ArrayList<>(List.of(TRIAL, STATE, SHARE, study.metric()));
        study.parameters().forEach(p -> header.add(p.name()));
        StringBuilder text = new StringBuilder(Csv.line(header));
        for (ArchivedTrial trial : study.trials()) {
            Reading last = trial.last();
            List<String> row = new ArrayList<>(List.of(
                    Integer.toString(trial.number()),
                    trial.state(),
                    last == null ? "" : Double.toString(last.share()),
                    last == null ? "" : Double.toString(last.value())));
            for (ArchivedParameter parameter : study.parameters()) {
                Value value = trial.config().get(parameter.name());
                row.add(value == null ? "" : value.text());
            }
            text.append(Csv.line(row));
        }
        return text.toString();
    }
}
