package dev.stint.cli;

/** Why a command was not carried out, in words for the user, with the exit code that goes with it. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;

    Refusal(int code, String message) {
        super(message);
        this.code = code;
    }

    /** Wrong usage. */
    static Refusal usage(String message) {
        return new Refusal(ExitCode.USAGE, message);
    }

    int code() {
        return code;
    }
}
