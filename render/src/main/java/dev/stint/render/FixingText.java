package dev.stint.render;

import dev.stint.engine.insight.Importance;
import dev.stint.engine.report.Report.FixingRow;
import java.util.ArrayList;
import java.util.List;

/** What the search left at its default while it ran, in words. */
final class FixingText {

    private static final String WORTH = Numbers.percent(Importance.WORTH);
    private static final String LITTLE = Numbers.percent(Importance.LITTLE);

    private static final String MEANING = " A parameter is left at its default once its share is below " + WORTH
            + " among the good and below " + LITTLE + " everywhere, each with 95 %, and for as long as both are below "
            + LITTLE + "; each fifth new configuration is tuned in all parameters, so that this can turn.";

    private FixingText() {}

    static String of(List<FixingRow> rows) {
        List<String> parts = new ArrayList<>();
        for (FixingRow row : rows) {
            parts.add("after " + Numbers.count(row.trials(), "trial") + " " + change(row));
        }
        String all = String.join("; ", parts);
        return "In new configurations, the search changed what it tunes: " + all + "." + MEANING;
    }

    private static String change(FixingRow row) {
        List<String> parts = new ArrayList<>();
        if (!row.fixed().isEmpty()) {
            parts.add(Numbers.listed(row.fixed()) + " stayed at "
                    + (row.fixed().size() == 1 ? "its default" : "their defaults"));
        }
        if (!row.released().isEmpty()) {
            parts.add(
                    Numbers.listed(row.released()) + (row.released().size() == 1 ? " was" : " were") + " tuned again");
        }
        return String.join(" and ", parts);
    }
}
