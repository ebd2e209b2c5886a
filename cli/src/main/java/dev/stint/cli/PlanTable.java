package dev.stint.cli;

import dev.stint.cli.text.Table;
import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Least;
import dev.stint.engine.phase.Plans;
import dev.stint.engine.phase.explore.ExplorePhase;
import dev.stint.engine.phase.transfer.TransferPhase;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;

/** What a budget buys, as a table. */
final class PlanTable {

    private static final String UNKNOWN = "unknown until measured";

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
        List<PhaseOutline> rows = folded(Plans.of(spec).outlines(history));
        lines.add("Plan of " + spec.name() + ": " + Words.budget(spec.budget(), unit) + ", " + name() + ", "
                + Words.count(history.slots(), "training") + " at a time");
        lines.add("");
        Table table = new Table("phase", ">budget", ">share", ">runs", "length of each", "method", "");
        rows.forEach(row -> table.row(
                row.phase(),
                Words.amount(row.amount(), unit),
                share(row),
                runs(row),
                length(row),
                row.method(),
                state(row)));
        table.lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        rows.stream()
                .filter(r -> !r.note().isEmpty() && !r.note().equals(UNKNOWN))
                .forEach(r -> lines.add("  " + r.phase() + ": " + r.note()));
        lines.addAll(EarlierStudies.of(history));
        lines.addAll(least());
        return lines;
    }

    /** The defaults take one place of the exploration: one row for both. */
    private static List<PhaseOutline> folded(List<PhaseOutline> rows) {
        PhaseOutline transfer = rows.stream()
                .filter(r -> r.phase().equals(TransferPhase.NAME))
                .findFirst()
                .orElse(null);
        if (transfer == null || rows.stream().noneMatch(r -> r.phase().equals(ExplorePhase.NAME))) {
            return rows;
        }
        return rows.stream()
                .filter(r -> !r.equals(transfer))
                .map(r -> r.phase().equals(ExplorePhase.NAME) ? with(r, transfer) : r)
                .toList();
    }

    private static PhaseOutline with(PhaseOutline explore, PhaseOutline transfer) {
        boolean known = !explore.note().isEmpty() && !explore.note().equals(UNKNOWN);
        String note = (known ? explore.note() + "; " : "") + "the defaults are the first of them";
        return new PhaseOutline(
                explore.phase(),
                explore.method(),
                explore.share(),
                explore.amount().plus(transfer.amount()),
                explore.runs(),
                explore.length(),
                explore.each(),
                note);
    }

    private Amount spent(PhaseOutline row) {
        Amount own = history.ledger().spent(row.phase());
        return row.phase().equals(ExplorePhase.NAME) ? own.plus(history.ledger().spent(TransferPhase.NAME)) : own;
    }

    private String name() {
        return switch (spec.plan()) {
            case PlanSpec.Classic ignored -> "plan classic";
            case PlanSpec.Adaptive ignored -> "plan adaptive";
            case PlanSpec.Custom ignored -> "a plan of its own";
        };
    }

    private String share(PhaseOutline row) {
        long percent = Math.round(100 * row.amount().over(spec.budget()));
        return percent == 0 ? "" : percent + " %";
    }

    private static String runs(PhaseOutline row) {
        Integer runs = row.runs();
        return runs == null ? "?" : runs + " ×";
    }

    private String length(PhaseOutline row) {
        Amount each = row.each();
        Long length = row.length();
        if (each == null && length == null) {
            return UNKNOWN;
        }
        String steps = length == null ? "" : Words.count(length, unit);
        String cost = each == null ? "" : Words.amount(each, unit);
        return each == null || cost.equals(steps) ? steps : cost + (steps.isEmpty() ? "" : "  (" + steps + ")");
    }

    private String state(PhaseOutline row) {
        if (history.ended(row.phase())) {
            return "done, spent " + Words.amount(spent(row), unit);
        }
        return history.started(row.phase()) ? "running" : "";
    }

    private List<String> least() {
        Amount least = Least.budget(history);
        if (least == null) {
            return List.of(
                    "  What a training costs is unknown until measured: 'stint run' first trains the defaults for a"
                            + " moment,",
                    "  on the budget, and plans again. A first guess in the study file, such as cost: {full: 2 hours},"
                            + " fills this table now.");
        }
        Amount full = Costs.of(history).full();
        return List.of("  One full training costs about " + Words.amount(full, unit)
                + "; the smallest budget that works is " + Preflight.roundedUp(least, unit) + ".");
    }
}
