package dev.stint.runtime.executor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file that another process writes, line by line. A carriage return ends a line too, as progress bars write it; bytes that
 * are no UTF-8 are replaced. Of a line longer than {@value #LONGEST} bytes only the beginning is kept.
 */
final class Tail {

    static final int LONGEST = 256 * 1024;

    private static final int CHUNK = 1024 * 1024;

    private final Path file;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private long position;
    private @Nullable Path copy;

    Tail(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    Path file() {
        return file;
    }

    /** Where the first line begins that is not told yet. */
    long position() {
        return position - line.size();
    }

    /** From here on, what is read is also appended to {@code target}; null for no more. */
    void copyTo(@Nullable Path target) {
        copy = target;
    }

    /** Reads what is new, a bounded amount. A file that shrank is read from its start. Tells whether there was anything. */
    boolean poll(Consumer<String> lines) {
        try {
            long size = Files.size(file);
            if (size < position) {
                position = 0;
                line.reset();
            }
            return size > position && read(Math.min(size - position, CHUNK), lines);
        } catch (NoSuchFileException notYet) {
            return false;
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
        emit(lines);
    }

    private boolean read(long most, Consumer<String> lines) throws IOException {
        long end = position + most;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (position < end && channel.read(buffer.clear(), position) > 0) {
                buffer.flip();
                position += buffer.remaining();
                keep(buffer.duplicate());
                scan(lines);
            }
        }
        return true;
    }

    private void keep(ByteBuffer bytes) throws IOException {
        if (copy != null) {
            try (FileChannel out = FileChannel.open(
                    copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
        }
    }

    private void scan(Consumer<String> lines) {
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            if (next == '\n' || next == '\r') {
                emit(lines);
            } else if (line.size() < LONGEST) {
                line.write(next);
            }
        }
    }

    private void emit(Consumer<String> lines) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (!text.isEmpty()) {
            lines.accept(text);
        }
    }
}
