package dev.stint.engine.budget;

/**
 * The lengths that a training may have, in whole units such as epochs.
 *
 * @param unit the name of the step metric in the lines that the script prints
 * @param min the shortest length whose result means anything
 * @param max the full length
 */
public record Fidelity(String unit, long min, long max, Schedule schedule) {

    /** What a short run is. */
    public enum Schedule {
        /** A prefix of the full run: schedules are built over the full length, and the run can be continued. */
        TRUNCATE,
        /** A complete short run of its own: schedules shrink with it, and it is never continued. */
        RESCALE
    }

    public Fidelity {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException("fidelity needs 1 <= min <= max: min " + min + ", max " + max);
        }
    }
}
