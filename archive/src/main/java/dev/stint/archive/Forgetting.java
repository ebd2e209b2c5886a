package dev.stint.archive;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which studies are to be forgotten: those that meet every condition; all of them where there is none.
 *
 * @param before finished before this time, in milliseconds since 1970 UTC; null for any time
 * @param tags that a study must have, in plain text
 */
public record Forgetting(@Nullable Long before, SequencedMap<String, String> tags) {

    public Forgetting {
        tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
    }

    boolean meets(Listed study, Veil veil) {
        return (before == null || study.finishedAt() < before)
                && tags.entrySet().stream()
                        .allMatch(wanted -> study.tags().entrySet().stream()
                                .anyMatch(tag -> veil.same(Veil.Kind.TAG, tag.getKey(), wanted.getKey())
                                        && veil.same(Veil.Kind.TAG, tag.getValue(), wanted.getValue())));
    }
}
