package dev.stint.engine.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which plan spends the budget. */
public sealed interface PlanSpec {

    /** 1 % LR finder, 10 % exploration, 25 % refinement, 64 % validation. */
    record Classic() implements PlanSpec {}

    /** Spends by value: what is known first, then a freeze-thaw search that opens or continues, then the finals. */
    record Adaptive() implements PlanSpec {}

    /** Phases that the user chose; shares in (0, 1] sum to one at most, null shares divide the rest. */
    record Custom(List<PhaseSpec> phases) implements PlanSpec {
        public Custom {
            phases = List.copyOf(phases);
        }
    }

    /**
     * One phase of a custom plan.
     *
     * @param method null for the phase's own default
     * @param eta the ratio between rungs, where the method has rungs
     */
    record PhaseSpec(
            String phase,
            @Nullable Method method,
            @Nullable Double share,
            @Nullable Integer eta) {}

    /** How a phase proposes. */
    enum Method {
        RANDOM,
        SOBOL,
        TPE,
        GP,
        HALVING,
        FREEZE_THAW,
        HYPERBAND,
        ASHA
    }
}
