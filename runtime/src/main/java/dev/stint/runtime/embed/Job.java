package dev.stint.runtime.embed;

import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.runtime.executor.Assignment;

/**
 * Something to train.
 *
 * @param replicate counts the seeds of a trial, from 1
 * @param from already trained, as it was left when {@link #key} was last told; 0 to begin
 * @param to train up to here, counted from 0
 * @param full the full length, over which schedules are computed
 * @param seed the same for every trial of a replicate, so that finals are paired
 * @param why in words
 */
public record Job(
        int trial, int replicate, Config config, Task task, long from, long to, long full, int seed, String why) {

    static Job of(Assignment order) {
        return new Job(
                order.run().trial(),
                order.run().replicate(),
                order.config(),
                order.task(),
                order.from(),
                order.upTo(),
                order.full(),
                order.seed(),
                order.why());
    }

    /** Under which the state of this training is kept: {@code 7/1}. */
    public String key() {
        return trial + "/" + replicate;
    }

    /** Whether a parameter is active. */
    public boolean has(String name) {
        return config.get(name) != null;
    }

    /** A parameter that is a number. */
    public double real(String name) {
        double number = value(name).number();
        if (Double.isNaN(number)) {
            throw new IllegalArgumentException(name + "=" + value(name).text() + " is no number");
        }
        return number;
    }

    /** A parameter that is a whole number. */
    public long whole(String name) {
        double number = real(name);
        if (number != StrictMath.rint(number)) {
            throw new IllegalArgumentException(name + "=" + value(name).text() + " is no whole number");
        }
        return (long) number;
    }

    /** A parameter as text; {@code true} or {@code false} for a flag. */
    public String text(String name) {
        return value(name).text();
    }

    private Value value(String name) {
        Value value = config.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no parameter " + name + " here; there are " + config.text());
        }
        return value;
    }
}
