package dev.stint.engine.spec;

import org.jspecify.annotations.Nullable;

/**
 * One mistake in a study file.
 *
 * @param place the path of keys, such as {@code space.lr}
 * @param line counted from 1; 0 where there is no place in a file
 * @param remedy what to write instead; null where the message says it
 */
public record Problem(
        String place,
        int line,
        int column,
        String message,
        @Nullable String remedy) {

    /** {@code study.yaml:12:8  space.lr: message. remedy}. */
    public String text(String file) {
        String where = line > 0 ? file + ":" + line + ":" + column : file;
        String what = (place.isEmpty() ? "" : place + ": ") + message;
        return where + "  " + what + (remedy == null ? "" : "\n    " + remedy);
    }
}
