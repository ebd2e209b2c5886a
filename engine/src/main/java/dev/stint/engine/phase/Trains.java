package dev.stint.engine.phase;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the steps that train, with their cost from where a run stands. */
public final class Trains {

    private final History history;
    private final Costs costs;
    private final String phase;

    public Trains(History history, Costs costs, String phase) {
        this.history = history;
        this.costs = costs;
        this.phase = phase;
    }

    /** What trainings cost. */
    public Costs costs() {
        return costs;
    }

    /** Opens a configuration and trains it up to a rung. */
    public Step.Train open(Config config, long rung, String why, List<Double> fitted) {
        long length = Lengths.of(spec(), config, rung);
        Amount reserve = costs.reserve(config, 0, length);
        return new Step.Train(new Step.TrialRef.New(config), 1, Task.FULL, length, reserve, phase, why, fitted);
    }

    /** Trains a replicate of a trial on, or from the start, up to a rung. */
    public Step.Train on(Trial trial, int replicate, long rung, String why, List<Double> fitted) {
        long length = Lengths.of(spec(), trial.config(), rung);
        return to(trial, replicate, length, why, fitted);
    }

    /** As {@link #on} with the length itself. */
    public Step.Train to(Trial trial, int replicate, long length, String why, List<Double> fitted) {
        Amount reserve = costs.reserve(trial.config(), from(trial, replicate), length);
        return new Step.Train(
                new Step.TrialRef.Existing(trial.number()), replicate, Task.FULL, length, reserve, phase, why, fitted);
    }

    /** Trains a configuration up to a rung, whether it is new or was begun; null where it stands there already, or cannot go on now. */
    public Step.@Nullable Train reaching(Config config, long rung, String why) {
        Trial trial = history.find(config);
        if (trial == null) {
            return open(config, rung, why, List.of());
        }
        Run run = trial.first();
        boolean wanting = run == null
                || (run.state().continuable()
                        && idle(trial, 1)
                        && run.curve().reached() < Lengths.of(spec(), config, rung));
        return wanting ? on(trial, 1, rung, why, List.of()) : null;
    }

    /** Where the training of a replicate would begin. */
    public long from(Trial trial, int replicate) {
        Run run = trial.run(replicate);
        return run == null || !spec().resumes() ? 0 : run.checkpoint();
    }

    /** Whether nothing is under way for a replicate. */
    public boolean idle(Trial trial, int replicate) {
        return !history.open().containsKey(new RunId(trial.number(), replicate));
    }

    private StudySpec spec() {
        return history.spec();
    }
}
