package dev.stint.engine.history;

import dev.stint.engine.budget.Amount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One process, or one assignment to a warm worker.
 *
 * @param reached the last step measured by this attempt; {@code from} before the first
 * @param firstStepSeconds from the start to the first step; NaN before it
 * @param lastStepSeconds from the start to the last step; NaN before the first
 * @param ownCost whether the trial reports its own cost
 * @param end null while it runs
 */
public record Attempt(
        int number,
        RunId run,
        Task task,
        String phase,
        long from,
        long upTo,
        long pid,
        String startTime,
        List<String> devices,
        int worker,
        long reportFrom,
        long startedAt,
        long reached,
        int lines,
        double firstStepSeconds,
        double lastStepSeconds,
        double seconds,
        Amount cost,
        boolean ownCost,
        @Nullable End end,
        String detail) {

    Attempt metered(double elapsed, Amount amount) {
        return new Attempt(
                number,
                run,
                task,
                phase,
                from,
                upTo,
                pid,
                startTime,
                devices,
                worker,
                reportFrom,
                startedAt,
                reached,
                lines,
                firstStepSeconds,
                lastStepSeconds,
                elapsed,
                amount,
                ownCost,
                end,
                detail);
    }

    Attempt reporting(Amount amount) {
        return new Attempt(
                number,
                run,
                task,
                phase,
                from,
                upTo,
                pid,
                startTime,
                devices,
                worker,
                reportFrom,
                startedAt,
                reached,
                lines,
                firstStepSeconds,
                lastStepSeconds,
                seconds,
                amount,
                true,
                end,
                detail);
    }

    /** One more line. A first step at or below where it should have begun shows where it really began. */
    Attempt line(long step, double elapsed) {
        double first = Double.isNaN(firstStepSeconds) ? elapsed : firstStepSeconds;
        long began = Math.min(from, Math.max(0, step - 1));
        long furthest = lines == 0 ? step : Math.max(reached, step);
        return new Attempt(
                number,
                run,
                task,
                phase,
                began,
                upTo,
                pid,
                startTime,
                devices,
                worker,
                reportFrom,
                startedAt,
                furthest,
                lines + 1,
                first,
                elapsed,
                seconds,
                cost,
                ownCost,
                end,
                detail);
    }

    Attempt ended(End how, double elapsed, Amount amount, String said) {
        return new Attempt(
                number,
                run,
                task,
                phase,
                from,
                upTo,
                pid,
                startTime,
                devices,
                worker,
                reportFrom,
                startedAt,
                reached,
                lines,
                firstStepSeconds,
                lastStepSeconds,
                elapsed,
                amount,
                ownCost,
                how,
                said);
    }

    /** Units of fidelity that it trained. */
    public long trained() {
        return reached - from;
    }

    public boolean running() {
        return end == null;
    }
}
