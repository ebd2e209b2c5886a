package dev.stint.runtime.journal;

import org.jspecify.annotations.Nullable;

/** A journal cannot be used. The message is meant for the user. */
public abstract sealed class JournalFailure extends RuntimeException
        permits JournalDamaged, JournalLocked, JournalMissing, JournalUnwritable {

    JournalFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
