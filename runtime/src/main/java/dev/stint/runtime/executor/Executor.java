package dev.stint.runtime.executor;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.RunId;
import dev.stint.engine.study.Command;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs attempts. Everything that happens is told as a {@link Command} to the sink, from any thread; the loop puts them in order.
 *
 * <p>An accepted assignment leads to {@link Command.Started}, then (after {@link #go}) to reports and meters, and at last to exactly one
 * {@link Command.Ended}; or, if nothing can ever be started, to one {@link Command.NotStarted}; or, if the machine does not allow it now, to one
 * {@link Command.Pause}. A warm worker that had to be started first is told by
 * {@link Command.WorkerReady} before. At most {@code slots} assignments run at once: the loop sees to that.
 */
public interface Executor extends AutoCloseable {

    /** What the executor calls back with. */
    interface Sink extends Consumer<Command> {}

    /** Makes an attempt ready: the process exists, but waits. */
    void start(Assignment assignment);

    /** Lets a ready attempt run: its start is durable now. */
    void go(int attempt);

    /** Asks a running attempt to write its checkpoint and leave, and makes it leave after the grace period. */
    void stop(int attempt);

    /**
     * Deletes what is kept of a run's training; nothing happens when there is nothing. What cannot be deleted stays, and is logged. Only for a run
     * that no attempt is under way for; also after {@link #close}. This and the two below are as for an executor whose trainings keep their states
     * themselves.
     */
    default void drop(RunId run) {}

    /** Whether anything is kept of a run's training; true where that cannot be told. */
    default boolean keeps(RunId run) {
        return true;
    }

    /** How many bytes are kept of a run's training, links not followed; 0 where that is unknown. */
    default long size(RunId run) {
        return 0;
    }

    /**
     * Ends what earlier attempts left behind, takes in their unread lines, and tells one {@link Command.Ended} with
     * {@link dev.stint.engine.history.End#INTERRUPTED} for each. Lines that the journal already has may come again; the engine drops them.
     */
    void recover(List<Attempt> unfinished);

    /** Asks all running attempts to leave, waits for them (grace period at most), and releases everything. Their ends are told before it returns. */
    @Override
    void close();
}
