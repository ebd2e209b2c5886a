package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.study.Command;
import dev.stint.runtime.loop.Inbox;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** An inbox that also takes the requests which other processes leave in the study's folder. */
final class RequestInbox implements Inbox {

    private final Inbox inner;
    private final Path folder;
    private final Supplier<History> history;
    private final InstantSource clock;

    RequestInbox(Inbox inner, Path folder, Supplier<History> history, InstantSource clock) {
        this.inner = inner;
        this.folder = folder;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public List<Command> take() {
        List<Command> requests = requests();
        return requests.isEmpty() ? inner.take() : requests;
    }

    /** What runs has spoken; requests that nobody will act on any more stay where they are. */
    @Override
    public List<Command> drain() {
        return inner.drain();
    }

    private List<Command> requests() {
        List<Command> commands = new ArrayList<>();
        for (Path file : Requests.waiting(folder)) {
            Command command = Requests.take(file, history.get(), clock.millis());
            if (command != null) {
                commands.add(command);
            }
        }
        return commands;
    }
}
