package dev.stint.runtime.file;

/**
 * One key of the study file.
 *
 * @param shape what may stand behind it
 * @param presence whether it must be there, or is not read yet
 * @param example what one would write behind it
 * @param fallback what holds without it, in words
 * @param meaning one or two sentences
 */
record Key(String name, Shape shape, Presence presence, String example, String fallback, String meaning) {

    /** Whether a file has the key. */
    enum Presence {
        REQUIRED,
        OPTIONAL,
        /** Known, and refused until it is built. */
        LATER
    }

    static Key required(String name, Shape shape, String example, String meaning) {
        return new Key(name, shape, Presence.REQUIRED, example, "", meaning);
    }

    static Key optional(String name, Shape shape, String example, String fallback, String meaning) {
        return new Key(name, shape, Presence.OPTIONAL, example, fallback, meaning);
    }

    static Key later(String name, Shape shape, String example, String meaning) {
        return new Key(name, shape, Presence.LATER, example, "", meaning);
    }

    boolean isRequired() {
        return presence == Presence.REQUIRED;
    }

    boolean isBuilt() {
        return presence != Presence.LATER;
    }

    /** {@code name: example}. */
    String line() {
        return name + ": " + example;
    }
}
