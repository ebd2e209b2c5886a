package dev.stint.runtime.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines, with bounded memory.
 *
 * <p>A line ends at a line feed or a carriage return, so that a progress bar does not swallow what follows it; empty lines are dropped. A line of more
 * than {@link #LONGEST} bytes is dropped and {@link #TOO_LONG} stands in its place. Bytes that are no UTF-8 become U+FFFD.
 */
public final class LineFeed {

    /** Bytes that a line may have, 1 MiB. */
    public static final int LONGEST = 1 << 20;

    /** What is told in place of a line that was too long. It is no JSON. */
    public static final String TOO_LONG = "(a line of more than 1 MiB was dropped)";

    private final Consumer<String> lines;
    private byte[] pending = new byte[1024];
    private int length;
    private boolean tooLong;
    private long consumed;
    private long settled;

    public LineFeed(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Takes further bytes; complete lines are told at once. */
    public void take(byte[] bytes, int offset, int count) {
        int start = offset;
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                keep(bytes, start, i - start);
                consumed += i - start + 1;
                tell();
                start = i + 1;
            }
        }
        keep(bytes, start, offset + count - start);
        consumed += offset + count - start;
    }

    /** Tells what came after the last line end, if anything: the stream is over. */
    public void end() {
        tell();
    }

    /** Bytes of all lines told or dropped so far, with their ends: where a later reader of the same file begins. */
    public long settled() {
        return settled;
    }

    private void keep(byte[] bytes, int start, int count) {
        if (tooLong || length + count > LONGEST) {
            tooLong = true;
            length = 0;
            return;
        }
        if (length + count > pending.length) {
            pending = Arrays.copyOf(pending, Math.min(LONGEST, Math.max(2 * pending.length, length + count)));
        }
        System.arraycopy(bytes, start, pending, length, count);
        length += count;
    }

    private void tell() {
        if (tooLong) {
            lines.accept(TOO_LONG);
        } else if (length > 0) {
            lines.accept(new String(pending, 0, length, StandardCharsets.UTF_8));
        }
        tooLong = false;
        length = 0;
        settled = consumed;
    }
}
