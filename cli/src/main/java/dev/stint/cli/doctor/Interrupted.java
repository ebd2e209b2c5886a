package dev.stint.cli.doctor;

/** The user wants no more of it. */
public final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interrupted() {
        super("interrupted");
    }
}
