package dev.stint.render;

import dev.stint.engine.history.RunState;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.TrialRow;
import dev.stint.render.Block.Cell;
import dev.stint.render.Block.Column;
import dev.stint.render.Block.Para;
import dev.stint.render.Block.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the search saw: curves, the objective over each parameter, and whether short runs rank as long ones do. */
final class SearchSection {

    private static final String CURVES_KEY =
            "Thick lines are finalists. Point at a line to see its trial; drag to zoom, double-click to return.";
    private static final String SLICES_KEY = "The other parameters vary as well: a slope is a hint and no proof.";
    private static final String EARLY_KEY =
            "Dots are the share of pairs ordered alike at a rung and at the end, bars are 90 % intervals; 50 % is"
                + " chance. Over all configurations that were opened: those that were not trained on are drawn as the"
                + " others let expect, so that the choice of the good ones does not count.";
    private static final String PARALLEL_KEY = "Drag along an axis to keep a range; double-click the axis to clear it.";

    private final Report report;
    private final Readings readings;

    SearchSection(Report report) {
        this.report = report;
        this.readings = new Readings(report);
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        long runs = report.trials().stream()
                .flatMap(t -> t.runs().stream())
                .filter(r -> !r.steps().isEmpty())
                .count();
        if (runs > 0) {
            blocks.add(new Block.Chart("curves", "Learning curves", curves(runs), CURVES_KEY));
        }
        long measured = report.trials().stream()
                .filter(t -> Double.isFinite(readings.early(t)))
                .count();
        if (measured > 1) {
            blocks.add(new Block.Chart("slices", "Each parameter by itself", slices(measured), SLICES_KEY));
            blocks.add(new Block.Chart("parallel", "All parameters together", parallel(), PARALLEL_KEY));
        }
        if (!blocks.isEmpty()) {
            blocks.add(early());
            report.lowestRungs().forEach(row -> blocks.add(new Para(Tone.PLAIN, moved(row))));
        }
        if (!report.earlier().isEmpty()) {
            blocks.add(earlier());
        }
        return new Section("search", "Search", blocks);
    }

    private Block earlier() {
        boolean told = report.earlier().stream().anyMatch(e -> !e.agrees().isEmpty());
        List<List<Cell>> rows =
                report.earlier().stream().map(e -> cells(e, told)).toList();
        List<Column> columns = new ArrayList<>(
                List.of(Column.text("archived study"), Column.number("alike"), Column.number("trials")));
        if (told) {
            columns.add(Column.text("does it agree with this study"));
        }
        columns.add(Column.text("what is missing"));
        return new Block.Table("earlier", "Earlier studies that this one learnt from", columns, rows, false);
    }

    private static List<Cell> cells(Report.Earlier study, boolean told) {
        List<Cell> cells =
                new ArrayList<>(List.of(Cell.of(study.name()), Cell.of(study.similarity()), Cell.of(study.trials())));
        if (told) {
            cells.add(Cell.of(study.agrees()));
        }
        cells.add(Cell.of(study.note().isEmpty() ? "everything was taken over" : study.note()));
        return cells;
    }

    private String curves(long runs) {
        long diverged = count(RunState.DIVERGED);
        long failed = count(RunState.FAILED);
        return report.objective().metric() + " of " + Numbers.count(runs, "run") + " over "
                + Numbers.plural(report.fidelityUnit()) + "; " + diverged + " diverged and " + failed + " failed.";
    }

    private long count(RunState state) {
        return report.trials().stream()
                .flatMap(t -> t.runs().stream())
                .filter(r -> r.state() == state)
                .count();
    }

    private String slices(long measured) {
        long missing = report.trials().size() - measured;
        return report.objective().metric() + " after " + Numbers.count(readings.length(), report.fidelityUnit())
                + " of training, over each parameter: " + Numbers.count(measured, "trial")
                + (missing == 0 ? "" : "; " + missing + " more have no value there") + ".";
    }

    private String parallel() {
        return "One line for each trial, coloured by " + report.objective().metric() + " after "
                + Numbers.count(readings.length(), report.fidelityUnit()) + ".";
    }

    private Block early() {
        List<EarlyRanks> ranks = report.earlyRanks();
        if (ranks.isEmpty()) {
            return new Para(
                    Tone.PLAIN,
                    "Cannot tell whether short runs rank configurations as full ones do: nothing paused on its way.");
        }
        String said = ranks.stream()
                .map(r -> r.sentence(report.objective().metric(), report.fidelityUnit()))
                .collect(Collectors.joining(" "));
        return new Block.Chart("early", "Early ranks and the end", said, EARLY_KEY);
    }

    private static String moved(Report.RungRow row) {
        return "After " + Numbers.count(row.trials(), "configuration") + ": " + row.why();
    }

    /** The length at which trials compare, and their values there. */
    static final class Readings {

        private final Report report;
        private final long length;

        Readings(Report report) {
            this.report = report;
            Long explored = report.phases().stream()
                    .filter(p -> p.phase().equals("explore") && p.length() != null)
                    .map(Report.PhaseRow::length)
                    .findFirst()
                    .orElse(null);
            this.length = explored == null ? shortest(report) : explored;
        }

        private static long shortest(Report report) {
            return report.trials().stream()
                    .filter(t -> !t.runs().isEmpty() && t.runs().getFirst().reached() > 0)
                    .mapToLong(t -> t.runs().getFirst().reached())
                    .min()
                    .orElse(report.fullLength());
        }

        long length() {
            return length;
        }

        /** The objective of a trial's first seed at the common length; NaN for one that did not get there. */
        double early(TrialRow trial) {
            if (trial.runs().isEmpty() || trial.runs().getFirst().reached() < length) {
                return Double.NaN;
            }
            Report.RunRow run = trial.runs().getFirst();
            List<Double> values = run.metrics().getOrDefault(report.objective().metric(), List.of());
            double value = Double.NaN;
            for (int i = 0; i < values.size() && run.steps().get(i) <= length; i++) {
                double here = values.get(i);
                boolean counts = switch (report.objective().at()) {
                    case LAST -> !Double.isNaN(here);
                    case BEST -> report.objective().better(here, value);
                };
                value = counts ? here : value;
            }
            return value;
        }
    }
}
