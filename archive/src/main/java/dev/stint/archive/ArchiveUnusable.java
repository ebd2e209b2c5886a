package dev.stint.archive;

import org.jspecify.annotations.Nullable;

/**
 * The archive cannot be read or written where it lies, or is none: no permission, no space, no answer from its server, a newer
 * version's, another program's.
 */
public final class ArchiveUnusable extends ArchiveFailure {

    private static final long serialVersionUID = 1;

    /**
     * An archive that cannot be used.
     *
     * @param where its file, or its address without a password
     */
    ArchiveUnusable(String where, String why, @Nullable Throwable cause) {
        super("The archive " + where + " cannot be used: " + why + ".", cause);
    }
}
