package dev.stint.engine.spec;

import org.jspecify.annotations.Nullable;

/**
 * Limits on one attempt.
 *
 * @param seconds elapsed time of an attempt at most; null for none
 * @param memoryBytes of its process group; null for none
 * @param retries after an infrastructure failure
 * @param graceSeconds between SIGTERM and SIGKILL
 * @param silenceSeconds for which a training may always write nothing, however steadily it wrote before
 * @param diskBytes of all checkpoints together; null for none
 */
public record Limits(
        @Nullable Double seconds,
        @Nullable Long memoryBytes,
        int retries,
        double graceSeconds,
        double silenceSeconds,
        @Nullable Long diskBytes) {

    private static final double SILENCE = 600;

    /** With the standard silence, and no limit on the disk. */
    public Limits(@Nullable Double seconds, @Nullable Long memoryBytes, int retries, double graceSeconds) {
        this(seconds, memoryBytes, retries, graceSeconds, SILENCE, null);
    }

    public static Limits standard() {
        return new Limits(null, null, 2, 10);
    }
}
