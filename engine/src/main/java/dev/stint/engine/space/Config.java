package dev.stint.engine.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of one trial, in the order of the space; an inactive parameter is absent, never null. */
public record Config(SequencedMap<String, Value> values) {

    public Config {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** The value of a parameter, or null where it is inactive or unknown. */
    public @Nullable Value get(String name) {
        return values.get(name);
    }

    /** A copy with one value replaced; the caller completes it through its space again. */
    public Map<String, Value> with(String name, Value value) {
        Map<String, Value> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return changed;
    }

    /** {@code lr=0.001 batch_size=64}. */
    public String text() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().text())
                .collect(Collectors.joining(" "));
    }
}
