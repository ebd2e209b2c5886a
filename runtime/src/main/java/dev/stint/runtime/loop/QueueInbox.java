package dev.stint.runtime.loop;

import dev.stint.engine.study.Command;
import dev.stint.runtime.executor.Executor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An inbox that any thread may fill. */
public final class QueueInbox implements Inbox, Executor.Sink {

    private final LinkedBlockingQueue<Command> queue = new LinkedBlockingQueue<>();
    private final Duration patience;

    /** @param patience how long {@link #take} waits for the first command */
    public QueueInbox(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void accept(Command command) {
        queue.add(command);
    }

    @Override
    public List<Command> take() {
        List<Command> taken = new ArrayList<>();
        try {
            Command first = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                taken.add(first);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.drainTo(taken);
        return taken;
    }

    @Override
    public List<Command> drain() {
        List<Command> taken = new ArrayList<>();
        queue.drainTo(taken);
        return taken;
    }
}
