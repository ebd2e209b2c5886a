package dev.stint.render;

import dev.stint.engine.insight.Diagnosis;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.GoalAgreement;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Finalist;
import dev.stint.render.Block.Cell;
import dev.stint.render.Block.Column;
import dev.stint.render.Block.Para;
import dev.stint.render.Block.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The finals: estimates with their seeds, and what the curves show. */
final class FinalistsSection {

    private static final String KEY =
            "Squares are means, bars are 90 % intervals, small dots are single seeds; no bar means that nobody can"
                    + " tell. The table below has the numbers.";

    private final Report report;

    FinalistsSection(Report report) {
        this.report = report;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        if (report.finalists().isEmpty()) {
            blocks.add(new Para(Tone.PLAIN, "No finals were run so far: cannot tell how far any value is off."));
            return new Section("finalists", "Finalists", blocks);
        }
        blocks.add(new Block.Chart("forest", "Estimates and single seeds", says(), KEY));
        blocks.add(table());
        if (report.goal() != null) {
            blocks.add(new Para(
                    Tone.PLAIN,
                    GoalAgreement.sentence(report.goal(), report.objective().metric())));
        }
        blocks.add(diagnoses());
        return new Section("finalists", "Finalists", blocks);
    }

    private String says() {
        String decided = report.decidedBy();
        boolean both = decided != null && !decided.equals(report.objective().metric());
        String searched = report.objective().metric();
        return both
                ? decided + " decides; " + searched + " chose who came here."
                : searched + " decides: there is no holdout.";
    }

    private Block table() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("trial"),
                Column.number(report.objective().metric()),
                Column.text("uncertainty"),
                Column.text("seeds")));
        boolean held = report.finalists().stream().anyMatch(f -> !f.holdout().isEmpty());
        if (held) {
            columns.add(Column.text(report.holdoutMetric() + " by seed"));
        }
        columns.add(Column.number("probability of best"));
        columns.add(Column.number("cost of a training"));
        columns.add(Column.text("configuration"));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < report.finalists().size(); i++) {
            rows.add(row(i, held));
        }
        return new Block.Table("finals", "Finalists and their seeds", columns, rows, false);
    }

    private List<Cell> row(int i, boolean held) {
        Finalist finalist = report.finalists().get(i);
        List<Cell> row = new ArrayList<>(List.of(
                Cell.of(name(finalist)),
                new Cell(
                        Numbers.mean(finalist.objective()), finalist.objective().mean()),
                Cell.of(Numbers.uncertainty(finalist.objective())),
                Cell.of(values(finalist.values()))));
        if (held) {
            row.add(Cell.of(values(finalist.holdout())));
        }
        row.add(Cell.of(probability(i)));
        row.add(Cell.of(finalist.cost() == null ? Numbers.UNKNOWN : Numbers.amount(finalist.cost())));
        row.add(Cell.of(finalist.config().text()));
        return row;
    }

    private String probability(int row) {
        return report.verdict() instanceof FinalsVerdict.Told told
                ? Numbers.percent(told.probabilityOfBest().get(row))
                : "cannot tell";
    }

    private static String values(List<Double> values) {
        return values.stream().map(Numbers::value).collect(Collectors.joining(", "));
    }

    private static String name(Finalist finalist) {
        return finalist.trial() + (finalist.winner() ? ", winner" : "") + (finalist.control() ? ", control" : "");
    }

    private Block diagnoses() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Finalist finalist : report.finalists()) {
            for (Diagnosis diagnosis : finalist.diagnoses()) {
                String kind = diagnosis.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
                rows.add(List.of(
                        Cell.of(name(finalist)), Cell.of(kind), Cell.of(diagnosis.seen()), Cell.of(diagnosis.next())));
            }
        }
        return new Block.Table(
                "diagnoses",
                "What the learning curves of the finalists show",
                List.of(
                        Column.text("trial"),
                        Column.text("diagnosis"),
                        Column.text("seen"),
                        Column.text("what to do next")),
                rows,
                false);
    }
}
