package dev.stint.engine.history;

/** Where a run stands. */
public enum RunState {
    /** Planned, not started. */
    WAITING,
    /** An attempt is under way. */
    RUNNING,
    /** Reached the asked fidelity; its checkpoint is kept and it may go on. */
    PAUSED,
    /** Ended by Stint without a checkpoint, or its checkpoint was given up; may only restart. */
    STOPPED,
    /** Full length. */
    FINISHED,
    /** Final: the script failed. */
    FAILED,
    /** Final: the objective became NaN or infinite. */
    DIVERGED,
    /** Exit 0 below the asked fidelity: compared only there, never a finalist. */
    ENDED_EARLY;

    /** Whether further training of this run makes sense. */
    public boolean continuable() {
        return this == PAUSED || this == STOPPED;
    }
}
