package dev.stint.runtime.json;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent.Outcome;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The constants of the engine as events spell them, whatever the engine calls them. */
final class Names {

    private Names() {}

    static String of(Unit unit) {
        return switch (unit) {
            case SECONDS -> "seconds";
            case MINUTES -> "minutes";
            case HOURS -> "hours";
            case GPU_SECONDS -> "gpu-seconds";
            case GPU_MINUTES -> "gpu-minutes";
            case GPU_HOURS -> "gpu-hours";
            case FIDELITY -> "fidelity";
            case TRAININGS -> "trainings";
        };
    }

    static String of(End end) {
        return switch (end) {
            case DONE -> "done";
            case EARLY -> "early";
            case UNSUPPORTED -> "unsupported";
            case USER -> "user";
            case OOM -> "oom";
            case DIVERGED -> "diverged";
            case TIMEOUT -> "timeout";
            case HUNG -> "hung";
            case INFRASTRUCTURE -> "infrastructure";
            case INTERRUPTED -> "interrupted";
            case STOPPED -> "stopped";
        };
    }

    static String of(RunState state) {
        return switch (state) {
            case WAITING -> "waiting";
            case RUNNING -> "running";
            case PAUSED -> "paused";
            case STOPPED -> "stopped";
            case FINISHED -> "finished";
            case FAILED -> "failed";
            case DIVERGED -> "diverged";
            case ENDED_EARLY -> "ended-early";
        };
    }

    static String of(Split split) {
        return switch (split) {
            case HOLDOUT -> "holdout";
            case TEST -> "test";
        };
    }

    static String of(Outcome outcome) {
        return switch (outcome) {
            case DONE -> "done";
            case FAILED -> "failed";
            case TOO_SMALL -> "too-small";
        };
    }

    /** The constant of this name. */
    static <E extends Enum<E>> E find(E[] constants, Function<E, String> naming, String name) {
        for (E constant : constants) {
            if (naming.apply(constant).equals(name)) {
                return constant;
            }
        }
        String known = Arrays.stream(constants).map(naming).collect(Collectors.joining(", "));
        throw new MalformedEvent("\"" + name + "\" is none of " + known);
    }
}
