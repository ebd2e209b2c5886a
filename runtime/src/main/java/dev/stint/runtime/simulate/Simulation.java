package dev.stint.runtime.simulate;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Task;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Command.Line;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.executor.Executor;
import dev.stint.runtime.loop.Inbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;

/**
 * A simulated executor, its inbox and its clock in one: days pass in seconds, and the same study gives the same events. Time moves only
 * when the loop waits.
 */
public final class Simulation implements Executor, Inbox, InstantSource {

    private record Happening(double at, long order, Command command, int attempt) {}

    private final Training training;
    private final PriorityQueue<Happening> future =
            new PriorityQueue<>(Comparator.comparingDouble(Happening::at).thenComparingLong(Happening::order));
    private final Map<Integer, Assignment> ready = new LinkedHashMap<>();
    private final Map<Integer, Double> startedAt = new LinkedHashMap<>();
    private final List<Command> immediate = new ArrayList<>();
    private double seconds;
    private long order;

    public Simulation(Training training) {
        this.training = training;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return StrictMath.round(seconds * 1000);
    }

    @Override
    public void start(Assignment assignment) {
        ready.put(assignment.attempt(), assignment);
        immediate.add(new Command.Started(millis(), assignment.attempt(), assignment.run(), 0, "", List.of(), 0, 0));
    }

    @Override
    public void go(int attempt) {
        Assignment assignment = ready.get(attempt);
        if (assignment == null) {
            return;
        }
        startedAt.put(attempt, seconds);
        switch (assignment.task()) {
            case Task.Full ignored -> train(assignment);
            case Task.LrRange sweep -> sweep(assignment, sweep);
            case Task.Evaluate evaluate -> evaluate(assignment, evaluate);
        }
    }

    private void train(Assignment work) {
        double each = training.secondsPerUnit(work.config());
        double elapsed = training.startUpSeconds();
        for (long step = work.from() + 1; step <= work.upTo(); step++) {
            elapsed += each;
            tell(work, elapsed, new Line.Metrics(step, training.metrics(work.config(), work.seed(), step)));
            meter(work, elapsed);
        }
        tell(work, elapsed, new Line.Checkpoint(work.upTo()));
        end(work, elapsed, End.DONE);
    }

    private void sweep(Assignment work, Task.LrRange sweep) {
        double elapsed = training.startUpSeconds();
        for (int i = 0; i < sweep.steps(); i++) {
            double lr = sweep.min() * StrictMath.pow(sweep.max() / sweep.min(), i / (sweep.steps() - 1.0));
            Double loss = training.sweepLoss(work.config(), lr);
            if (loss == null) {
                end(work, elapsed, End.UNSUPPORTED);
                return;
            }
            elapsed += training.secondsPerUnit(work.config()) / 50;
            tell(work, elapsed, new Line.Lr(lr, loss));
        }
        end(work, elapsed, End.DONE);
    }

    private void evaluate(Assignment work, Task.Evaluate evaluate) {
        double elapsed = training.startUpSeconds() + training.secondsPerUnit(work.config()) / 10;
        SequencedMap<String, Double> values =
                training.evaluate(work.config(), work.seed(), work.full(), evaluate.split());
        if (!values.isEmpty()) {
            tell(work, elapsed, new Line.Values(values));
        }
        end(work, elapsed, values.isEmpty() ? End.UNSUPPORTED : End.DONE);
    }

    private void tell(Assignment work, double elapsed, Line line) {
        schedule(work, elapsed, new Command.Report(at(work, elapsed), work.attempt(), elapsed, line));
    }

    private void meter(Assignment work, double elapsed) {
        schedule(work, elapsed, new Command.Meter(at(work, elapsed), work.attempt(), elapsed));
    }

    private void end(Assignment work, double elapsed, End end) {
        schedule(work, elapsed, new Command.Ended(at(work, elapsed), work.attempt(), end, elapsed, ""));
    }

    private void schedule(Assignment work, double elapsed, Command command) {
        future.add(new Happening(started(work.attempt()) + elapsed, order++, command, work.attempt()));
    }

    private double started(int attempt) {
        Double at = startedAt.get(attempt);
        return at == null ? seconds : at;
    }

    private long at(Assignment work, double elapsed) {
        return StrictMath.round((started(work.attempt()) + elapsed) * 1000);
    }

    @Override
    public void stop(int attempt) {
        boolean running = future.removeIf(h -> h.attempt() == attempt);
        if (running) {
            double elapsed = seconds - started(attempt);
            immediate.add(new Command.Ended(millis(), attempt, End.STOPPED, elapsed, ""));
        }
    }

    @Override
    public void recover(List<Attempt> unfinished) {
        unfinished.forEach(a -> immediate.add(
                new Command.Ended(millis(), a.number(), End.INTERRUPTED, a.seconds(), "")));
    }

    @Override
    public List<Command> take() {
        if (!immediate.isEmpty()) {
            return drain();
        }
        Happening next = future.poll();
        if (next == null) {
            throw new IllegalStateException("the study waits, but nothing runs");
        }
        seconds = Math.max(seconds, next.at());
        return List.of(next.command());
    }

    @Override
    public List<Command> drain() {
        List<Command> taken = List.copyOf(immediate);
        immediate.clear();
        return taken;
    }

    @Override
    public void close() {
        List<Integer> running = future.stream().map(Happening::attempt).distinct().sorted().toList();
        running.forEach(this::stop);
    }
}
