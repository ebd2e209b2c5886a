package dev.stint.runtime.executor;

/**
 * Listens whether a training has fallen silent: it hangs when it writes nothing for three times as long as it ever paused between two
 * writings. Before it has written twice it is judged by the trainings that came to a good end, ten times their longest pause,
 * since configurations differ; before there is one, only {@code limits.time} ends it. After its last step it has longer as well,
 * since what follows (an evaluation, a large checkpoint) is not what came before.
 */
final class Silence {

    private static final double TIMES = 3;
    private static final double LONGER = 10;

    private final double least;
    private final Pace pace;
    private double last = Double.NaN;
    private double first;
    private double longest;
    private boolean twice;

    /** @param leastSeconds never called silent before */
    Silence(double leastSeconds, Pace pace) {
        this.least = leastSeconds;
        this.pace = pace;
    }

    /** Something was written, so many seconds after the start. */
    void heard(double seconds) {
        if (Double.isNaN(last)) {
            first = seconds;
        } else {
            longest = Math.max(longest, seconds - last);
            twice = true;
        }
        last = seconds;
    }

    /** It came to a good end, so that others may be judged by it. */
    void over(double seconds) {
        pace.heard(Math.max(Math.max(first, longest), since(seconds)));
    }

    /** Seconds for which nothing was written. */
    double since(double seconds) {
        return Double.isNaN(last) ? seconds : seconds - last;
    }

    /** Never where neither this training nor another has shown a pace. */
    boolean tooLong(double seconds, boolean lastStepReached) {
        double expected = twice ? TIMES * longest : LONGER * pace.longest();
        double patience = Math.max(least, expected) * (twice && lastStepReached ? LONGER : 1);
        return since(seconds) > patience;
    }
}
