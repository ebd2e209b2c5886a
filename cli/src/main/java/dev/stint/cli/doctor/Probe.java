package dev.stint.cli.doctor;

import dev.stint.engine.history.RunId;

/** One of the short runs that the doctor makes, all but one with the defaults. */
public enum Probe {
    /** Trains in one go. */
    WHOLE(1, 1),
    /** The same with another seed. */
    OTHER_SEED(1, 2),
    /** The first half alone, with the first seed. */
    FIRST_HALF(2, 1),
    /** Goes on from the checkpoint of the first half. */
    SECOND_HALF(2, 1),
    /** The first half once more, where it differed from the uncut training. */
    AGAIN(3, 1),
    /** The first half with another learning rate. */
    OTHER_RATE(5, 1),
    /** Judges the uncut training on the holdout. */
    HOLDOUT(1, 1),
    /** Judges the uncut training on the test. */
    TEST(1, 1),
    /** A few steps of a learning-rate sweep. */
    SWEEP(0, 1),
    /** A full training that is asked to leave as soon as it says something. */
    STOP(4, 1);

    private final int trial;
    private final int replicate;

    Probe(int trial, int replicate) {
        this.trial = trial;
        this.replicate = replicate;
    }

    RunId run() {
        return new RunId(trial, replicate);
    }
}
