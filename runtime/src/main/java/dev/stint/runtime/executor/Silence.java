package dev.stint.runtime.executor;

/**
 * Listens whether a training has fallen silent: it hangs when it writes nothing for three times as long as it ever paused between two
 * writings. Before it has written twice nobody can tell, so then only {@code limits.time} ends it; and after its last step it has longer,
 * since what follows (an evaluation, a large checkpoint) is not what came before.
 */
final class Silence {

    private static final double TIMES = 3;
    private static final double LONGER = 10;

    private final double least;
    private double last = Double.NaN;
    private double longest;
    private boolean twice;

    /** @param leastSeconds never called silent before */
    Silence(double leastSeconds) {
        this.least = leastSeconds;
    }

    /** Something was written, so many seconds after the start. */
    void heard(double seconds) {
        if (!Double.isNaN(last)) {
            longest = Math.max(longest, seconds - last);
            twice = true;
        }
        last = seconds;
    }

    /** Seconds for which nothing was written. */
    double since(double seconds) {
        return Double.isNaN(last) ? seconds : seconds - last;
    }

    boolean tooLong(double seconds, boolean lastStepReached) {
        double patience = Math.max(least, TIMES * longest) * (lastStepReached ? LONGER : 1);
        return twice && since(seconds) > patience;
    }
}
