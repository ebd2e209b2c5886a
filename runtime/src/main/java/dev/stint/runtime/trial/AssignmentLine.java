package dev.stint.runtime.trial;

import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What Stint writes for a script: its configuration, and the assignments that a warm worker reads, each one line of JSON. */
public final class AssignmentLine {

    private AssignmentLine() {}

    /** The assignment without a line end. */
    public static String of(Job job) {
        SequencedMap<String, Object> fields = new LinkedHashMap<>();
        fields.put("do", job.mode().key());
        fields.put("trial", job.run().trial());
        fields.put("replicate", job.run().replicate());
        fields.put("attempt", job.attempt());
        fields.put("config", plain(job.config()));
        fields.put("seed", job.seed());
        fields.put("from", job.from());
        fields.put("to", job.until());
        fields.put("full", job.full());
        fields.put("checkpoint_dir", job.checkpoints().toString());
        putTask(fields, job.task());
        return JsonLine.write(fields);
    }

    /** Asks a worker to write its checkpoint and end the assignment. */
    public static String stop() {
        return "{\"do\":\"stop\"}";
    }

    /** The configuration alone: one object from names to values. */
    public static String config(Config config) {
        return JsonLine.write(plain(config));
    }

    private static void putTask(SequencedMap<String, Object> fields, Task task) {
        switch (task) {
            case Task.Full ignored -> {}
            case Task.LrRange(double min, double max, int steps) -> {
                fields.put("min", min);
                fields.put("max", max);
                fields.put("steps", steps);
            }
            case Task.Evaluate(Split split) -> fields.put("split", split.key());
        }
    }

    private static SequencedMap<String, Object> plain(Config config) {
        SequencedMap<String, Object> plain = new LinkedHashMap<>();
        config.values().forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Real real -> real.value();
            case Value.Whole whole -> whole.value();
            case Value.Text text -> text.value();
            case Value.Flag flag -> flag.value();
        };
    }
}
