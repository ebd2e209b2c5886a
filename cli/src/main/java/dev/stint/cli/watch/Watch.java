package dev.stint.cli.watch;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.runtime.loop.Observer;
import java.util.List;

/** Shows a study on the standard output while it runs. Told from one thread. */
public interface Watch extends Observer, AutoCloseable {

    /** Called once before anything runs, with the study as it stands. */
    default void begin(History history) {}

    /** Takes a message to show, from any thread; false where the standard error is the better place for it. */
    default boolean notice(String text) {
        return false;
    }

    /** Leaves the screen in order; nothing is shown after it. */
    @Override
    default void close() {}

    /** Shows nothing. */
    static Watch quiet() {
        return new Watch() {
            @Override
            public void appended(List<Entry> entries, History history) {}
        };
    }
}
