package dev.stint.bench.lcbench;

import java.util.Arrays;
import java.util.Locale;

/** Which ranges an optimiser sees. */
public enum SpaceKind {
    /** Every range but that of the layers is wider at both ends, by seed: the best is not in a corner. */
    WIDENED,
    /** The ranges of the table. */
    TABULATED,
    /** That of the tables of real trainings. */
    REAL;

    /** @throws IllegalArgumentException for a space that there is not */
    static SpaceKind of(String key) {
        return Arrays.stream(values())
                .filter(k -> k.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--space " + key + " is no space; give widened, tabulated or real"));
    }

    /** As options and rows write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
