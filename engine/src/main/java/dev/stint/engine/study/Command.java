package dev.stint.engine.study;

import dev.stint.engine.history.End;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import java.util.SequencedMap;

/** What the outside tells the study. Time enters only here, in milliseconds since 1970 UTC. */
public sealed interface Command {

    long now();

    /** A slot is free. */
    record Ask(long now) implements Command {}

    /** A warm worker is ready after {@code seconds}. */
    record WorkerReady(long now, int worker, double seconds) implements Command {}

    /** An attempt stands ready to run; it starts when this is durable. */
    record Started(
            long now,
            int attempt,
            RunId run,
            long pid,
            String startTime,
            List<String> devices,
            int worker,
            long reportFrom)
            implements Command {}

    /** A line of an attempt, {@code seconds} after its start. */
    record Report(long now, int attempt, double seconds, Line line) implements Command {}

    /** What an attempt has run so far. */
    record Meter(long now, int attempt, double seconds) implements Command {}

    /** An attempt is over. {@code detail} is what it said last. */
    record Ended(long now, int attempt, End end, double seconds, String detail) implements Command {}

    /** Planned work could not even be started: no such command, no permission. */
    record NotStarted(long now, RunId run, String detail) implements Command {}

    record Tick(long now) implements Command {}

    /** What was kept of these runs is no longer there. */
    record CheckpointsLost(long now, List<RunId> runs) implements Command {}

    /** What the checkpoints of runs take on the disk, in bytes; those that are missing take nothing. */
    record Stored(long now, SequencedMap<RunId, Long> bytes) implements Command {}

    /** Something about the machine that the user should know. */
    record Noticed(long now, Finding finding) implements Command {}

    /** Nothing new begins, and what runs is asked to leave. */
    record Pause(long now, String why) implements Command {

        /** The reason where the user asked for it. */
        public static final String INTERRUPTED = "interrupted";
    }

    record Resume(long now, Provenance provenance, int slots) implements Command {}

    /** The study file was changed in what may change. */
    record Amend(long now, StudySpec spec, String what) implements Command {}

    /** The user's own configuration. */
    record Try(long now, Config config) implements Command {}

    /** A parsed line of a script. */
    sealed interface Line {

        /** Metrics at a step; the step metric itself is not among them. */
        record Metrics(long step, SequencedMap<String, Double> metrics) implements Line {}

        record Lr(double lr, double loss) implements Line {}

        record Checkpoint(long step) implements Line {}

        /** Where the script really resumed. */
        record From(long step) implements Line {}

        /** Metrics without a step: what {@code evaluate} prints. */
        record Values(SequencedMap<String, Double> metrics) implements Line {}

        /** What the trial itself says that it has cost so far, in the budget's unit. */
        record Cost(double amount) implements Line {}
    }
}
