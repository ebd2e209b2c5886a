package dev.stint.engine.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Holdout or test values that arrived early. They have no text, and only the journal's codec and an unsealed history may read them. */
public final class Sealed {

    private final SequencedMap<String, Double> values;

    public Sealed(SequencedMap<String, Double> values) {
        this.values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    public static Sealed none() {
        return new Sealed(new LinkedHashMap<>());
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether a metric is among them, whatever its value. */
    public boolean has(String metric) {
        return values.containsKey(metric);
    }

    /** The values themselves: for the journal, and for the history once the split is open. */
    public SequencedMap<String, Double> reveal() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "sealed";
    }
}
