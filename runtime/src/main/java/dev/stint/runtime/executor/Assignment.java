package dev.stint.runtime.executor;

import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;

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
}
