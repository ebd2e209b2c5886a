package dev.stint.examples.digits;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the training: for one job told by environment variables, or as a warm worker for many told by its input. */
final class Main {

    private static final int GRACE_SECONDS = 60;

    private Main() {}

    /** Takes no arguments. Exit code 0: done, or stopped after saving; 1: failed; 64: cannot do this mode. */
    public static void main(String[] arguments) throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch over = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitSaved(stop, over)));
        int code;
        try {
            code = start(new Surroundings(System.getenv()), stop);
        } finally {
            over.countDown();
        }
        System.exit(code);
    }

    private static int start(Surroundings surroundings, AtomicBoolean stop) throws InterruptedException {
        try {
            Lines lines = Lines.to(surroundings.report(), new FileOutputStream(FileDescriptor.out));
            if (surroundings.warm()) {
                serve(lines, stop);
            } else {
                Job job = Job.of(surroundings.assignment());
                new Trainer(lines).run(job, stop::get);
            }
            return 0;
        } catch (Refusal e) {
            System.err.println(e.getMessage());
            return e.exitCode();
        } catch (UncheckedIOException | EngineException e) {
            System.err.println(e.getMessage() + " " + e.getCause());
            return Refusal.FAILED;
        }
    }

    private static void serve(Lines lines, AtomicBoolean stop) throws InterruptedException {
        Trainer trainer = new Trainer(lines);
        Engine.getInstance();
        new Worker(trainer, lines, stop::get)
                .serve(System.in, () -> Runtime.getRuntime().halt(0));
    }

    /** On SIGTERM the running epoch is finished and saved before the process goes. */
    private static void awaitSaved(AtomicBoolean stop, CountDownLatch over) {
        stop.set(true);
        try {
            if (!over.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The epoch did not end within " + GRACE_SECONDS + " s; what it learnt is lost.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
