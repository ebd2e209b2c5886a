package dev.stint.runtime.executor;

/** Work that was asked to leave: why, and until when it may. */
final class Departure {

    /** Who wants it gone. */
    enum Reason {
        STOP,
        TIME_LIMIT,
        MEMORY_LIMIT,
        SILENCE
    }

    private final Reason reason;
    private final long deadline;
    private boolean killed;

    Departure(Reason reason, double graceSeconds) {
        this.reason = reason;
        this.deadline = System.nanoTime() + (long) (graceSeconds * 1e9);
    }

    Reason reason() {
        return reason;
    }

    /** Whether the grace period is over. */
    boolean overdue() {
        return System.nanoTime() - deadline >= 0;
    }

    /** Kills once, when the grace period is over. */
    void killIfOverdue(Group group) {
        if (overdue() && !killed) {
            killed = true;
            group.kill();
        }
    }
}
