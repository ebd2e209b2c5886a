package dev.stint.runtime.executor;

import dev.stint.runtime.json.LineFeed;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a file that another process writes, line by line. */
final class Tail {

    private static final int CHUNK = 1024 * 1024;

    private final Path file;
    private final File sized; // its length costs a third of what Files.size takes, and is asked twenty times a second
    private final Deque<String> cut = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private LineFeed feed = new LineFeed(cut::add);
    private long start;
    private long position;
    private @Nullable Path copy;

    Tail(Path file, long position) {
        this.file = file;
        this.sized = file.toFile();
        this.start = position;
        this.position = position;
    }

    Path file() {
        return file;
    }

    /** Where the first line begins that is not told yet. */
    long position() {
        return start + feed.settled();
    }

    /** From here on, what is read is also appended to {@code target}; null for no more. */
    void copyTo(@Nullable Path target) {
        copy = target;
    }

    /** Reads what is new, a bounded amount. A file that shrank is read from its start. Tells whether there was anything. */
    boolean poll(Consumer<String> lines) {
        try {
            long size = sized.length();
            if (size < position) {
                size = Files.size(file); // tells a file that cannot be read from one that is empty
            }
            if (size < position) {
                start = 0;
                position = 0;
                feed = new LineFeed(cut::add);
            }
            return size > position && read(Math.min(size - position, CHUNK), lines);
        } catch (IOException unreadable) {
            return false; // as good as empty; the end of the attempt is told all the same
        }
    }

    /** Reads all there is; a line without an end waits for it. */
    void catchUp(Consumer<String> lines) {
        boolean more = true;
        while (more) {
            more = poll(lines);
        }
    }

    /** Reads all there will ever be: the last line counts even without an end. */
    void drain(Consumer<String> lines) {
        catchUp(lines);
        feed.end();
        tell(lines);
    }

    private boolean read(long most, Consumer<String> lines) throws IOException {
        long end = position + most;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (position < end && channel.read(buffer.clear(), position) > 0) {
                buffer.flip();
                position += buffer.remaining();
                keep(buffer.duplicate());
                feed.take(buffer.array(), 0, buffer.limit());
                tell(lines);
            }
        }
        return true;
    }

    private void keep(ByteBuffer bytes) {
        if (copy == null) {
            return;
        }
        try (FileChannel out = FileChannel.open(
                copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException full) {
            return; // what was read counts all the same, and is still where it was read
        }
    }

    private void tell(Consumer<String> lines) {
        for (String line = cut.poll(); line != null; line = cut.poll()) {
            lines.accept(line);
        }
    }
}
