package dev.stint.render;

import dev.stint.engine.insight.BatchRule;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.Importance.Row;
import dev.stint.engine.insight.Importance.Share;
import dev.stint.engine.insight.Importance.Verdict;
import dev.stint.engine.report.Report;
import dev.stint.render.Block.Cell;
import dev.stint.render.Block.Column;
import dev.stint.render.Block.Para;
import dev.stint.render.Block.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Which parameters mattered, over the whole space and among what is good, as far as the trials can tell. */
final class ImportanceSection {

    private static final String KEY =
            "Dots are means, bars are 90 % intervals; left of the dashed line a parameter is not worth tuning.";

    private static final String MEANING =
            "A share is the part of the differences between configurations, by rank, that would vanish were this"
                + " parameter fixed, with its interactions, so that shares may sum to more than 100 %. \"Everywhere\""
                + " is the space of the study file, \"among the good\" what is left of it when every parameter keeps"
                + " to the values of the better quarter. \"Probably\" is said where the search chose the trials: the"
                + " whole space is then known less well.";

    private ImportanceSection() {}

    static Section of(Report report) {
        List<Block> blocks = new ArrayList<>();
        Importance importance = report.importance();
        if (importance != null) {
            blocks.add(new Block.Chart("importance", "Share of the differences", says(importance), KEY));
            blocks.add(table(importance));
            blocks.add(new Para(Tone.QUIET, MEANING));
        }
        if (!report.fixings().isEmpty()) {
            blocks.add(new Para(Tone.PLAIN, FixingText.of(report.fixings())));
        }
        BatchRule rule = report.batchRule();
        if (rule != null) {
            blocks.add(new Para(Tone.PLAIN, BatchRuleText.of(rule)));
        }
        return new Section("importance", "What mattered", blocks);
    }

    private static String says(Importance importance) {
        return sentence("Everywhere", importance, Row::everywhere) + " "
                + sentence("Among the good", importance, Row::good) + " "
                + "From " + Numbers.count(importance.trials(), "trial") + ".";
    }

    private static String sentence(String region, Importance importance, Function<Row, Share> share) {
        List<String> matter = named(importance, share, Verdict.MATTERS);
        List<String> probably = named(importance, share, Verdict.PROBABLY_MATTERS);
        List<String> little = named(importance, share, Verdict.MATTERS_LITTLE);
        int open = importance.rows().size() - matter.size() - probably.size() - little.size();
        List<String> parts = new ArrayList<>();
        if (!matter.isEmpty()) {
            parts.add(Numbers.listed(matter) + (matter.size() == 1 ? " matters" : " matter"));
        }
        if (!probably.isEmpty()) {
            parts.add(Numbers.listed(probably) + (probably.size() == 1 ? " probably matters" : " probably matter"));
        }
        if (!little.isEmpty()) {
            parts.add(Numbers.listed(little) + (little.size() == 1 ? " matters little" : " matter little"));
        }
        if (open > 0) {
            parts.add(
                    "cannot tell for " + (parts.isEmpty() ? "any parameter" : open == 1 ? "one more" : open + " more"));
        }
        return region + ": " + String.join("; ", parts) + ".";
    }

    private static List<String> named(Importance importance, Function<Row, Share> share, Verdict verdict) {
        return importance.rows().stream()
                .filter(row -> share.apply(row).verdict() == verdict)
                .map(Row::parameter)
                .toList();
    }

    private static Block table(Importance importance) {
        List<Column> columns = List.of(
                Column.text("parameter"),
                Column.number("everywhere"),
                Column.text("90 % interval"),
                Column.number("first"),
                Column.text("verdict"),
                Column.number("among the good"),
                Column.text("90 % interval there"),
                Column.number("first there"),
                Column.text("verdict there"));
        List<List<Cell>> rows =
                importance.rows().stream().map(ImportanceSection::row).toList();
        return new Block.Table("shares", "Shares, and the probability of being the first", columns, rows, false);
    }

    private static List<Cell> row(Row row) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(row.parameter())));
        cells.addAll(cells(row.everywhere()));
        cells.addAll(cells(row.good()));
        return cells;
    }

    private static List<Cell> cells(Share share) {
        return List.of(
                new Cell(Numbers.percent(share.mean()), share.mean()),
                Cell.of(Numbers.percent(share.low()) + " to " + Numbers.percent(share.high())),
                new Cell(Numbers.percent(share.first()), share.first()),
                Cell.of(words(share.verdict())));
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case MATTERS -> "matters";
            case PROBABLY_MATTERS -> "probably matters";
            case MATTERS_LITTLE -> "matters little";
            case CANNOT_TELL -> "cannot tell";
        };
    }
}
