package dev.stint.runtime.trial;

import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import java.nio.file.Path;

/**
 * One attempt as the script sees it.
 *
 * @param from already trained, in units of fidelity
 * @param until train up to here, counted from 0
 * @param full the length over which schedules are computed
 * @param checkpoints the folder that is private to this trial and seed
 */
public record Job(
        int attempt,
        RunId run,
        Config config,
        Task task,
        int seed,
        long from,
        long until,
        long full,
        Path checkpoints) {

    public Mode mode() {
        return Mode.of(task);
    }
}
