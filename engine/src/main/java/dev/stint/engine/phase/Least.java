package dev.stint.engine.phase;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.history.History;
import dev.stint.engine.phase.validate.ValidatePhase;
import dev.stint.engine.space.Config;
import org.jspecify.annotations.Nullable;

/** The smallest budget that buys a useful study: the floor of the finals, and a search that is worth the name. */
public final class Least {

    /** Configurations that a search must open at the shortest useful length, the defaults among them. */
    private static final int CONFIGS = 5;

    private static final double MARGIN = 1.05;

    private Least() {}

    /** That budget, rounded up to the digits that are shown, so that what a message names is enough; null while no cost is known. */
    public static @Nullable Amount budget(History history) {
        Costs costs = Costs.of(history);
        if (!costs.known()) {
            return null;
        }
        Fidelity fidelity = history.spec().fidelity();
        Config defaults = history.spec().space().defaults();
        Amount open = costs.expected(defaults, 0, fidelity.min()).times(CONFIGS);
        Amount refine = costs.expected(defaults, 0, Math.min(fidelity.max(), 2 * fidelity.min()));
        return ValidatePhase.floor(history, costs)
                .plus(open)
                .plus(refine)
                .times(MARGIN)
                .roundedUp();
    }
}
