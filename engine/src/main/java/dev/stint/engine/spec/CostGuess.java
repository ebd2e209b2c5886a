package dev.stint.engine.spec;

import dev.stint.engine.budget.Amount;
import org.jspecify.annotations.Nullable;

/** The user's first guess of what a full training and a start cost; measured anyway. Both in the budget's unit. */
public record CostGuess(@Nullable Amount full, @Nullable Amount startUp) {

    public static CostGuess none() {
        return new CostGuess(null, null);
    }
}
