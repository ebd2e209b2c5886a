package dev.stint.engine.history;

import dev.stint.engine.space.Config;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One configuration and everything that was trained of it.
 *
 * @param proxy the stand-in that was trained in place of the configuration itself; null for a trial proper
 * @param phase that opened it
 * @param why it was opened, in words
 * @param runs by replicate, the first at index 0
 */
public record Trial(int number, Config config, @Nullable String proxy, String phase, String why, List<Run> runs) {

    public Trial {
        runs = List.copyOf(runs);
    }

    /** The run of a replicate, or null. */
    public @Nullable Run run(int replicate) {
        return replicate <= runs.size() ? runs.get(replicate - 1) : null;
    }

    /** The run that the search trained, or null before it is planned. */
    public @Nullable Run first() {
        return run(1);
    }

    Trial with(Run run) {
        List<Run> next = new ArrayList<>(runs);
        if (run.id().replicate() == next.size() + 1) {
            next.add(run);
        } else {
            next.set(run.id().replicate() - 1, run);
        }
        return new Trial(number, config, proxy, phase, why, next);
    }
}
