package dev.stint.runtime.trial;

import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.runtime.json.Json;

/** What Stint writes for a script: its configuration, and the assignments that a warm worker reads, each one line of JSON. */
public final class AssignmentLine {

    private AssignmentLine() {}

    /** The assignment without a line end. */
    public static String of(Job job) {
        Json.Members members = Json.object()
                .with("do", job.mode().key())
                .with("trial", job.run().trial())
                .with("replicate", job.run().replicate())
                .with("attempt", job.attempt())
                .with("config", job.config())
                .with("seed", job.seed())
                .with("from", job.from())
                .with("to", job.until())
                .with("full", job.full())
                .with("checkpoint_dir", job.checkpoints().toString());
        return withTask(members, job.task()).text();
    }

    /** Asks a worker to write its checkpoint and end the assignment. */
    public static String stop() {
        return Json.object().with("do", "stop").text();
    }

    /** The configuration alone: one object from names to values. */
    public static String config(Config config) {
        return Json.text(config);
    }

    private static Json.Members withTask(Json.Members members, Task task) {
        return switch (task) {
            case Task.Full ignored -> members;
            case Task.Proxy proxy -> members.with("proxy", proxy.name());
            case Task.LrRange range ->
                members.with("min", range.min()).with("max", range.max()).with("steps", range.steps());
            case Task.Evaluate evaluate ->
                members.with("split", evaluate.split().key());
        };
    }
}
