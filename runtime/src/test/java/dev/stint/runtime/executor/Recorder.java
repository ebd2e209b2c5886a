package dev.stint.runtime.executor;

import dev.stint.engine.study.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps what an executor tells, and waits for more. */
public final class Recorder implements Executor.Sink {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final List<Command> told = new ArrayList<>();
    private @Nullable Predicate<Command> unbearable;

    /** Fails with an error, once, on the first command that fits. */
    public synchronized void failOn(Predicate<Command> command) {
        unbearable = command;
    }

    @Override
    public synchronized void accept(Command command) {
        if (unbearable != null && unbearable.test(command)) {
            unbearable = null;
            throw new StackOverflowError("thrown by the test");
        }
        told.add(command);
        notifyAll();
    }

    public synchronized List<Command> told() {
        return List.copyOf(told);
    }

    /** All of one kind so far. */
    public <T extends Command> List<T> told(Class<T> kind) {
        return told().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The lines of an attempt so far. */
    public List<Command.Line> lines(int attempt) {
        return told(Command.Report.class).stream()
                .filter(report -> report.attempt() == attempt)
                .map(Command.Report::line)
                .toList();
    }

    public Command.Started started(int attempt) {
        return await(Command.Started.class, started -> started.attempt() == attempt);
    }

    /** The first line of an attempt. */
    public Command.Report reported(int attempt) {
        return await(Command.Report.class, report -> report.attempt() == attempt);
    }

    public Command.Ended ended(int attempt) {
        return await(Command.Ended.class, ended -> ended.attempt() == attempt);
    }

    /** The first of a kind that fits; waits for it. */
    public synchronized <T extends Command> T await(Class<T> kind, Predicate<T> fits) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            T found = find(kind, fits);
            while (found == null) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("no " + kind.getSimpleName() + " among " + told);
                }
                wait(left);
                found = find(kind, fits);
            }
            return found;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private <T extends Command> @Nullable T find(Class<T> kind, Predicate<T> fits) {
        return told.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fits)
                .findFirst()
                .orElse(null);
    }
}
