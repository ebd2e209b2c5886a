package dev.stint.examples.digits;

import java.util.SplittableRandom;

/**
 * Random numbers by place, not by order of use: what an epoch draws follows from the seed and the epoch alone, so a
 * resumed training draws what an uninterrupted one would have drawn, with no generator state to carry.
 */
record Streams(long seed) {

    private static final int START = 0;

    /** For the first weights. */
    SplittableRandom start() {
        return at(START, 0);
    }

    /** For the order of the images of an epoch, counted from 1, and their shifts. */
    SplittableRandom images(int epoch) {
        return at(epoch, 1);
    }

    /** Seed of PyTorch's own generator in an epoch, counted from 1: dropout draws from it. */
    int engine(int epoch) {
        return at(epoch, 2).nextInt();
    }

    private SplittableRandom at(int epoch, int purpose) {
        return new SplittableRandom(
                new SplittableRandom(seed).nextLong() ^ (31L * epoch + purpose) * 0x9E3779B97F4A7C15L);
    }
}
