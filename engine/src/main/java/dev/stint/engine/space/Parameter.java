package dev.stint.engine.space;

import org.jspecify.annotations.Nullable;

/**
 * One hyperparameter.
 *
 * @param name as the command's placeholder writes it
 * @param fallback its default; part of the control
 * @param assumed whether the default was filled in by Stint and not given by the user
 * @param roleGuessed whether the role was read off the name
 * @param when null when always active
 */
public record Parameter(
        String name,
        Domain domain,
        Role role,
        boolean roleGuessed,
        Value fallback,
        boolean assumed,
        @Nullable Condition when,
        @Nullable Prior prior) {

    public Parameter {
        if (!domain.contains(fallback)) {
            throw new IllegalArgumentException(
                    "the default " + fallback.text() + " of " + name + " is outside " + domain.describe());
        }
        fallback = domain.canonical(fallback);
    }

    /** Whether it is active only under a value of another. */
    public boolean hangsOn(Parameter parent) {
        return when != null
                && when.clauses().stream().anyMatch(c -> c.parameter().equals(parent.name()));
    }

    /** Whether it is tuned at all. */
    public boolean tuned() {
        return !domain.fixed();
    }
}
