package dev.stint.engine.history;

import dev.stint.engine.history.StudyEvent.Outcome;
import org.jspecify.annotations.Nullable;

/** Whether a study goes on; {@code outcome} is null unless it is closed. */
public record Lifecycle(State state, @Nullable Outcome outcome, String why) {

    /** The three standings. */
    public enum State {
        OPEN,
        PAUSED,
        CLOSED
    }
}
