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

    /** An assignment that was accepted and has not ended; {@code startedAt} is NaN before it runs. */
    private record Live(Assignment work, double startedAt, long reached) {}

    private final Training training;
    private final PriorityQueue<Happening> future =
            new PriorityQueue<>(Comparator.comparingDouble(Happening::at).thenComparingLong(Happening::order));
    private final Map<Integer, Live> live = new LinkedHashMap<>();
    private final List<Command> immediate = new ArrayList<>();
    private double seconds;
    private long order;

    public Simulation(Training training) {
        this(training, Instant.EPOCH);
    }

    /** A simulation whose clock stands at {@code now}. */
    public Simulation(Training training, Instant now) {
        this.training = training;
        this.seconds = now.toEpochMilli() / 1000.0;
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
        String refusal = training.refusal();
        if (refusal != null) {
            immediate.add(new Command.NotStarted(millis(), assignment.run(), refusal));
            return;
        }
        live.put(assignment.attempt(), new Live(assignment, Double.NaN, assignment.from()));
        immediate.add(new Command.Started(millis(), assignment.attempt(), assignment.run(), 0, "", List.of(), 0, 0));
    }

    @Override
    public void go(int attempt) {
        Live ready = live.get(attempt);
        if (ready == null) {
            return;
        }
        Assignment work = ready.work();
        live.put(attempt, new Live(work, seconds, work.from()));
        switch (work.task()) {
            case Task.Full ignored -> train(work);
            case Task.Proxy ignored -> train(work);
            case Task.LrRange sweep -> sweep(work, sweep);
            case Task.Evaluate evaluate -> evaluate(work, evaluate);
        }
    }

    private void train(Assignment work) {
        Ending ending = training.ending(work);
        double each = training.secondsPerUnit(work.config());
        double elapsed = training.startUpSeconds();
        long last = ending == null ? work.upTo() : Math.min(ending.step(), work.upTo());
        for (long step = work.from() + 1; step <= last; step++) {
            elapsed += each;
            SequencedMap<String, Double> metrics = training.metrics(work, step);
            if (!metrics.isEmpty()) {
                tell(work, elapsed, new Line.Metrics(step, metrics));
            }
            if (training.checkpointEvery() > 0 && step % training.checkpointEvery() == 0) {
                tell(work, elapsed, new Line.Checkpoint(step));
            }
            meter(work, elapsed);
        }
        if (ending == null || ending.end() == End.EARLY || ending.end() == End.DONE) {
            checkpoint(work, elapsed, last);
        }
        end(work, elapsed, ending == null ? End.DONE : ending.end(), ending == null ? "" : ending.detail());
    }

    private void checkpoint(Assignment work, double elapsed, long step) {
        if (training.checkpointEvery() > 0 && step > work.from()) {
            tell(work, elapsed, new Line.Checkpoint(step));
        }
    }

    private void sweep(Assignment work, Task.LrRange sweep) {
        double elapsed = training.startUpSeconds();
        for (int i = 0; i < sweep.steps(); i++) {
            double lr = sweep.min() * StrictMath.pow(sweep.max() / sweep.min(), i / (sweep.steps() - 1.0));
            Double loss = training.sweepLoss(work.config(), lr);
            if (loss == null) {
                end(work, elapsed, End.UNSUPPORTED, "");
                return;
            }
            elapsed += training.secondsPerUnit(work.config()) / 50;
            tell(work, elapsed, new Line.Lr(lr, loss));
            meter(work, elapsed);
        }
        end(work, elapsed, End.DONE, "");
    }

    private void evaluate(Assignment work, Task.Evaluate evaluate) {
        double elapsed = training.startUpSeconds() + training.secondsPerUnit(work.config()) / 10;
        SequencedMap<String, Double> values =
                training.evaluate(work.config(), work.seed(), work.full(), evaluate.split());
        if (!values.isEmpty()) {
            tell(work, elapsed, new Line.Values(values));
        }
        end(work, elapsed, values.isEmpty() ? End.UNSUPPORTED : End.DONE, "");
    }

    private void tell(Assignment work, double elapsed, Line line) {
        schedule(work, elapsed, new Command.Report(at(elapsed), work.attempt(), elapsed, line));
    }

    private void meter(Assignment work, double elapsed) {
        schedule(work, elapsed, new Command.Meter(at(elapsed), work.attempt(), elapsed));
    }

    private void end(Assignment work, double elapsed, End end, String detail) {
        schedule(work, elapsed, new Command.Ended(at(elapsed), work.attempt(), end, elapsed, detail));
    }

    private void schedule(Assignment work, double elapsed, Command command) {
        future.add(new Happening(seconds + elapsed, order++, command, work.attempt()));
    }

    private long at(double elapsed) {
        return StrictMath.round((seconds + elapsed) * 1000);
    }

    @Override
    public void stop(int attempt) {
        Live stopped = live.remove(attempt);
        if (stopped == null) {
            return;
        }
        future.removeIf(h -> h.attempt() == attempt);
        double elapsed = Double.isNaN(stopped.startedAt()) ? 0 : seconds - stopped.startedAt();
        boolean saves = stopped.work().task().trains() && training.checkpointEvery() > 0;
        if (saves && stopped.reached() > stopped.work().from()) {
            immediate.add(new Command.Report(millis(), attempt, elapsed, new Line.Checkpoint(stopped.reached())));
        }
        immediate.add(new Command.Ended(millis(), attempt, End.STOPPED, elapsed, ""));
    }

    @Override
    public void recover(List<Attempt> unfinished) {
        unfinished.forEach(
                a -> immediate.add(new Command.Ended(millis(), a.number(), End.INTERRUPTED, a.seconds(), "")));
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
        follow(next);
        return List.of(next.command());
    }

    private void follow(Happening next) {
        Live running = live.get(next.attempt());
        if (next.command() instanceof Command.Ended) {
            live.remove(next.attempt());
        } else if (running != null
                && next.command() instanceof Command.Report report
                && report.line() instanceof Line.Metrics metrics) {
            live.put(next.attempt(), new Live(running.work(), running.startedAt(), metrics.step()));
        }
    }

    @Override
    public List<Command> drain() {
        List<Command> taken = List.copyOf(immediate);
        immediate.clear();
        return taken;
    }

    @Override
    public void close() {
        List.copyOf(live.keySet()).forEach(this::stop);
    }
}
