package dev.stint.cli;

import dev.stint.cli.text.Table;
import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Least;
import dev.stint.engine.phase.Plans;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;

/** What a budget buys, as a table. */
final class PlanTable {

    private final History history;
    private final StudySpec spec;
    private final String unit;

    private PlanTable(History history) {
        this.history = history;
        this.spec = history.spec();
        this.unit = spec.fidelity().unit();
    }

    /** Lines without line ends. */
    static List<String> of(History history) {
        return new PlanTable(history).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<PhaseOutline> rows = Plans.of(spec).outlines(history);
        lines.add("Plan of " + spec.name() + ": " + Words.budget(spec.budget(), unit) + ", " + name() + ", "
                + Words.count(history.slots(), "training") + " at a time");
        lines.add("");
        Table table = new Table("phase", ">budget", ">share", ">runs", "length", "method", "state");
        rows.forEach(row -> table.row(
                row.phase(), row.share() == 0 ? "" : Words.amount(row.amount(), unit), share(row), runs(row), length(row), row.method(), state(row)));
        table.lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        rows.stream().filter(r -> !r.note().isEmpty()).forEach(r -> lines.add("  " + r.phase() + ": " + r.note()));
        lines.addAll(least());
        return lines;
    }

    private String name() {
        return switch (spec.plan()) {
            case PlanSpec.Classic ignored -> "plan classic";
            case PlanSpec.Custom ignored -> "a plan of its own";
        };
    }

    private String share(PhaseOutline row) {
        return row.share() == 0 ? "" : Math.round(100 * row.share()) + " %";
    }

    private static String runs(PhaseOutline row) {
        Integer runs = row.runs();
        return runs == null ? (row.share() == 0 ? "" : "?") : runs + " ×";
    }

    private String length(PhaseOutline row) {
        Amount each = row.each();
        Long length = row.length();
        if (each == null && length == null) {
            return row.share() == 0 ? "" : "unknown until measured";
        }
        String steps = length == null ? "" : Words.count(length, unit);
        String cost = each == null ? "" : Words.amount(each, unit);
        return each == null || cost.equals(steps) ? steps : cost + (steps.isEmpty() ? "" : "  (" + steps + ")");
    }

    private String state(PhaseOutline row) {
        if (history.ended(row.phase())) {
            return "done, spent " + Words.amount(history.ledger().spent(row.phase()), unit);
        }
        return history.started(row.phase()) ? "running" : "";
    }

    private List<String> least() {
        Amount least = Least.budget(history);
        if (least == null) {
            return List.of(
                    "  What a training costs is unknown until measured: 'stint run' first trains the defaults for a moment,",
                    "  on the budget, and plans again. A first guess in the study file, such as cost: {full: 2 hours}, fills this table now.");
        }
        Amount full = Costs.of(history).full();
        return List.of("  One full training costs about " + Words.amount(full, unit) + "; the smallest budget that works is "
                + Preflight.roundedUp(least, unit) + ".");
    }
}
