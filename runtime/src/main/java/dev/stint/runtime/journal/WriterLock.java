package dev.stint.runtime.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a journal: an operating-system lock that ends with the process, on a file that names its holder.
 *
 * <p>Closing any channel on a file ends all locks that the process has on it, so a second attempt within the process must not even open the file: the
 * folders held are kept here. The file is never deleted, as another process may be about to lock it.
 */
final class WriterLock implements AutoCloseable {

    private static final String FILE = "journal.lock";
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final RandomAccessFile file;

    private WriterLock(Path folder, RandomAccessFile file) {
        this.folder = folder;
        this.file = file;
    }

    /** Takes the lock at once or not at all. {@code folder} exists and is a real path. */
    static WriterLock take(Path folder) {
        if (!HELD.add(folder)) {
            throw new JournalLocked(
                    folder, "this process (" + ProcessHandle.current().pid() + ")");
        }
        WriterLock lock = null;
        try {
            lock = lock(folder);
        } finally {
            if (lock == null) {
                HELD.remove(folder);
            }
        }
        return lock;
    }

    private static WriterLock lock(Path folder) {
        Path path = folder.resolve(FILE);
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(path.toFile(), "rw");
            FileLock held = file.getChannel().tryLock();
            if (held == null) {
                throw new JournalLocked(folder, holder(path));
            }
            sign(file);
            RandomAccessFile kept = file;
            file = null;
            return new WriterLock(folder, kept);
        } catch (IOException e) {
            throw new JournalUnwritable(path, reason(e), e);
        } finally {
            closeQuietly(file);
        }
    }

    private static void sign(RandomAccessFile file) throws IOException {
        String text = "process " + ProcessHandle.current().pid() + " on host " + host() + "\n";
        file.setLength(0);
        file.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String holder(Path path) throws IOException {
        String text = Files.readString(path).strip();
        return text.startsWith("process ") ? text : "another process";
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** What went wrong, in words. */
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException taken -> taken.getFile() + " is not a folder";
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void closeQuietly(@Nullable RandomAccessFile file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // The process keeps a handle on a file that it does not use: nothing to tell anybody.
        }
    }

    @Override
    public void close() {
        closeQuietly(file);
        HELD.remove(folder);
    }
}
