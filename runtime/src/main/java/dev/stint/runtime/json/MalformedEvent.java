package dev.stint.runtime.json;

import org.jspecify.annotations.Nullable;

/** A text that is no event of a version known here. The message names the field and what was expected. */
public final class MalformedEvent extends RuntimeException {

    MalformedEvent(String message) {
        super(message);
    }

    MalformedEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
