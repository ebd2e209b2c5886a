package dev.stint.engine.phase;

/** At how many opened configurations something is asked anew of the results: whenever their number has grown by a third. */
public final class Milestones {

    private Milestones() {}

    /** The largest of first, its four thirds rounded, and so on (22, 30, 40, 54, 72, 96 ...) that is not above; 0 below the first. */
    public static int reached(int first, int opened) {
        int reached = 0;
        for (int next = first; next <= opened; next = (4 * next + 2) / 3) {
            reached = next;
        }
        return reached;
    }
}
