package dev.stint.engine.history;

import java.util.Locale;

/** Data that the search never sees. */
public enum Split {
    HOLDOUT,
    TEST;

    /** As the trial contract writes it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
