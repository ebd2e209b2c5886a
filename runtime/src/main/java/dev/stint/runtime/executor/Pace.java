package dev.stint.runtime.executor;

/** The longest pause of any training that came to a good end, its start included: what one is judged by that has no pace of its own yet. */
final class Pace {

    private double longest = Double.NaN;

    void heard(double pause) {
        longest = Double.isNaN(longest) ? pause : Math.max(longest, pause);
    }

    /** In seconds; NaN before there was one. */
    double longest() {
        return longest;
    }
}
