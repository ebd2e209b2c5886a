package dev.stint.archive.optuna;

import dev.stint.archive.ArchivedStudy;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a study as the lines of Optuna's journal storage. */
final class JournalWriting {

    private static final String WORKER = "stint-0";

    private final String date;
    private final List<String> lines = new ArrayList<>();

    private JournalWriting(ArchivedStudy study) {
        this.date = Dates.iso(study.finishedAt());
    }

    static void write(ArchivedStudy study, List<Exported.Row> rows, Path file) throws IOException {
        JournalWriting writing = new JournalWriting(study);
        writing.add(writing.operation(0)
                .with("study_name", study.name())
                .with("directions", List.of(study.goal() == Goal.MINIMIZE ? 1 : 2)));
        rows.forEach(writing::trial);
        Files.writeString(file, String.join("\n", writing.lines) + "\n");
    }

    private Json.Members operation(int code) {
        return Json.object().with("op_code", code).with("worker_id", WORKER);
    }

    private void add(Json.Members line) {
        lines.add(line.text());
    }

    private void trial(Exported.Row row) {
        add(operation(4).with("study_id", 0).with("datetime_start", date));
        row.params()
                .forEach((name, stored) -> add(operation(5)
                        .with("trial_id", row.number())
                        .with("param_name", name)
                        .with("param_value_internal", stored.value())
                        .with("distribution", stored.distribution())));
        row.steps()
                .forEach((step, value) -> add(operation(7)
                        .with("trial_id", row.number())
                        .with("step", step)
                        .with("intermediate_value", value)));
        Double value = row.value();
        add(operation(6)
                .with("trial_id", row.number())
                .with("state", row.state().code)
                .with("values", value == null ? null : List.of(value))
                .with("datetime_complete", date));
    }
}
