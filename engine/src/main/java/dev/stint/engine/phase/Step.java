package dev.stint.engine.phase;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import java.util.List;

/** What a phase wants done. */
public sealed interface Step {

    /**
     * Run a task on a trial.
     *
     * @param upTo train up to here, counted from 0 in units of fidelity
     * @param reserve what the work is promised
     * @param why in words; the journal keeps it and the report shows it
     * @param fitted parameters of the surrogate behind the choice; empty without one
     */
    record Train(
            TrialRef trial,
            int replicate,
            Task task,
            long upTo,
            Amount reserve,
            String phase,
            String why,
            List<Double> fitted)
            implements Step {

        /** The same with another promise. */
        public Train promised(Amount amount) {
            return new Train(trial, replicate, task, upTo, amount, phase, why, fitted);
        }
    }

    /** End running work. */
    record Stop(RunId run, String why) implements Step {}

    /** Open a split, once. */
    record Unseal(Split split) implements Step {}

    /**
     * Leave these parameters at their defaults in new configurations, and tune the others.
     *
     * @param fixed names in the order of the space
     * @param trials configurations that have been opened
     * @param why in words
     */
    record Fix(List<String> fixed, int trials, String why) implements Step {
        public Fix {
            fixed = List.copyOf(fixed);
        }
    }

    /**
     * Train new configurations this far before they are compared.
     *
     * @param length in units of fidelity, of a training as long as the longest
     * @param before what it was until now
     * @param audits so many of what looked bad are to be trained on all the same
     * @param trials configurations that have been opened
     * @param why in words
     */
    record StartAt(long length, long before, int audits, int trials, String why) implements Step {}

    /** Nothing to do until something that runs has ended. */
    record Wait() implements Step {}

    /** A phase of the plan begins. */
    record Begin(PhaseOutline outline) implements Step {}

    /** A phase, or the plan itself, is over. Legal when nothing of it runs. */
    record Done(String phase, String why) implements Step {}

    /** Which trial. */
    sealed interface TrialRef {

        record Existing(int trial) implements TrialRef {}

        record New(Config config) implements TrialRef {}
    }

    Step WAIT = new Wait();
}
