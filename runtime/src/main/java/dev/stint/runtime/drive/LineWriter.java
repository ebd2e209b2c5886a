package dev.stint.runtime.drive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes lines to a caller, from any thread, without ever waiting for it: a caller that writes much before it reads would wait for us as
 * we wait for it.
 */
public final class LineWriter implements AutoCloseable {

    private static final int WAITING = 10_000;
    private static final String LAST = "";

    private final OutputStream out;
    private final CompletableFuture<Boolean> broken = new CompletableFuture<>();
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread thread;

    public LineWriter(OutputStream out) {
        this.out = out;
        this.thread = Thread.ofPlatform().name("stint-lines").daemon().start(this::write);
    }

    /** Has something done, from any thread, when it turns out that the caller reads no more. */
    public void whenBroken(Runnable action) {
        var _ = broken.thenRun(action);
    }

    /** A line without its end. */
    public void say(String line) {
        lines.add(line);
    }

    /** A line that a caller who has read nothing for long can do without. */
    void sayIfHeard(String line) {
        if (lines.size() < WAITING) {
            lines.add(line);
        }
    }

    private void write() {
        try {
            for (String line = lines.take(); !line.equals(LAST); line = lines.take()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                if (lines.isEmpty()) {
                    out.flush();
                }
            }
            out.flush();
        } catch (IOException gone) {
            broken.complete(true);
        } catch (InterruptedException nobodyDoesThis) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all is written, or the caller has not read for long. */
    @Override
    public void close() {
        close(Duration.ofSeconds(10));
    }

    private void close(Duration patience) {
        lines.add(LAST);
        try {
            thread.join(patience);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
