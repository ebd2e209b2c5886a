package dev.stint.runtime.executor;

import dev.stint.engine.history.End;
import dev.stint.engine.history.Task;
import org.jspecify.annotations.Nullable;

/** What an exit code means. Codes above 128 stand for signals, as the JDK tells them. */
final class Exit {

    private static final int UNSUPPORTED = 64;
    private static final int TRY_AGAIN = 75;
    private static final int SIGNAL = 128;
    private static final int LAST_SIGNAL = SIGNAL + 64;
    private static final int SIGKILL = 9;

    private Exit() {}

    /**
     * The class of an end.
     *
     * @param reached whether the asked fidelity was measured
     * @param departure why Stint asked it to leave; null if it did not
     */
    static End end(Task task, int code, boolean reached, Departure.@Nullable Reason departure) {
        if (departure != null) {
            return left(departure, code == 0 && reached && task.trains());
        }
        if (code == 0) {
            return reached || !task.trains() ? End.DONE : End.EARLY;
        }
        if (code > SIGNAL && code <= LAST_SIGNAL) {
            return code == SIGNAL + SIGKILL ? End.OOM : End.INFRASTRUCTURE;
        }
        return code == UNSUPPORTED ? End.UNSUPPORTED : code == TRY_AGAIN ? End.INFRASTRUCTURE : End.USER;
    }

    /** What was asked for is what counts, unless the work was complete all the same. */
    static End left(Departure.Reason reason, boolean complete) {
        return switch (reason) {
            case STOP -> complete ? End.DONE : End.STOPPED;
            case TIME_LIMIT -> complete ? End.DONE : End.TIMEOUT;
            case MEMORY_LIMIT -> complete ? End.DONE : End.OOM;
            case SILENCE -> complete ? End.DONE : End.HUNG;
        };
    }

    /** {@code exit code 3}, {@code ended by signal 11}. */
    static String words(int code) {
        if (code == SIGNAL + SIGKILL) {
            return "ended by signal 9, which Stint did not send: most likely out of memory";
        }
        return code > SIGNAL && code <= LAST_SIGNAL ? "ended by signal " + (code - SIGNAL) : "exit code " + code;
    }
}
