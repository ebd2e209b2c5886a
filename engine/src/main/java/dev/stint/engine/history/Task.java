package dev.stint.engine.history;

/** What an attempt is asked to do. */
public sealed interface Task {

    /** Train the configuration. */
    record Full() implements Task {}

    /** One sweep of geometric learning rates, {@code steps} batches. */
    record LrRange(double min, double max, int steps) implements Task {}

    /** Load the checkpoint and print the metrics of one split. */
    record Evaluate(Split split) implements Task {}

    Task FULL = new Full();
}
