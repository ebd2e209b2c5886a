package dev.stint.runtime.caller;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.RunId;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.executor.Executor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose trainings a caller runs. Orders go out through a {@link Placer}; {@link #hear} takes what the caller says of them, from
 * any thread.
 *
 * <p>The caller keeps the states of its trainings: every step that was said is one to go on from. A caller that gives a cost once keeps the
 * books from then on; else steps or the clock tell what an order costs.
 */
public final class CallerExecutor implements Executor {

    private static final long METER_MILLIS = 1_500;

    private final StudySpec spec;
    private final CallerInbox inbox;
    private final Placer placer;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<RunId, Order> open = new LinkedHashMap<>();
    private final Thread meter;
    private boolean ownBooks;
    private boolean gone;

    /**
     * @param history of the study so far
     * @param inbox where what the caller says is left for the loop
     */
    public CallerExecutor(History history, CallerInbox inbox, Placer placer, InstantSource clock) {
        this.spec = history.spec();
        this.ownBooks = history.attempts().stream().anyMatch(Attempt::ownCost);
        this.inbox = inbox;
        this.placer = placer;
        this.clock = clock;
        this.meter = Thread.ofPlatform().name("stint-meter").daemon().start(this::meter);
    }

    @Override
    public void start(Assignment assignment) {
        locked(() -> {
            open.put(assignment.run(), new Order(assignment, spec));
            inbox.accept(new Command.Started(
                    clock.millis(), assignment.attempt(), assignment.run(), 0, "", List.of(), 0, 0));
        });
    }

    @Override
    public void go(int attempt) {
        locked(() -> of(attempt).forEach(order -> {
            order.place();
            placer.place(order.assignment());
        }));
    }

    @Override
    public void stop(int attempt) {
        locked(() -> of(attempt).forEach(order -> stop(order, End.STOPPED)));
    }

    private void stop(Order order, End as) {
        if (!order.placed()) {
            inbox.accept(ended(order, End.STOPPED, ""));
        } else if (!order.stopped()) {
            order.stop(as);
            placer.stop(order.assignment());
        }
    }

    /**
     * What the caller says of a run. Null if it was taken in; else what is wrong with it, and nothing has changed.
     */
    public @Nullable Wrong hear(RunId run, Said said) {
        return locked(() -> {
            Order order = open.get(run);
            Wrong wrong = order == null || !order.placed() ? notOpen(run) : order.fault(said);
            if (wrong == null && order != null) {
                inbox.accept(breath(order, said));
            }
            return wrong;
        });
    }

    private Wrong notOpen(RunId run) {
        List<RunId> placed = open.values().stream()
                .filter(Order::placed)
                .map(o -> o.assignment().run())
                .toList();
        String others = placed.isEmpty()
                ? "nothing is"
                : "open are, as trial/replicate: "
                        + String.join(", ", placed.stream().map(RunId::key).toList());
        boolean known = placed.stream().anyMatch(p -> p.trial() == run.trial());
        return known
                ? new Wrong("replicate", run.replicate() + " of trial " + run.trial() + " is not open; " + others)
                : new Wrong("trial", run.trial() + " is not open; " + others);
    }

    /** What follows from something said that fits; one batch. */
    private List<Command> breath(Order order, Said said) {
        order.hear(said);
        List<Command> breath = new ArrayList<>();
        if (said.cost() != null) {
            ownBooks = true;
            breath.add(report(order, new Command.Line.Cost(order.cost())));
        }
        if (said.line() != null) {
            breath.add(report(order, said.line()));
        }
        if (said.end() != null) {
            breath.addAll(ended(order, order.end(said.end()), said.detail()));
        } else if (said.cost() == null && order.trains()) {
            breath.add(new Command.Meter(clock.millis(), order.attempt(), seconds(order)));
        }
        mindTime(order);
        return breath;
    }

    private void mindTime(Order order) {
        Double most = spec.limits().seconds();
        if (most != null && seconds(order) > most && open.containsValue(order)) {
            stop(order, End.TIMEOUT);
        }
    }

    private Command report(Order order, Command.Line line) {
        return new Command.Report(clock.millis(), order.attempt(), seconds(order), line);
    }

    /** How long an order took: by its own cost where the caller keeps the books of time, so that the same answers give the same study. */
    private double seconds(Order order) {
        Unit unit = spec.budget().unit();
        if (!ownBooks) {
            return order.clock();
        }
        double devices = unit.kind() == Unit.Kind.GPU_TIME && spec.resources().gpusPerTrial() > 0
                ? spec.resources().gpusPerTrial()
                : 1;
        return unit.timed() ? order.cost() * unit.base() / devices : 0;
    }

    /** The end of an order, after the state that the caller has of it. */
    private List<Command> ended(Order order, End end, String detail) {
        open.remove(order.assignment().run());
        changed.signalAll();
        List<Command> last = new ArrayList<>();
        if (order.trains() && order.told() && spec.resumes()) {
            last.add(report(order, new Command.Line.Checkpoint(order.reached())));
        }
        String text = end == End.EARLY
                ? "ended at " + order.reached() + " of " + order.assignment().upTo()
                : detail;
        last.add(new Command.Ended(clock.millis(), order.attempt(), end, seconds(order), text));
        return last;
    }

    private List<Order> of(int attempt) {
        return open.values().stream().filter(o -> o.attempt() == attempt).toList();
    }

    /** The caller keeps its states: an attempt that was cut off goes on from its last recorded step. */
    @Override
    public void recover(List<Attempt> unfinished) {
        for (Attempt attempt : unfinished) {
            List<Command> last = new ArrayList<>();
            boolean ours = attempt.pid() == 0 && attempt.task().trains() && attempt.lines() > 0;
            if (ours && spec.resumes()) {
                last.add(new Command.Report(
                        clock.millis(),
                        attempt.number(),
                        attempt.seconds(),
                        new Command.Line.Checkpoint(attempt.reached())));
            }
            last.add(new Command.Ended(clock.millis(), attempt.number(), End.INTERRUPTED, attempt.seconds(), ""));
            inbox.accept(last);
        }
    }

    /** The caller says no more: the study is paused, and what is open is not waited for. */
    public void hangUp(String why) {
        locked(() -> {
            if (!gone) {
                gone = true;
                changed.signalAll();
                inbox.accept(new Command.Pause(clock.millis(), why));
            }
        });
    }

    /** Waits for the caller to end what is open, for the grace period at most; what is open then counts as interrupted. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        locked(() -> {
            if (!gone) {
                List.copyOf(open.values()).forEach(order -> stop(order, End.STOPPED));
                awaitAll();
            }
            List.copyOf(open.values())
                    .forEach(order -> inbox.accept(ended(order, End.INTERRUPTED, "the caller did not end it")));
        });
        meter.interrupt();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAll() {
        long left = (long) (spec.limits().graceSeconds() * 1e9);
        try {
            while (!open.isEmpty() && !gone && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    private void meter() {
        try {
            while (true) {
                Thread.sleep(METER_MILLIS); // time itself is what is metered: there is nothing else to wait for
                locked(() -> List.copyOf(open.values()).forEach(this::watch));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Meters by the clock, unless the caller keeps the books, and lets go what a limit has stopped in vain. */
    private void watch(Order order) {
        if (order.overdue(spec.limits().graceSeconds())) {
            String why = "ran longer than limits.time: " + spec.limits().seconds() + " seconds";
            inbox.accept(ended(order, order.end(End.DONE), why));
        } else if (order.placed() && !ownBooks) {
            inbox.accept(new Command.Meter(clock.millis(), order.attempt(), order.clock()));
            mindTime(order);
        }
    }

    private void locked(Runnable action) {
        locked(() -> {
            action.run();
            return true;
        });
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
