package dev.stint.examples.digits;

import ai.djl.engine.EngineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * A warm worker: one assignment a line comes in, its results go out, and the engine stays loaded in between.
 *
 * <p>Input is read on a thread of its own, so that {@code {"do": "stop"}} reaches an assignment while it runs.
 * Everything else happens on the thread that serves.
 */
final class Worker {
    private static final int LOOK_UP_MILLIS = 100;

    private final Trainer trainer;
    private final Lines lines;
    private final BooleanSupplier leave;
    private final BlockingQueue<Assignment> assignments = new LinkedBlockingQueue<>();

    private record Assignment(String line, AtomicBoolean stopped) {}

    /** A worker that ends what it does and goes as soon as {@code leave} is true. */
    Worker(Trainer trainer, Lines lines, BooleanSupplier leave) {
        this.trainer = trainer;
        this.lines = lines;
        this.leave = leave;
    }

    /** Serves until it is to leave; {@code ended} runs as soon as the input ends, whatever is going on. */
    void serve(InputStream input, Runnable ended) throws InterruptedException {
        Thread reader = new Thread(() -> read(input, ended), "assignments");
        reader.setDaemon(true);
        reader.start();
        lines.say("ready", true);
        while (!leave.getAsBoolean()) {
            Assignment next = assignments.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
            if (next != null) {
                work(next);
            }
        }
    }

    private void work(Assignment assignment) {
        try {
            Job job = Job.of(Fields.parse("assignment", assignment.line()));
            trainer.run(job, () -> leave.getAsBoolean() || assignment.stopped().get());
            lines.say("done", true);
        } catch (Refusal | UncheckedIOException | EngineException e) {
            lines.say("failed", String.valueOf(e.getMessage()));
        }
    }

    private void read(InputStream input, Runnable ended) {
        AtomicBoolean latest = new AtomicBoolean();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (isStop(line)) {
                    latest.set(true);
                } else if (!line.isBlank()) {
                    latest = new AtomicBoolean();
                    assignments.add(new Assignment(line, latest));
                }
            }
        } catch (IOException e) {
            System.err.println("Cannot read assignments: " + e.getMessage());
        }
        ended.run();
    }

    /** A line that cannot be read is no stop: it fails later, as the assignment that it was meant to be. */
    private static boolean isStop(String line) {
        try {
            return new Fields("", Fields.parse("assignment", line))
                    .text("do", "")
                    .equals("stop");
        } catch (Refusal e) {
            return false;
        }
    }
}
