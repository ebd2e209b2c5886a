package dev.stint.archive;

import org.jspecify.annotations.Nullable;

/** The archive cannot be used. The message is meant for the user; a study goes on without it. */
public abstract sealed class ArchiveFailure extends RuntimeException permits ArchiveDamaged, ArchiveUnusable {

    private static final long serialVersionUID = 1;

    ArchiveFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
