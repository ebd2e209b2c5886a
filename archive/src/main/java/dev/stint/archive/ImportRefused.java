package dev.stint.archive;

/** A file cannot be imported. The message is meant for the user. */
public final class ImportRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ImportRefused(String message) {
        super(message);
    }

    public ImportRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
