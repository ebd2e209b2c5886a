package dev.stint.engine.history;

/** One training of a configuration: a trial with one seed. Trial 0 is the learning-rate sweep; replicates count from 1. */
public record RunId(int trial, int replicate) {

    /** {@code 7/1}. */
    public String key() {
        return trial + "/" + replicate;
    }
}
