package dev.stint.examples.digits;

import java.io.Serial;

/** Says in one sentence why what was asked for cannot be done, for the person who asked. */
final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Exit code of a script that cannot do a mode: Stint then goes without. */
    static final int CANNOT_DO_THIS_MODE = 64;

    /** Exit code of a job that went wrong. */
    static final int FAILED = 1;

    private final int exitCode;

    Refusal(String message) {
        this(message, FAILED);
    }

    Refusal(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
