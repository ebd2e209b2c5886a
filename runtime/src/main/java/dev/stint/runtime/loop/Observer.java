package dev.stint.runtime.loop;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import java.util.List;

/** Watches a study: told of every batch of entries after it is durable, on the loop's own thread. */
public interface Observer {

    void appended(List<Entry> entries, History history);

    /** Called when nothing has happened for a while, so that clocks on a screen move on. */
    default void idle(History history) {}
}
