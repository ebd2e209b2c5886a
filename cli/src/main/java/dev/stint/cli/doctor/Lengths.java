package dev.stint.cli.doctor;

/**
 * How far the doctor trains, in units of fidelity.
 *
 * @param part where the split training is cut
 * @param whole how far the uncut one goes: twice the part, where a training is that long
 * @param full what a study trains in the end
 */
public record Lengths(long part, long whole, long full) {

    private static final long LEAST_TO_COMPARE = 2;

    /** The shortest length that the study will ask for, at least two units where that leaves room for its double. */
    static Lengths of(long min, long full) {
        return ofPart(Math.max(min, LEAST_TO_COMPARE), full);
    }

    /** With a part of this length, or shorter where its double would be longer than a training. */
    static Lengths ofPart(long wanted, long full) {
        long part = Math.max(1, Math.min(wanted, full / 2));
        return new Lengths(part, Math.min(2 * part, full), full);
    }

    /** Whether a training can be cut at all. */
    boolean divisible() {
        return whole > part;
    }
}
