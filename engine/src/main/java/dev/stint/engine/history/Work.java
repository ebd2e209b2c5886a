package dev.stint.engine.history;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.StudyEvent.TrialPlanned;

/**
 * A decision that is not settled yet.
 *
 * @param attempt the number of its latest attempt; 0 before the first
 * @param failures infrastructure failures so far
 * @param stopping why it was asked to end; empty if it was not
 */
public record Work(TrialPlanned planned, int attempt, int failures, String stopping) {

    public RunId run() {
        return planned.run();
    }

    public Task task() {
        return planned.task();
    }

    public long upTo() {
        return planned.upTo();
    }

    public Amount reserve() {
        return planned.reserve();
    }

    Work started(int number) {
        return new Work(planned, number, failures, stopping);
    }

    Work failed() {
        return new Work(planned, attempt, failures + 1, stopping);
    }

    Work stopping(String why) {
        return new Work(planned, attempt, failures, why);
    }
}
