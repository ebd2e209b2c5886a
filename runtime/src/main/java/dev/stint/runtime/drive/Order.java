package dev.stint.runtime.drive;

import dev.stint.engine.history.Task;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.json.Json;

/** Work that the caller was, or is about to be, asked for. */
final class Order {

    private final Assignment assignment;
    private boolean placed;
    private boolean stopped;
    private long startNanos;

    Order(Assignment assignment) {
        this.assignment = assignment;
    }

    Assignment assignment() {
        return assignment;
    }

    int attempt() {
        return assignment.attempt();
    }

    /** Whether the caller knows of it. */
    boolean placed() {
        return placed;
    }

    boolean stopped() {
        return stopped;
    }

    void place() {
        placed = true;
        startNanos = System.nanoTime();
    }

    void stop() {
        stopped = true;
    }

    /** Since the caller knows of it; 0 before. */
    double seconds() {
        return placed ? (System.nanoTime() - startNanos) / 1e9 : 0;
    }

    /** What the caller is told, one line. */
    String text() {
        Json.Members members = named(
                switch (assignment.task()) {
                    case Task.Full ignored -> "train";
                    case Task.LrRange ignored -> "lr-range";
                    case Task.Evaluate ignored -> "evaluate";
                });
        return switch (assignment.task()) {
            case Task.Full ignored -> training(members).text();
            case Task.LrRange range ->
                training(members)
                        .with("min", range.min())
                        .with("max", range.max())
                        .with("steps", range.steps())
                        .text();
            case Task.Evaluate evaluate ->
                training(members).with("split", evaluate.split().key()).text();
        };
    }

    String stopText() {
        return named("stop").text();
    }

    private Json.Members named(String what) {
        return Json.object()
                .with("do", what)
                .with("trial", assignment.run().trial())
                .with("replicate", assignment.run().replicate());
    }

    private Json.Members training(Json.Members members) {
        return members.with("config", assignment.config())
                .with("seed", assignment.seed())
                .with("from", assignment.from())
                .with("to", assignment.upTo())
                .with("full", assignment.full());
    }
}
