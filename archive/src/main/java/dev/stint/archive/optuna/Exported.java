package dev.stint.archive.optuna;

import dev.stint.archive.ArchivedParameter;
import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ArchivedTrial;
import dev.stint.archive.ArchivedTrial.Reading;
import dev.stint.archive.optuna.OptunaTrial.State;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The trials of an archived study as Optuna writes them. */
record Exported(ArchivedStudy study) {

    /** A parameter of a trial as stored. */
    record Stored(double value, String distribution) {}

    /** A trial as stored; {@code value} is null for one that failed, and the last one for one that was pruned, as Optuna does it. */
    record Row(
            int number,
            State state,
            @Nullable Double value,
            SequencedMap<String, Stored> params,
            TreeMap<Long, Double> steps) {}

    List<Row> rows() {
        boolean nulls = study.origin().equals("optuna");
        List<Row> rows = new ArrayList<>();
        for (ArchivedTrial trial : study.trials()) {
            rows.add(row(trial, rows.size(), nulls));
        }
        return rows;
    }

    private Row row(ArchivedTrial trial, int number, boolean nulls) {
        Reading last = trial.last();
        boolean complete = last != null && trial.state().equals("finished") && last.share() >= 1;
        State state = complete ? State.COMPLETE : last == null ? State.FAIL : State.PRUNED;
        TreeMap<Long, Double> steps = new TreeMap<>();
        if (trial.curve().size() > 1 || !complete) {
            trial.curve().forEach(r -> steps.put(Math.max(1, Math.round(r.share() * study.full())), r.value()));
        }
        return new Row(number, state, last == null ? null : (Double) last.value(), params(trial, nulls), steps);
    }

    private SequencedMap<String, Stored> params(ArchivedTrial trial, boolean nulls) {
        SequencedMap<String, Stored> params = new LinkedHashMap<>();
        for (ArchivedParameter parameter : study.parameters()) {
            Value value = trial.config().get(parameter.name());
            if (value != null) {
                params.put(
                        parameter.name(),
                        new Stored(
                                Distribution.stored(parameter.domain(), value),
                                Distribution.json(parameter.domain(), nulls)));
            }
        }
        return params;
    }
}
