package dev.stint.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The archive's file does not hold what was written. {@link Archive#setAside} makes room for a new one. */
public final class ArchiveDamaged extends ArchiveFailure {

    private static final long serialVersionUID = 1;

    private final transient Path file;
    private final transient @Nullable Object key;

    /**
     * A damaged file.
     *
     * @param key which file of that name it was; null where nobody can tell
     */
    ArchiveDamaged(Path file, @Nullable Object key, String found, @Nullable Throwable cause) {
        super("The archive " + file + " is damaged: " + found + ".", cause);
        this.file = file;
        this.key = key;
    }

    Path file() {
        return file;
    }

    /** Whether the file that has the name now is still the one that was found damaged. */
    boolean stillThere() {
        return key == null ? Files.exists(file) : key.equals(SqliteDialect.key(file));
    }
}
