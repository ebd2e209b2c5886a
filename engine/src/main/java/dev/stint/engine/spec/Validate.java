package dev.stint.engine.spec;

import org.jspecify.annotations.Nullable;

/**
 * How the finals are run.
 *
 * @param finalists null for auto (3 to 5)
 * @param seeds replicates of each finalist at most; null for auto
 */
public record Validate(
        Mode mode, @Nullable Integer finalists, @Nullable Integer seeds) {

    /** What the user agreed to. */
    public enum Mode {
        /** Winner and control at two seeds each at least. */
        FULL,
        /** One seed each, on request; the report says so. */
        SINGLE_SEED,
        /** Search only. */
        NONE
    }

    public static Validate auto() {
        return new Validate(Mode.FULL, null, null);
    }
}
