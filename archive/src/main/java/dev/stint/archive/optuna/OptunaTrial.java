package dev.stint.archive.optuna;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One trial of Optuna while it is read; numbers begin with 0. */
final class OptunaTrial {

    /** Optuna's states; their order is that of its codes. */
    enum State {
        RUNNING,
        COMPLETE,
        PRUNED,
        FAIL,
        WAITING
    }

    State state = State.RUNNING;

    @Nullable
    Double value;

    long startedAt;
    long endedAt;
    final SequencedMap<String, Value> params = new LinkedHashMap<>();
    final Map<String, Domain> domains = new LinkedHashMap<>();
    final TreeMap<Long, Double> steps = new TreeMap<>();

    boolean over() {
        return state != State.RUNNING && state != State.WAITING;
    }
}
