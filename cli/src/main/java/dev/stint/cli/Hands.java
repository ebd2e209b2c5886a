package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.executor.Executor;
import dev.stint.runtime.loop.Inbox;
import java.util.function.Supplier;

/** Who trains in a session: this machine, or a caller. */
interface Hands {

    /**
     * The two ends of what trains: where its news arrive, where its work goes.
     *
     * @param after done once the loop has ended
     */
    record Link(Inbox inbox, Executor.Sink sink, Executor executor, Runnable after) {}

    /** How many trainings run at once. */
    int slots(StudySpec spec);

    /** Finishes the deletions of a study that is over. */
    default void tidy(Site site, History history) {}

    /** Begins to work. */
    Link begin(Site site, StudySpec spec, Supplier<History> current);
}
