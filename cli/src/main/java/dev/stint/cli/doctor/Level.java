package dev.stint.cli.doctor;

import java.util.Locale;

/** How serious a finding is. */
public enum Level {
    OK,
    /** The study works, but worse than it could. */
    WARNING,
    /** The study would fail, or its result would be wrong. */
    PROBLEM,
    /** There was nothing to look at. */
    SKIPPED;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
