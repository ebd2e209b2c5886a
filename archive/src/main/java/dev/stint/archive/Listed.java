package dev.stint.archive;

import dev.stint.engine.spec.Objective.Goal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A study in the archive's list.
 *
 * @param id by which it is shown and removed
 * @param tokens one for each parameter: its role, or else its name as a hash
 */
public record Listed(
        long id,
        String name,
        String origin,
        long finishedAt,
        String metric,
        Goal goal,
        SequencedMap<String, String> tags,
        List<String> tokens,
        String outcome,
        int trials) {

    public Listed {
        tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
        tokens = List.copyOf(tokens);
    }

    /** As reports name it. */
    public String title() {
        return name + " #" + id;
    }
}
