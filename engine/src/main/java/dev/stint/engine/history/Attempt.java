package dev.stint.engine.history;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.StudyEvent.AttemptStarted;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One process, or one assignment to a warm worker.
 *
 * @param seconds that it has run, as last metered
 * @param ownCost whether the trial reports its own cost
 * @param end null while it runs
 */
public record Attempt(
        Start start,
        Progress progress,
        double seconds,
        Amount cost,
        boolean ownCost,
        @Nullable End end,
        String detail) {

    /** How it began, and what for. */
    public record Start(AttemptStarted event, TrialPlanned planned, long at) {}

    /**
     * What it has trained.
     *
     * @param from where it began
     * @param reached the last step measured by this attempt; {@code from} before the first
     * @param firstStepSeconds from the start to the first step; NaN before it
     * @param lastStepSeconds from the start to the last step; NaN before the first
     */
    public record Progress(long from, long reached, int lines, double firstStepSeconds, double lastStepSeconds) {

        /** One more line. A first step at or below where it should have begun shows where it really began. */
        private Progress line(long step, double elapsed) {
            double first = Double.isNaN(firstStepSeconds) ? elapsed : firstStepSeconds;
            long began = Math.min(from, Math.max(0, step - 1));
            long furthest = lines == 0 ? step : Math.max(reached, step);
            return new Progress(began, furthest, lines + 1, first, elapsed);
        }
    }

    /** One that starts at a time to train from a step on. */
    public static Attempt started(AttemptStarted event, TrialPlanned planned, long at, long from, Unit unit) {
        Progress none = new Progress(from, from, 0, Double.NaN, Double.NaN);
        return new Attempt(new Start(event, planned, at), none, 0, Amount.zero(unit), false, null, "");
    }

    public Attempt metered(double elapsed, Amount amount) {
        return new Attempt(start, progress, elapsed, amount, ownCost, end, detail);
    }

    Attempt reporting(Amount amount) {
        return new Attempt(start, progress, seconds, amount, true, end, detail);
    }

    Attempt line(long step, double elapsed) {
        return new Attempt(start, progress.line(step, elapsed), seconds, cost, ownCost, end, detail);
    }

    Attempt ended(End how, double elapsed, Amount amount, String said) {
        return new Attempt(start, progress, elapsed, amount, ownCost, how, said);
    }

    public int number() {
        return start.event().attempt();
    }

    public RunId run() {
        return start.event().run();
    }

    public Task task() {
        return start.planned().task();
    }

    public String phase() {
        return start.planned().phase();
    }

    public long upTo() {
        return start.planned().upTo();
    }

    public long pid() {
        return start.event().pid();
    }

    public String startTime() {
        return start.event().startTime();
    }

    public List<String> devices() {
        return start.event().devices();
    }

    /** The warm worker that it is an assignment to; 0 for a process of its own. */
    public int worker() {
        return start.event().worker();
    }

    public long reportFrom() {
        return start.event().reportFrom();
    }

    public long startedAt() {
        return start.at();
    }

    public long from() {
        return progress.from();
    }

    public long reached() {
        return progress.reached();
    }

    public int lines() {
        return progress.lines();
    }

    public double firstStepSeconds() {
        return progress.firstStepSeconds();
    }

    public double lastStepSeconds() {
        return progress.lastStepSeconds();
    }

    /** Units of fidelity that it trained. */
    public long trained() {
        return reached() - from();
    }

    public boolean running() {
        return end == null;
    }
}
