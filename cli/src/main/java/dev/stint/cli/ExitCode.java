package dev.stint.cli;

/** What the process tells its caller. */
final class ExitCode {

    static final int DONE = 0;

    /** The study failed: its ledger is kept, its last output shown. */
    static final int FAILED = 1;

    /** Wrong usage, a wrong study file, a locked study or an unwritable folder: nothing was started. */
    static final int USAGE = 2;

    /** The budget buys no useful study. */
    static final int TOO_SMALL = 3;

    /** Paused for any reason: the same command goes on. */
    static final int PAUSED = 130;

    private ExitCode() {}
}
