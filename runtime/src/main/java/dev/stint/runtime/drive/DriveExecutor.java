package dev.stint.runtime.drive;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.executor.Executor;
import dev.stint.runtime.json.Json;
import dev.stint.runtime.json.LineFeed;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose trainings a caller runs: orders go out as lines, and lines come in. Two threads of its own, one that listens and
 * one that tells the time.
 *
 * <p>When the caller's end closes, the study is paused, and what was open counts as interrupted: it is ordered again, from its last
 * recorded step, when the study goes on.
 */
public final class DriveExecutor implements Executor {

    private static final long METER_MILLIS = 1_500;

    private final StudySpec spec;
    private final DriveInbox inbox;
    private final Consumer<String> out;
    private final InstantSource clock;
    private final MessageReader reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<RunId, Order> open = new LinkedHashMap<>();
    private boolean deaf;
    private volatile boolean closed;

    /**
     * @param inbox where what the caller says is left
     * @param in the caller's lines, in UTF-8
     * @param out takes a line without its end, from any thread, one at a time
     */
    public DriveExecutor(StudySpec spec, DriveInbox inbox, InputStream in, Consumer<String> out, InstantSource clock) {
        this.spec = spec;
        this.inbox = inbox;
        this.out = out;
        this.clock = clock;
        this.reader = new MessageReader(spec.fidelity().unit());
        Thread.ofPlatform().name("stint-drive").daemon().start(() -> listen(in));
        Thread.ofPlatform().name("stint-drive-meter").daemon().start(this::meter);
    }

    @Override
    public void start(Assignment assignment) {
        locked(() -> {
            open.put(assignment.run(), new Order(assignment));
            inbox.accept(new Command.Started(
                    clock.millis(), assignment.attempt(), assignment.run(), 0, "", List.of(), 0, 0));
        });
    }

    @Override
    public void go(int attempt) {
        locked(() -> of(attempt).forEach(order -> {
            order.place();
            out.accept(order.text());
        }));
    }

    @Override
    public void stop(int attempt) {
        locked(() -> of(attempt).forEach(this::stop));
    }

    private void stop(Order order) {
        if (!order.placed()) {
            end(order, End.STOPPED, "");
        } else if (!order.stopped()) {
            order.stop();
            out.accept(order.stopText());
        }
    }

    @Override
    public void recover(List<Attempt> unfinished) {
        for (Attempt attempt : unfinished) {
            inbox.accept(new Command.Ended(clock.millis(), attempt.number(), End.INTERRUPTED, attempt.seconds(), ""));
        }
    }

    /** Waits for the caller to end what is open, for the grace period at most; what is open then counts as interrupted. */
    @Override
    public void close() {
        locked(() -> {
            List.copyOf(open.values()).forEach(this::stop);
            awaitAll();
            List.copyOf(open.values()).forEach(order -> end(order, End.INTERRUPTED, "the caller did not end it"));
            closed = true;
        });
    }

    private void awaitAll() {
        long left = (long) (spec.limits().graceSeconds() * 1e9);
        try {
            while (!open.isEmpty() && !deaf && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(InputStream in) {
        LineFeed lines = new LineFeed(this::hear);
        byte[] bytes = new byte[8192];
        try (in) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                lines.take(bytes, 0, count);
            }
            lines.end();
        } catch (IOException broken) {
            // as good as its end
        }
        locked(() -> {
            deaf = true;
            changed.signalAll();
            inbox.accept(new Command.Pause(clock.millis(), "the caller closed its end"));
        });
    }

    private void hear(String line) {
        if (!line.isBlank()) {
            locked(() -> obey(reader.read(line)));
        }
    }

    private void obey(Message message) {
        switch (message) {
            case Message.BestAsked ignored -> inbox.ask();
            case Message.Wrong(String why) -> complain(why);
            case Message.News(RunId run, List<Command.Line> lines) -> {
                Order order = placed(run);
                if (order != null) {
                    lines.forEach(said ->
                            inbox.accept(new Command.Report(clock.millis(), order.attempt(), order.seconds(), said)));
                }
            }
            case Message.Over(RunId run, End end, String detail) -> {
                Order order = placed(run);
                if (order != null) {
                    end(order, order.stopped() && end == End.DONE ? End.STOPPED : end, detail);
                }
            }
        }
    }

    private @Nullable Order placed(RunId run) {
        Order order = open.get(run);
        if (order != null && order.placed()) {
            return order;
        }
        List<String> names = open.values().stream()
                .filter(Order::placed)
                .map(o -> o.assignment().run().key())
                .toList();
        complain("trial " + run.trial() + ", replicate " + run.replicate() + " is not open; "
                + (names.isEmpty() ? "nothing is" : "open are, as trial/replicate: " + String.join(", ", names)));
        return null;
    }

    private void end(Order order, End end, String detail) {
        open.remove(order.assignment().run());
        changed.signalAll();
        inbox.accept(new Command.Ended(clock.millis(), order.attempt(), end, order.seconds(), detail));
    }

    private void complain(String why) {
        out.accept(Json.object().with("error", why).text());
    }

    private List<Order> of(int attempt) {
        return open.values().stream().filter(o -> o.attempt() == attempt).toList();
    }

    private void meter() {
        try {
            while (!closed) {
                Thread.sleep(METER_MILLIS);
                locked(() -> open.values().stream().filter(Order::placed).forEach(this::meter));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void meter(Order order) {
        inbox.accept(new Command.Meter(clock.millis(), order.attempt(), order.seconds()));
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
