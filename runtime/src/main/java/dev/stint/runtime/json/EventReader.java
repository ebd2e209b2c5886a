package dev.stint.runtime.json;

import dev.stint.engine.history.End;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.AttemptEnded;
import dev.stint.engine.history.StudyEvent.AttemptStarted;
import dev.stint.engine.history.StudyEvent.CheckpointDropped;
import dev.stint.engine.history.StudyEvent.CheckpointSaved;
import dev.stint.engine.history.StudyEvent.CostReported;
import dev.stint.engine.history.StudyEvent.Evaluated;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.StudyEvent.LrPoint;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.history.StudyEvent.Metered;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.history.StudyEvent.PhaseEnded;
import dev.stint.engine.history.StudyEvent.PhaseStarted;
import dev.stint.engine.history.StudyEvent.PlanRevised;
import dev.stint.engine.history.StudyEvent.SpecAmended;
import dev.stint.engine.history.StudyEvent.StepRepeated;
import dev.stint.engine.history.StudyEvent.StopRequested;
import dev.stint.engine.history.StudyEvent.StudyClosed;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.history.StudyEvent.StudyPaused;
import dev.stint.engine.history.StudyEvent.StudyResumed;
import dev.stint.engine.history.StudyEvent.TrialAdded;
import dev.stint.engine.history.StudyEvent.TrialImported;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.history.StudyEvent.Unsealed;
import dev.stint.engine.history.StudyEvent.WorkerStarted;
import dev.stint.engine.spec.Problems;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.StudyFile;

/** Each event from its fields. */
final class EventReader {

    private EventReader() {}

    static StudyEvent read(String kind, Fields in) {
        return switch (kind) {
            case "study-opened" -> opened(in);
            case "spec-amended" -> new SpecAmended(spec(in), in.text("what"));
            case "plan-revised" -> new PlanRevised(in.outlines("phases"), in.text("why"));
            case "phase-started" -> new PhaseStarted(in.outline("outline"));
            case "phase-ended" -> new PhaseEnded(in.text("phase"), in.text("why"));
            case "trial-added" -> new TrialAdded(in.config("config"));
            case "trial-imported" -> imported(in);
            case "trial-planned" -> planned(in);
            case "worker-started" -> workerStarted(in);
            case "attempt-started" -> attemptStarted(in);
            case "metered" -> new Metered(in.count("attempt"), in.real("seconds"), in.amount("cost"));
            case "cost-reported" -> new CostReported(in.count("attempt"), in.amount("cost"));
            case "measured" -> measured(in);
            case "step-repeated" -> stepRepeated(in);
            case "lr-point" -> new LrPoint(in.count("attempt"), in.real("lr"), in.real("loss"));
            case "evaluated" -> evaluated(in);
            case "checkpoint-saved" -> new CheckpointSaved(in.count("attempt"), in.run(), in.whole("step"));
            case "checkpoint-dropped" -> new CheckpointDropped(in.run());
            case "attempt-ended" -> attemptEnded(in);
            case "stop-requested" -> new StopRequested(in.run(), in.text("why"));
            case "trial-settled" -> settled(in);
            case "parameters-fixed" -> new ParametersFixed(in.texts("fixed"), in.count("trials"), in.text("why"));
            case "lowest-rung-set" ->
                new LowestRungSet(
                        in.whole("length"), in.whole("before"), in.count("audits"), in.count("trials"), in.text("why"));
            case "unsealed" -> new Unsealed(in.split("split"));
            case "finding" -> new Finding(in.text("code"), in.text("text"), in.text("remedy"));
            case "study-paused" -> new StudyPaused(in.text("why"));
            case "study-resumed" -> new StudyResumed(in.provenance("provenance"), in.count("slots"));
            case "study-closed" -> closed(in);
            default ->
                throw new MalformedEvent(
                        "\"" + kind + "\" is no event that this version knows; it was written by a newer Stint");
        };
    }

    private static StudyOpened opened(Fields in) {
        return new StudyOpened(
                spec(in),
                in.count("slots"),
                in.provenance("provenance"),
                in.has("knowledge") ? in.knowledge("knowledge") : Knowledge.none());
    }

    private static StudySpec spec(Fields in) {
        try {
            return StudyFile.parse(in.text("spec"), "the journal's study file").spec();
        } catch (Problems e) {
            throw new MalformedEvent(String.valueOf(e.getMessage()), e);
        }
    }

    private static TrialImported imported(Fields in) {
        return new TrialImported(
                in.run(),
                in.has("config") ? in.config("config") : null,
                Names.find(RunState.values(), Names::of, in.text("state")),
                in.curve("curve"),
                in.whole("checkpoint"),
                in.has("cost") ? in.amount("cost") : null,
                in.text("why"));
    }

    private static TrialPlanned planned(Fields in) {
        return new TrialPlanned(
                in.run(),
                in.has("config") ? in.config("config") : null,
                in.task("task"),
                in.whole("from"),
                in.whole("up-to"),
                in.amount("reserve"),
                in.text("phase"),
                in.text("why"),
                in.reals("fitted"));
    }

    private static WorkerStarted workerStarted(Fields in) {
        return new WorkerStarted(in.count("worker"), in.real("seconds"), in.amount("cost"), in.text("phase"));
    }

    private static AttemptStarted attemptStarted(Fields in) {
        return new AttemptStarted(
                in.count("attempt"),
                in.run(),
                in.whole("pid"),
                in.text("start-time"),
                in.texts("devices"),
                in.count("worker"),
                in.whole("report-from"));
    }

    private static Measured measured(Fields in) {
        return new Measured(
                in.count("attempt"),
                in.run(),
                in.whole("step"),
                in.realMap("metrics"),
                in.sealed(),
                in.real("seconds"));
    }

    private static StepRepeated stepRepeated(Fields in) {
        return new StepRepeated(in.count("attempt"), in.run(), in.whole("step"), in.real("difference"));
    }

    private static Evaluated evaluated(Fields in) {
        return new Evaluated(in.count("attempt"), in.run(), in.split("split"), in.realMap("metrics"));
    }

    private static AttemptEnded attemptEnded(Fields in) {
        return new AttemptEnded(
                in.count("attempt"),
                Names.find(End.values(), Names::of, in.text("end")),
                in.real("seconds"),
                in.amount("cost"),
                in.text("detail"));
    }

    private static TrialSettled settled(Fields in) {
        RunId run = in.run();
        return new TrialSettled(run, Names.find(RunState.values(), Names::of, in.text("state")), in.text("why"));
    }

    private static StudyClosed closed(Fields in) {
        return new StudyClosed(Names.find(Outcome.values(), Names::of, in.text("outcome")), in.text("why"));
    }
}
