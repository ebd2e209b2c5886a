package dev.stint.engine.report;

import dev.stint.engine.history.History;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.report.Report.FixingRow;
import java.util.ArrayList;
import java.util.List;

/** When the search left parameters at their defaults, and when it tuned them again. */
final class FixingSection {

    private final History history;

    FixingSection(History history) {
        this.history = history;
    }

    /** One for each change. */
    List<FixingRow> rows() {
        List<FixingRow> rows = new ArrayList<>();
        List<String> before = List.of();
        for (ParametersFixed asked : history.fixings()) {
            if (asked.changes(before)) {
                rows.add(new FixingRow(asked.trials(), asked.added(before), asked.released(before)));
            }
            before = asked.fixed();
        }
        return List.copyOf(rows);
    }
}
