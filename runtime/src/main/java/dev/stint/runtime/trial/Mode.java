package dev.stint.runtime.trial;

import dev.stint.engine.history.Task;
import java.util.Locale;

/** What a script is asked to do, as {@code STINT_MODE} writes it. */
public enum Mode {
    TRAIN,
    LR_RANGE,
    EVALUATE;

    public static Mode of(Task task) {
        return switch (task) {
            case Task.Full ignored -> TRAIN;
            case Task.Proxy ignored -> TRAIN;
            case Task.LrRange ignored -> LR_RANGE;
            case Task.Evaluate ignored -> EVALUATE;
        };
    }

    /** {@code train}, {@code lr-range} or {@code evaluate}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
