package dev.stint.runtime.executor;

import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.trial.Job;
import java.nio.file.Path;

/**
 * One attempt to run.
 *
 * @param attempt its number, in the order of starts, from 1
 * @param seed for the training; the same for every trial of a replicate
 * @param from already trained, in units of fidelity
 * @param upTo train up to here, counted from 0
 * @param full the full length of this configuration's training
 * @param why it was planned, in words
 */
public record Assignment(
        int attempt, RunId run, Config config, Task task, int seed, long from, long upTo, long full, String why) {

    /** One that nobody needs a reason for. */
    public Assignment(int attempt, RunId run, Config config, Task task, int seed, long from, long upTo, long full) {
        this(attempt, run, config, task, seed, from, upTo, full, "");
    }

    /** As its script sees it, with the folder that it may keep checkpoints in. */
    public Job job(StudySpec spec, Path checkpoints) {
        boolean rescales = spec.fidelity().schedule() == Fidelity.Schedule.RESCALE;
        return new Job(attempt, run, config, task, seed, from, upTo, rescales ? upTo : full, checkpoints);
    }
}
