package dev.stint.render;

import dev.stint.engine.history.RunState;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.RunRow;
import dev.stint.engine.report.Report.TrialRow;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.render.Block.Cell;
import dev.stint.render.Block.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every trial: what, how far, how good, for how much, and why. */
final class TrialsSection {

    static final String ID = "trials";

    private TrialsSection() {}

    static Section of(Report report) {
        if (report.trials().isEmpty()) {
            return new Section(ID, "Trials", List.of());
        }
        List<Parameter> tuned =
                report.parameters().stream().filter(Parameter::tuned).toList();
        List<Column> columns = new ArrayList<>(List.of(
                Column.number("trial"),
                Column.text("phase"),
                Column.text("state"),
                Column.number(report.objective().metric()),
                Column.number(Numbers.plural(report.fidelityUnit())),
                Column.number("seeds"),
                Column.number("cost, " + report.budget().unit().symbol())));
        tuned.forEach(p -> columns.add(Column.number(p.name())));
        columns.add(Column.text("why"));
        List<List<Cell>> rows =
                report.trials().stream().map(t -> row(report, t, tuned)).toList();
        String caption =
                "All trials; " + report.objective().metric() + ", length and state are those of the first seed";
        return new Section(ID, "Trials", List.of(new Block.Table("all-trials", caption, columns, rows, true)));
    }

    private static List<Cell> row(Report report, TrialRow trial, List<Parameter> tuned) {
        RunRow run = trial.runs().isEmpty() ? null : trial.runs().getFirst();
        List<Cell> row = new ArrayList<>(List.of(
                Cell.of(trial.number()),
                Cell.of(trial.phase()),
                Cell.of(run == null ? "not started" : state(run.state())),
                Cell.of(run == null ? Double.NaN : run.objective()),
                Cell.of(run == null ? 0 : run.reached()),
                Cell.of(trial.runs().size()),
                new Cell(
                        Numbers.ledger(trial.cost(), report.budget()),
                        trial.cost().value())));
        for (Parameter parameter : tuned) {
            Value value = trial.config().get(parameter.name());
            row.add(value == null ? Cell.of(Numbers.UNKNOWN) : new Cell(value.text(), value.number()));
        }
        row.add(Cell.of(why(trial, run == null ? "" : run.why())));
        return row;
    }

    private static String why(TrialRow trial, String settled) {
        return settled.isEmpty() || settled.equals("done") || settled.equals(trial.why())
                ? trial.why()
                : trial.why() + "; then " + settled;
    }

    static String state(RunState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
