package dev.stint.runtime.drive;

import dev.stint.engine.study.Command;
import dev.stint.runtime.executor.Executor;
import dev.stint.runtime.loop.Inbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the caller said, in order. A question is answered when everything before it has been handled. */
public final class DriveInbox implements Inbox, Executor.Sink {

    private sealed interface Letter {}

    private record Told(Command command) implements Letter {}

    private record Asked() implements Letter {}

    private final LinkedBlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private final Duration patience;
    private final Runnable answer;

    /** @param answer called on the thread that takes, for every question */
    public DriveInbox(Duration patience, Runnable answer) {
        this.patience = patience;
        this.answer = answer;
    }

    @Override
    public void accept(Command command) {
        letters.add(new Told(command));
    }

    void ask() {
        letters.add(new Asked());
    }

    @Override
    public List<Command> take() {
        List<Command> taken = new ArrayList<>();
        try {
            Letter first = letters.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (first instanceof Told told) {
                taken.add(told.command());
            } else if (first != null) {
                answer.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        while (letters.peek() instanceof Told told) {
            letters.remove();
            taken.add(told.command());
        }
        return taken;
    }

    @Override
    public List<Command> drain() {
        List<Command> taken = new ArrayList<>();
        for (Letter letter = letters.poll(); letter != null; letter = letters.poll()) {
            if (letter instanceof Told told) {
                taken.add(told.command());
            }
        }
        return taken;
    }
}
