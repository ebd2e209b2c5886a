package dev.stint.runtime.file;

/**
 * One key of the study file.
 *
 * @param shape what may stand behind it
 * @param presence whether it must be there
 * @param example what one would write behind it
 * @param fallback what holds without it, in words
 * @param meaning one or two sentences
 */
record Key(String name, Shape shape, Presence presence, String example, String fallback, String meaning) {

    /** Whether a file has the key. */
    enum Presence {
        REQUIRED,
        OPTIONAL
    }

    static Key required(String name, Shape shape, String example, String meaning) {
        return new Key(name, shape, Presence.REQUIRED, example, "", meaning);
    }

    static Key optional(String name, Shape shape, String example, String fallback, String meaning) {
        return new Key(name, shape, Presence.OPTIONAL, example, fallback, meaning);
    }

    boolean isRequired() {
        return presence == Presence.REQUIRED;
    }

    /** {@code name: example}. */
    String line() {
        return name + ": " + example;
    }
}
