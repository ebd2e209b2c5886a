package dev.stint.bench.lcbench;

import java.util.Locale;

/** Which ranges an optimiser sees. */
public enum SpaceKind {
    /** Every range but that of the layers is wider at both ends, by seed: the best is not in a corner. */
    WIDENED,
    /** The ranges of the table. */
    TABULATED;

    /** As options and rows write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
