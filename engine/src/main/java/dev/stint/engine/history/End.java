package dev.stint.engine.history;

/** How an attempt ended. */
public enum End {
    /** Exit 0 at the asked fidelity. */
    DONE,
    /** Exit 0 before it. */
    EARLY,
    /** Exit 64: the script has no such mode. */
    UNSUPPORTED,
    /** An exit code of the script's own: the configuration or the script is at fault. */
    USER,
    /** Killed for memory. */
    OOM,
    /** The objective became NaN or infinite. */
    DIVERGED,
    /** Ran past its limit of time. */
    TIMEOUT,
    /** Fell silent and had to be ended: a deadlock, a lost disk; not held against the configuration at first. */
    HUNG,
    /** Exit 75 or a signal: not held against the configuration. */
    INFRASTRUCTURE,
    /** Stint was gone while it ran. */
    INTERRUPTED,
    /** Stint asked it to stop. */
    STOPPED;

    /** As people call it: {@code out of memory}. */
    public String words() {
        return switch (this) {
            case DONE -> "done";
            case EARLY -> "ended early";
            case UNSUPPORTED -> "mode not supported";
            case USER -> "user error";
            case OOM -> "out of memory";
            case DIVERGED -> "diverged";
            case TIMEOUT -> "timeout";
            case HUNG -> "hung";
            case INFRASTRUCTURE -> "infrastructure";
            case INTERRUPTED -> "interrupted";
            case STOPPED -> "stopped";
        };
    }

    /** Whether a further attempt from the checkpoint may mend it. */
    public boolean retryable() {
        return this == INFRASTRUCTURE || this == HUNG;
    }

    /** Whether the configuration itself failed. */
    public boolean failure() {
        return this == USER || this == OOM || this == DIVERGED || this == TIMEOUT;
    }
}
