package dev.stint.examples.digits;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One thing that Stint asks for: an assignment of a warm worker, or all that a process of its own is to do. */
sealed interface Job {

    /** Length of a training that nobody set a length for, in epochs; also {@code fidelity.max} of the study file. */
    int FULL = 50;

    Settings settings();

    long seed();

    /**
     * Train, from the checkpoint if there is one.
     *
     * @param from epochs that Stint has seen the results of
     * @param to epochs to have trained at the end, counted from 0
     * @param full epochs over which the learning rate runs its whole course
     * @param checkpoints folder to resume from and save to; null trains without
     */
    record Train(
            Settings settings,
            long seed,
            int from,
            int to,
            int full,
            @Nullable Path checkpoints) implements Job {}

    /** Raise the learning rate from {@code min} to {@code max} in geometric steps, one batch each. */
    record LrRange(Settings settings, long seed, double min, double max, int steps) implements Job {
        public LrRange {
            if (!(min > 0) || !(max > min) || steps < 2) {
                throw new Refusal("lr-range from " + min + " to " + max + " in " + steps
                        + " steps: should rise from a positive rate in 2 steps or more.");
            }
        }
    }

    /** Say how the checkpoint does on images that no training has seen. */
    record Evaluate(
            Settings settings,
            long seed,
            Split split,
            @Nullable Path checkpoints) implements Job {}

    /** The parts that stay closed until Stint asks for them. */
    enum Split {
        HOLDOUT,
        TEST
    }

    /** Reads an assignment: {@code {"do": "train", "config": {...}, "seed": 1, "from": 0, "to": 3, "full": 50}}. */
    static Job of(JsonObject assignment) {
        Fields fields = new Fields("", assignment);
        Settings settings = Settings.from(fields.object("config"));
        long seed = fields.seed("seed");
        String mode = fields.text("do", "nothing");
        return switch (mode) {
            case "train" -> train(fields, settings, seed);
            case "lr-range" ->
                new LrRange(
                        settings,
                        seed,
                        fields.number("min", 1e-6),
                        fields.number("max", 1),
                        fields.whole("steps", 100));
            case "evaluate" ->
                new Evaluate(settings, seed, split(fields.text("split", "test")), fields.path("checkpoint_dir"));
            default ->
                throw new Refusal(
                        "mode (" + mode + "): write train, lr-range or evaluate.", Refusal.CANNOT_DO_THIS_MODE);
        };
    }

    private static Train train(Fields fields, Settings settings, long seed) {
        int full = fields.whole("full", FULL);
        int from = fields.whole("from", 0);
        int to = fields.whole("to", full);
        if (full < 1 || from < 0 || to > full) {
            throw new Refusal("train from " + from + " to " + to + " of " + full
                    + " epochs: should stay between 0 and the full length.");
        }
        return new Train(settings, seed, from, to, full, fields.path("checkpoint_dir"));
    }

    private static Split split(String name) {
        return switch (name) {
            case "holdout" -> Split.HOLDOUT;
            case "test" -> Split.TEST;
            default -> throw new Refusal("split (" + name + "): write holdout or test.");
        };
    }
}
