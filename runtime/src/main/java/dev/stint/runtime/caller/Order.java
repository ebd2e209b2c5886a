package dev.stint.runtime.caller;

import dev.stint.engine.history.End;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.runtime.executor.Assignment;
import org.jspecify.annotations.Nullable;

/** One order from its acceptance to its end: what was said of it so far, and whether the next thing said fits. Not for several threads. */
final class Order {

    private final Assignment assignment;
    private final StudySpec spec;
    private boolean placed;
    private boolean told;
    private @Nullable End stopping;
    private long startNanos;
    private long stopNanos;
    private long reached;
    private double lastRate;
    private double cost;

    Order(Assignment assignment, StudySpec spec) {
        this.assignment = assignment;
        this.spec = spec;
        this.reached = assignment.from();
    }

    Assignment assignment() {
        return assignment;
    }

    int attempt() {
        return assignment.attempt();
    }

    /** Whether the caller knows of it. */
    boolean placed() {
        return placed;
    }

    void place() {
        placed = true;
        startNanos = System.nanoTime();
    }

    boolean stopped() {
        return stopping != null;
    }

    /** @param as how it counts unless it is complete all the same */
    void stop(End as) {
        stopping = as;
        stopNanos = System.nanoTime();
    }

    /** Whether a limit stopped it so many seconds ago that nobody waits for the caller any longer. */
    boolean overdue(double graceSeconds) {
        return stopping == End.TIMEOUT && (System.nanoTime() - stopNanos) / 1e9 > graceSeconds;
    }

    /** Since the caller knows of it, by the clock; 0 before. */
    double clock() {
        return placed ? (System.nanoTime() - startNanos) / 1e9 : 0;
    }

    /** All that the caller says it has cost. */
    double cost() {
        return cost;
    }

    boolean trains() {
        return assignment.task().trains();
    }

    /** The last step said; where the order began before the first. */
    long reached() {
        return reached;
    }

    /** Whether a step was said. */
    boolean told() {
        return told;
    }

    /** What is wrong with something said, or null. */
    @Nullable
    Wrong fault(Said said) {
        Wrong line = said.line() == null ? null : fault(said.line());
        Double spent = said.cost();
        return line == null && spent != null && !(spent >= 0 && spent < Double.POSITIVE_INFINITY)
                ? new Wrong("cost", spent + " is no amount; expected a number from 0, in the unit of the budget")
                : line;
    }

    private @Nullable Wrong fault(Command.Line line) {
        return switch (assignment.task()) {
            case Task.Full ignored -> trained(line);
            case Task.Proxy ignored -> trained(line);
            case Task.LrRange ignored ->
                line instanceof Command.Line.Lr point
                        ? rate(point.lr())
                        : new Wrong("lr", "missing; this order sweeps the learning rate, and expects lr and loss");
            case Task.Evaluate(Split split) -> split(split, line);
        };
    }

    private @Nullable Wrong trained(Command.Line line) {
        return line instanceof Command.Line.Metrics step
                ? step(step.step())
                : new Wrong(unit(), "missing; this order trains, and a step of it has a number");
    }

    private String unit() {
        return spec.fidelity().unit();
    }

    private @Nullable Wrong step(long step) {
        if (step < 1) {
            return new Wrong(unit(), step + " is no step; expected a whole number from 1");
        }
        if (step > assignment.upTo()) {
            return new Wrong(unit(), step + " is beyond " + assignment.upTo() + ", where this order ends");
        }
        return told && step <= reached
                ? new Wrong(unit(), step + " was said before: this order stands at " + reached + ", and steps go up")
                : null;
    }

    private @Nullable Wrong rate(double lr) {
        return lr > lastRate && lr < Double.POSITIVE_INFINITY
                ? null
                : new Wrong("lr", lr + " does not rise above " + lastRate + ", the rate before it");
    }

    private @Nullable Wrong split(Split split, Command.Line line) {
        String metric = split == Split.HOLDOUT ? spec.holdout() : spec.test();
        if (!(line instanceof Command.Line.Values values)) {
            String given = line instanceof Command.Line.Metrics ? unit() : "lr";
            return new Wrong(given, "not expected; this order evaluates the " + split.key() + " and trains nothing");
        }
        return metric == null || values.metrics().containsKey(metric)
                ? null
                : new Wrong("metrics", metric + " is missing; this order evaluates the " + split.key());
    }

    /** Takes in what was found to fit. */
    void hear(Said said) {
        cost += said.cost() == null ? 0 : said.cost();
        if (said.line() instanceof Command.Line.Metrics step) {
            told = true;
            reached = step.step();
        } else if (said.line() instanceof Command.Line.Lr point) {
            lastRate = point.lr();
        }
    }

    /** How it ended, when the caller says {@code end}. */
    End end(End end) {
        boolean complete = !trains() || reached >= assignment.upTo();
        if (end != End.DONE) {
            return end;
        }
        return complete ? End.DONE : stopping == null ? End.EARLY : stopping;
    }
}
