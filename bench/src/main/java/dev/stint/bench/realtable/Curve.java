package dev.stint.bench.realtable;

import java.util.List;

/** What one training showed, epoch by epoch; one that diverged is short. */
public record Curve(List<Epoch> epochs) {

    /**
     * The state after an epoch.
     *
     * @param loss mean cross-entropy in nats on the validation examples
     * @param wrong how many of these are told wrongly
     * @param testWrong how many of the test examples are
     * @param millis how long the epoch took, the test examples left out
     */
    public record Epoch(double loss, int wrong, int testWrong, double millis) {}

    public Curve {
        epochs = List.copyOf(epochs);
    }

    /** Whether it was trained out. */
    public boolean whole() {
        return epochs.size() == Problem.EPOCHS;
    }

    /** Validation loss after an epoch, from 1; NaN from where it diverged. */
    public double loss(long epoch) {
        return epoch <= epochs.size() ? epochs.get((int) epoch - 1).loss() : Double.NaN;
    }

    /** How many of the test examples it tells wrongly at the end; a training that diverged knows nothing of them. */
    public int testWrong(int examples) {
        return whole() ? epochs.getLast().testWrong() : examples;
    }

    /** How long all of it took. */
    public double seconds() {
        return epochs.stream().mapToDouble(Epoch::millis).sum() / 1000;
    }
}
