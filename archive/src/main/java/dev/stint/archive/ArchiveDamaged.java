package dev.stint.archive;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The archive does not hold what was written. {@link Archive#setAside} makes room for a new one. */
public final class ArchiveDamaged extends ArchiveFailure {

    private static final long serialVersionUID = 1;

    ArchiveDamaged(Path file, String found, @Nullable Throwable cause) {
        super("The archive " + file + " is damaged: " + found + ".", cause);
    }
}
