package dev.stint.bench.faults;

/**
 * Something that must never happen, and did.
 *
 * @param what in words, with the numbers that are wrong
 */
record Violation(Sort sort, String what) {

    enum Sort {
        /** A metric that was acknowledged, or a line that was written, is not in the journal. */
        LOST,
        /** A step counted twice. */
        TWICE,
        /** The ledger does not balance, or more than the budget and the grace is spent. */
        LEDGER,
        /** A process is left. */
        LEFT,
        /** A stack trace, an undocumented exit code, a run that does not end, or damage that nobody named. */
        ENDING,
        /** Something outside the study's folder changed. */
        OUTSIDE
    }
}
