package dev.stint.engine.history;

import dev.stint.engine.budget.Amount;
import org.jspecify.annotations.Nullable;

/**
 * What a phase would buy: a row of the plan's table.
 *
 * @param method how it proposes or allocates, such as {@code random} or {@code halving}; empty where there is no choice
 * @param share of the budget that the plan gives it
 * @param amount planned
 * @param runs how many trainings; null while unknown
 * @param length of each in units of fidelity; null while unknown
 * @param each cost of one; null while unknown
 * @param note what is cut and why, or what is special; empty for nothing
 */
public record PhaseOutline(
        String phase,
        String method,
        double share,
        Amount amount,
        @Nullable Integer runs,
        @Nullable Long length,
        @Nullable Amount each,
        String note) {}
