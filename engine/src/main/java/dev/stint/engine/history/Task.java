package dev.stint.engine.history;

/** What an attempt is asked to do. */
public sealed interface Task {

    /** Train the configuration. */
    record Full() implements Task {
        @Override
        public boolean trains() {
            return true;
        }
    }

    /** Train a cheaper stand-in for it. */
    record Proxy(String name) implements Task {
        @Override
        public boolean trains() {
            return true;
        }
    }

    /** One sweep of geometric learning rates, {@code steps} batches. */
    record LrRange(double min, double max, int steps) implements Task {
        @Override
        public boolean trains() {
            return false;
        }
    }

    /** Load the checkpoint and print the metrics of one split. */
    record Evaluate(Split split) implements Task {
        @Override
        public boolean trains() {
            return false;
        }
    }

    Task FULL = new Full();

    /** Whether it trains step by step, the configuration itself or a stand-in. */
    boolean trains();
}
