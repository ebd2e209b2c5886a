package dev.stint.bench.lcbench;

import java.util.Arrays;
import java.util.Locale;

/** What an optimiser knows beforehand, and whether trainings are noisy. */
public enum Arm {
    /** The user's defaults and what the product ships. */
    COLD,
    /** Ten earlier studies of the product's own. */
    OWN_HISTORY,
    /** Ten other instances with thirty full trainings each. */
    RICH_HISTORY,
    /** Histories with their ranks inverted. */
    MISLEADING,
    /** Cold, with seed noise, and validation inside the budget. */
    NOISE;

    /** As options and rows write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it can be run yet. */
    boolean built() {
        return switch (this) {
            case COLD, NOISE -> true;
            case OWN_HISTORY, RICH_HISTORY, MISLEADING -> false;
        };
    }

    /** @throws IllegalArgumentException for an arm that there is not, or not yet */
    static Arm of(String key) {
        Arm arm = Arrays.stream(values())
                .filter(a -> a.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--arm " + key + " is no arm; give cold, own-history, rich-history, misleading or noise"));
        if (!arm.built()) {
            throw new IllegalArgumentException(
                    "--arm " + key + " is not built yet: it needs the portfolio; give cold or noise");
        }
        return arm;
    }
}
