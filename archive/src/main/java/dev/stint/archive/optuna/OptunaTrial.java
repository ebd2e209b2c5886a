package dev.stint.archive.optuna;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One trial of Optuna while it is read; numbers begin with 0. */
final class OptunaTrial {

    /** Optuna's states, with the codes of its journal. */
    enum State {
        RUNNING(0),
        COMPLETE(1),
        PRUNED(2),
        FAIL(3),
        WAITING(4);

        final int code;

        State(int code) {
            this.code = code;
        }

        static State of(long code) {
            return Arrays.stream(values())
                    .filter(state -> state.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no state " + code));
        }
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
