package dev.stint.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Finds out who runs a study, without disturbing. */
final class Runner {

    private static final String LOCK = "journal.lock";

    private Runner() {}

    /** Such as {@code process 1234 on host node7}; null when nobody does, or nobody can tell. */
    static @Nullable String of(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.isWritable(file)) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null ? Files.readString(file).strip() : null;
        } catch (IOException unknown) {
            return null;
        }
    }
}
