package dev.stint.archive;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The archive cannot be read or written where it lies, or is none: no permission, no space, a newer version's, another program's. */
public final class ArchiveUnusable extends ArchiveFailure {

    private static final long serialVersionUID = 1;

    ArchiveUnusable(Path file, String why, @Nullable Throwable cause) {
        super("The archive " + file + " cannot be used: " + why + ".", cause);
    }
}
