package dev.stint.runtime.embed;

/** A trainer does only what it must. */
final class NotOffered extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotOffered() {
        super("not offered", null, false, false);
    }
}
