package dev.stint.engine.history;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Something that happened in a study. Events are the only durable state; {@link History} is their fold. */
public sealed interface StudyEvent {

    /** The first event, with everything that was known before it. */
    record StudyOpened(StudySpec spec, int slots, Provenance provenance, Knowledge knowledge) implements StudyEvent {}

    /** Budget, deadline, resources, limits or validation were changed while the study stood. */
    record SpecAmended(StudySpec spec, String what) implements StudyEvent {}

    /** The plan as it stands from here on. */
    record PlanRevised(List<PhaseOutline> phases, String why) implements StudyEvent {
        public PlanRevised {
            phases = List.copyOf(phases);
        }
    }

    /** A phase begins with what it means to buy: method, length and number of runs hold until it ends. */
    record PhaseStarted(PhaseOutline outline) implements StudyEvent {}

    record PhaseEnded(String phase, String why) implements StudyEvent {}

    /** The user's own configuration, to be trained as any other; becomes the next trial. */
    record TrialAdded(Config config) implements StudyEvent {}

    /**
     * A run of an earlier study of the same training, taken over as it stood there; nothing is charged for it.
     *
     * @param config of the next trial; null for a further replicate of the trial before
     * @param state a state without work under way
     * @param curve its points; their attempts are those of the other study
     * @param checkpoint step of the checkpoint that came with it; 0 for none
     * @param cost of a training from the start to the end of the curve, as it was metered there; null where that says nothing here
     * @param why where it comes from, in words
     */
    record TrialImported(
            RunId run,
            @Nullable Config config,
            RunState state,
            List<Curve.Point> curve,
            long checkpoint,
            @Nullable Amount cost,
            String why)
            implements StudyEvent {
        public TrialImported {
            curve = List.copyOf(curve);
        }
    }

    /**
     * A decision: train, sweep or evaluate. Durable before anything starts.
     *
     * @param config of a new trial; null for a trial that exists
     * @param from what is already trained
     * @param upTo train up to here, counted from 0
     * @param reserve what it is promised
     * @param fitted parameters of the surrogate behind the decision, from which the next fit starts; empty without one
     */
    record TrialPlanned(
            RunId run,
            @Nullable Config config,
            Task task,
            long from,
            long upTo,
            Amount reserve,
            String phase,
            String why,
            List<Double> fitted)
            implements StudyEvent {
        public TrialPlanned {
            fitted = List.copyOf(fitted);
        }
    }

    /** A warm worker answered; its start-up is charged to the phase under way. */
    record WorkerStarted(int worker, double seconds, Amount cost, String phase) implements StudyEvent {}

    /**
     * A process, or an assignment to a warm worker.
     *
     * @param pid of the process group
     * @param startTime of the process as the system tells it, so that a recycled pid is recognised
     * @param worker 0 for a process of its own
     * @param reportFrom where in the report file its lines begin, in bytes
     */
    record AttemptStarted(
            int attempt, RunId run, long pid, String startTime, List<String> devices, int worker, long reportFrom)
            implements StudyEvent {
        public AttemptStarted {
            devices = List.copyOf(devices);
        }
    }

    /** What an attempt has cost so far, all in all. */
    record Metered(int attempt, double seconds, Amount cost) implements StudyEvent {}

    /** What a trial itself says that its attempt has cost so far; it replaces metering by the clock. */
    record CostReported(int attempt, Amount cost) implements StudyEvent {}

    /** Metrics at a step of training, {@code seconds} after the attempt's start. NaN is a legal value. */
    record Measured(
            int attempt, RunId run, long step, SequencedMap<String, Double> metrics, Sealed sealed, double seconds)
            implements StudyEvent {
        public Measured {
            metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
        }
    }

    /** A step that was already known came again; {@code difference} of the objective, NaN if it cannot be compared. */
    record StepRepeated(int attempt, RunId run, long step, double difference) implements StudyEvent {}

    /** One step of the learning-rate sweep. */
    record LrPoint(int attempt, double lr, double loss) implements StudyEvent {}

    /** Metrics of an opened split. */
    record Evaluated(int attempt, RunId run, Split split, SequencedMap<String, Double> metrics) implements StudyEvent {
        public Evaluated {
            metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
        }
    }

    record CheckpointSaved(int attempt, RunId run, long step) implements StudyEvent {}

    /** A run's checkpoint is given up, and with it all that its folder holds; a paused run may from here on only restart. */
    record CheckpointDropped(RunId run) implements StudyEvent {}

    /** The end of an attempt, with its whole cost and what the script said last. */
    record AttemptEnded(int attempt, End end, double seconds, Amount cost, String detail) implements StudyEvent {}

    /** Running work is asked to end. */
    record StopRequested(RunId run, String why) implements StudyEvent {}

    /** Planned work is over and its reservation released; the run stands where {@code state} says. */
    record TrialSettled(RunId run, RunState state, String why) implements StudyEvent {}

    /**
     * How far new configurations are trained before they are compared, from here on; what was said before no longer holds.
     *
     * @param length in units of fidelity, of a training as long as the longest
     * @param before what it was until then
     * @param audits so many of what looked bad are trained on all the same, because ranks at this length may be chance
     * @param trials configurations that had been opened when this was asked
     * @param why in words; the journal keeps it and the report shows it
     */
    record LowestRungSet(long length, long before, int audits, int trials, String why) implements StudyEvent {
        public boolean changes() {
            return length != before;
        }
    }

    /**
     * Which parameters new configurations leave at their defaults from here on; what was said before no longer holds.
     *
     * @param fixed names in the order of the space; empty where all are tuned
     * @param trials configurations that had been opened when this was asked
     * @param why in words; the journal keeps it and the report shows it
     */
    record ParametersFixed(List<String> fixed, int trials, String why) implements StudyEvent {
        public ParametersFixed {
            fixed = List.copyOf(fixed);
        }

        /** What is fixed now and was not. */
        public List<String> added(List<String> before) {
            return fixed.stream().filter(name -> !before.contains(name)).toList();
        }

        /** What was fixed and is not now. */
        public List<String> released(List<String> before) {
            return before.stream().filter(name -> !fixed.contains(name)).toList();
        }

        public boolean changes(List<String> before) {
            return !added(before).isEmpty() || !released(before).isEmpty();
        }
    }

    /** A split is opened, once. */
    record Unsealed(Split split) implements StudyEvent {}

    /** Something that the user should know. */
    record Finding(String code, String text, String remedy) implements StudyEvent {}

    record StudyPaused(String why) implements StudyEvent {}

    record StudyResumed(Provenance provenance, int slots) implements StudyEvent {}

    record StudyClosed(Outcome outcome, String why) implements StudyEvent {}

    /** How a study ended. */
    enum Outcome {
        DONE,
        /** Every first attempt failed, or the metric was never printed. */
        FAILED,
        /** The measured cost showed that the budget buys no useful study. */
        TOO_SMALL
    }
}
