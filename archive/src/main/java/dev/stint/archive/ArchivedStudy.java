package dev.stint.archive;

import dev.stint.engine.spec.Objective.Goal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A finished study as the archive takes and gives it.
 *
 * @param identity what tells it from every other study, so that adding it twice keeps it once
 * @param origin {@code stint}, or where it was imported from
 * @param finishedAt milliseconds since 1970 UTC
 * @param unit of fidelity
 * @param full the full length in that unit
 * @param outcome {@code done}, {@code failed} or {@code imported}
 * @param verdict what it recommended; null where nothing was measured
 */
public record ArchivedStudy(
        String identity,
        String name,
        String origin,
        long finishedAt,
        SequencedMap<String, String> tags,
        String metric,
        Goal goal,
        String unit,
        long full,
        List<ArchivedParameter> parameters,
        String outcome,
        @Nullable Verdict verdict,
        List<ArchivedTrial> trials) {

    /**
     * What a study recommended.
     *
     * @param value of the objective
     * @param low of its 90 % interval; NaN where nobody can tell
     * @param high of its 90 % interval; NaN where nobody can tell
     * @param seeds behind the value
     * @param control the trial of the defaults; 0 where they were not judged
     */
    public record Verdict(int trial, double value, double low, double high, int seeds, int control) {}

    public ArchivedStudy {
        tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
        parameters = List.copyOf(parameters);
        trials = List.copyOf(trials);
    }

    /** The same study under other tags. */
    public ArchivedStudy withTags(SequencedMap<String, String> others) {
        return new ArchivedStudy(
                identity,
                name,
                origin,
                finishedAt,
                others,
                metric,
                goal,
                unit,
                full,
                parameters,
                outcome,
                verdict,
                trials);
    }
}
