package dev.stint.bench.lcbench;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;

/**
 * What holds for a whole run of the benchmark.
 *
 * @param sigma of the noise arm, in units of (best - median); 0 elsewhere
 * @param timed whether the clock is the cost, and not the epochs
 */
record Setting(Beforehand beforehand, SpaceKind space, double sigma, int workers, boolean timed) {

    Setting(Arm arm, SpaceKind space, double sigma, int workers, boolean timed) {
        this(Beforehand.of(arm), space, sigma, workers, timed);
    }

    Arm arm() {
        return beforehand.arm();
    }

    Noise noise() {
        return new Noise(sigma);
    }

    /** B full trainings: epochs, or the time that so many trainings take on average. */
    Amount budget(Instance instance, double trainings) {
        return timed
                ? new Amount(trainings * instance.trainingSeconds(), Unit.SECONDS)
                : new Amount(Math.floor(trainings * instance.epochs()), Unit.FIDELITY);
    }
}
