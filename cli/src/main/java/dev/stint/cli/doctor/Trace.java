package dev.stint.cli.doctor;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** One metric over the steps of a training. */
record Trace(NavigableMap<Long, Double> values) {

    /** The steps that fit. */
    Trace where(LongPredicate fits) {
        NavigableMap<Long, Double> kept = new TreeMap<>();
        values.forEach((step, value) -> {
            if (fits.test(step)) {
                kept.put(step, value);
            }
        });
        return new Trace(kept);
    }

    /** The same values, so many steps later. */
    Trace shifted(long by) {
        NavigableMap<Long, Double> moved = new TreeMap<>();
        values.forEach((step, value) -> moved.put(step + by, value));
        return new Trace(moved);
    }

    @Nullable
    Double at(long step) {
        return values.get(step);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    double first() {
        return values.firstEntry().getValue();
    }

    double last() {
        return values.lastEntry().getValue();
    }

    /** Whether all values are one. */
    boolean constant() {
        return values.values().stream().distinct().count() == 1;
    }

    /** Whether both have a step in common. */
    boolean meets(Trace other) {
        return values.keySet().stream().anyMatch(other.values::containsKey);
    }

    /** The largest difference at a step that both have; 0 where they have none. */
    double gap(Trace other) {
        return differences(other).stream().mapToDouble(d -> d).max().orElse(0);
    }

    /** The root mean square of the differences at the steps that both have; 0 where they have none. */
    double spread(Trace other) {
        return Math.sqrt(
                differences(other).stream().mapToDouble(d -> d * d).average().orElse(0));
    }

    /** Whether they agree wherever both have a value, up to a part of the value. */
    boolean agrees(Trace other, double tolerance) {
        return values.entrySet().stream().allMatch(entry -> {
            Double value = other.values.get(entry.getKey());
            return value == null || near(entry.getValue(), value, tolerance);
        });
    }

    static boolean near(double a, double b, double tolerance) {
        return Double.compare(a, b) == 0 || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
    }

    private Collection<Double> differences(Trace other) {
        return where(other.values::containsKey).values.entrySet().stream()
                .map(entry -> {
                    double a = entry.getValue();
                    double b = other.values.getOrDefault(entry.getKey(), Double.NaN);
                    return Double.compare(a, b) == 0 ? 0 : Math.abs(a - b);
                })
                .filter(Double::isFinite)
                .toList();
    }
}
