package dev.stint.engine.spec;

import org.jspecify.annotations.Nullable;

/**
 * Limits on one attempt.
 *
 * @param seconds elapsed time of an attempt at most; null for none
 * @param memoryBytes of its process group; null for none
 * @param retries after an infrastructure failure
 * @param graceSeconds between SIGTERM and SIGKILL
 */
public record Limits(@Nullable Double seconds, @Nullable Long memoryBytes, int retries, double graceSeconds) {

    public static Limits standard() {
        return new Limits(null, null, 2, 10);
    }
}
