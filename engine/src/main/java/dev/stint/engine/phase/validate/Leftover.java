package dev.stint.engine.phase.validate;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a rest that buys no full training: train the best paused runner-up as far as it goes, which shows whether early ranks
 * hold. It cannot win any more.
 */
final class Leftover {

    private final History history;
    private final Costs costs;
    private final Trains trains;

    Leftover(History history, Costs costs, Trains trains) {
        this.history = history;
        this.costs = costs;
        this.trains = trains;
    }

    /** The longest useful training that {@code rest} buys, or null. */
    Step.@Nullable Train step(Amount rest) {
        if (!rest.isPositive()) {
            return null;
        }
        for (Trial trial : new Field(history).standings()) {
            for (Run run : trial.runs()) {
                Step.Train train = lengthen(trial, run, rest);
                if (train != null) {
                    return train;
                }
            }
        }
        return partialSeed(rest);
    }

    private Step.@Nullable Train lengthen(Trial trial, Run run, Amount rest) {
        int replicate = run.id().replicate();
        if (!trains.idle(trial, replicate) || !run.state().continuable()) {
            return null;
        }
        long to = costs.affordable(trial.config(), trains.from(trial, replicate), rest);
        return to > run.curve().reached()
                ? trains.to(trial, replicate, to, "the rest of the budget: does an early rank hold?", List.of())
                : null;
    }

    private Step.@Nullable Train partialSeed(Amount rest) {
        Trial leader = new Finals(history).leader();
        if (leader == null) {
            return null;
        }
        long to = costs.affordable(leader.config(), 0, rest);
        boolean useful = to >= history.spec().fidelity().min();
        return useful
                ? trains.to(
                        leader,
                        leader.runs().size() + 1,
                        to,
                        "the rest of the budget: a further seed, as far as it goes",
                        List.of())
                : null;
    }
}
