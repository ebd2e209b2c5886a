package dev.stint.runtime.caller;

import dev.stint.engine.study.Command;
import dev.stint.runtime.executor.Executor;
import dev.stint.runtime.loop.Inbox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the caller said, in order. What was said in one breath stays together, and an errand waits until all before it is durable. */
public final class CallerInbox implements Inbox, Executor.Sink {

    private sealed interface Letter {}

    private record Told(List<Command> commands) implements Letter {}

    private record Errand(Runnable action) implements Letter {}

    private final LinkedBlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private final List<Runnable> errands = new ArrayList<>();
    private final Duration patience;
    private final InstantSource clock;

    /** @param patience how long {@link #take} waits for the first letter */
    public CallerInbox(Duration patience, InstantSource clock) {
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public void accept(Command command) {
        letters.add(new Told(List.of(command)));
    }

    void accept(List<Command> breath) {
        letters.add(new Told(List.copyOf(breath)));
    }

    /** Has something done on the thread of the loop, once all that was said before is handled and durable. */
    public void afterwards(Runnable errand) {
        letters.add(new Errand(errand));
    }

    @Override
    public List<Command> take() {
        List<Command> taken = new ArrayList<>();
        Letter first = first();
        if (first instanceof Told told) {
            taken.addAll(told.commands());
        } else if (first instanceof Errand errand) {
            errand.action().run();
        }
        while (letters.peek() instanceof Told told) {
            letters.remove();
            taken.addAll(told.commands());
        }
        return taken;
    }

    private @Nullable Letter first() {
        try {
            return letters.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Told(List.of(new Command.Pause(clock.millis(), "interrupted")));
        }
    }

    /** Errands are kept for {@link #settle}. */
    @Override
    public synchronized List<Command> drain() {
        List<Command> taken = new ArrayList<>();
        for (Letter letter = letters.poll(); letter != null; letter = letters.poll()) {
            switch (letter) {
                case Told told -> taken.addAll(told.commands());
                case Errand errand -> errands.add(errand.action());
            }
        }
        return taken;
    }

    /** Does the errands that were left, once the loop has ended. */
    public synchronized void settle() {
        drain();
        errands.forEach(Runnable::run);
        errands.clear();
    }
}
