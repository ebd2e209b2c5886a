package dev.stint.runtime.loop;

import dev.stint.engine.study.Command;
import java.util.List;

/** Where commands wait for the one writer. */
public interface Inbox {

    /** What has arrived, in order: waits for the first for a while, and may come back empty-handed. */
    List<Command> take();

    /** What has arrived already, without waiting. */
    List<Command> drain();
}
