package dev.stint.bench.lcbench;

import java.util.Arrays;
import java.util.Locale;

/** What an optimiser knows beforehand, and whether trainings are noisy. */
public enum Arm {
    /** The user's defaults and what the product ships. */
    COLD,
    /** Other instances with one of the product's own studies each. */
    OWN_HISTORY,
    /** Other instances with thirty full trainings each. */
    RICH_HISTORY,
    /** The rich history with the ranks of the configurations inverted within each study. */
    MISLEADING,
    /** The rich history, every second study of it inverted. */
    MIXED,
    /** Cold, with seed noise, and validation inside the budget. */
    NOISE;

    /** As options and rows write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether there are earlier studies. */
    boolean hasHistory() {
        return this != COLD && this != NOISE;
    }

    /** @throws IllegalArgumentException for an arm that there is not */
    static Arm of(String key) {
        return Arrays.stream(values())
                .filter(a -> a.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--arm " + key
                        + " is no arm; give cold, own-history, rich-history, misleading, mixed or noise"));
    }
}
