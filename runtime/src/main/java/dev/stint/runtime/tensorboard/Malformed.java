package dev.stint.runtime.tensorboard;

/** Bytes that are not what they should be. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String why) {
        super(why, null, false, false);
    }
}
