package dev.stint.runtime.json;

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
import dev.stint.runtime.file.StudyFileWriter;

/** The fields of each event, in the order written. A specification is the text of its study file. */
final class EventWriter {

    private EventWriter() {}

    static void write(StudyEvent event, Members out) {
        switch (event) {
            case StudyOpened e -> opened(e, out);
            case SpecAmended e ->
                out.text("spec", StudyFileWriter.write(e.spec())).text("what", e.what());
            case PlanRevised e -> out.outlines("phases", e.phases()).text("why", e.why());
            case PhaseStarted e -> out.outline("outline", e.outline());
            case PhaseEnded e -> out.text("phase", e.phase()).text("why", e.why());
            case TrialAdded e -> out.config("config", e.config());
            case TrialImported e -> imported(e, out);
            case TrialPlanned e -> planned(e, out);
            case WorkerStarted e -> workerStarted(e, out);
            case AttemptStarted e -> attemptStarted(e, out);
            case Metered e ->
                out.whole("attempt", e.attempt()).real("seconds", e.seconds()).amount("cost", e.cost());
            case CostReported e -> out.whole("attempt", e.attempt()).amount("cost", e.cost());
            case Measured e -> measured(e, out);
            case StepRepeated e -> stepRepeated(e, out);
            case LrPoint e ->
                out.whole("attempt", e.attempt()).real("lr", e.lr()).real("loss", e.loss());
            case Evaluated e -> evaluated(e, out);
            case CheckpointSaved e ->
                out.whole("attempt", e.attempt()).run(e.run()).whole("step", e.step());
            case CheckpointDropped e -> out.run(e.run());
            case AttemptEnded e -> attemptEnded(e, out);
            case StopRequested e -> out.run(e.run()).text("why", e.why());
            case TrialSettled e ->
                out.run(e.run()).text("state", Names.of(e.state())).text("why", e.why());
            case ParametersFixed e ->
                out.texts("fixed", e.fixed()).whole("trials", e.trials()).text("why", e.why());
            case LowestRungSet e ->
                out.whole("length", e.length())
                        .whole("before", e.before())
                        .whole("audits", e.audits())
                        .whole("trials", e.trials())
                        .text("why", e.why());
            case Unsealed e -> out.text("split", Names.of(e.split()));
            case Finding e -> out.text("code", e.code()).text("text", e.text()).text("remedy", e.remedy());
            case StudyPaused e -> out.text("why", e.why());
            case StudyResumed e -> out.provenance("provenance", e.provenance()).whole("slots", e.slots());
            case StudyClosed e -> out.text("outcome", Names.of(e.outcome())).text("why", e.why());
        }
    }

    private static void opened(StudyOpened e, Members out) {
        out.text("spec", StudyFileWriter.write(e.spec()))
                .whole("slots", e.slots())
                .provenance("provenance", e.provenance());
        if (!e.knowledge().isEmpty()) {
            out.knowledge("knowledge", e.knowledge());
        }
    }

    private static void imported(TrialImported e, Members out) {
        out.run(e.run());
        if (e.config() != null) {
            out.config("config", e.config());
        }
        out.text("state", Names.of(e.state())).curve("curve", e.curve()).whole("checkpoint", e.checkpoint());
        if (e.cost() != null) {
            out.amount("cost", e.cost());
        }
        out.text("why", e.why());
    }

    private static void planned(TrialPlanned e, Members out) {
        out.run(e.run());
        if (e.config() != null) {
            out.config("config", e.config());
        }
        out.task("task", e.task())
                .whole("from", e.from())
                .whole("up-to", e.upTo())
                .amount("reserve", e.reserve())
                .text("phase", e.phase())
                .text("why", e.why())
                .reals("fitted", e.fitted());
    }

    private static void workerStarted(WorkerStarted e, Members out) {
        out.whole("worker", e.worker())
                .real("seconds", e.seconds())
                .amount("cost", e.cost())
                .text("phase", e.phase());
    }

    private static void attemptStarted(AttemptStarted e, Members out) {
        out.whole("attempt", e.attempt())
                .run(e.run())
                .whole("pid", e.pid())
                .text("start-time", e.startTime())
                .texts("devices", e.devices())
                .whole("worker", e.worker())
                .whole("report-from", e.reportFrom());
    }

    private static void measured(Measured e, Members out) {
        out.whole("attempt", e.attempt()).run(e.run()).whole("step", e.step()).reals("metrics", e.metrics());
        out.sealed(e.sealed());
        out.real("seconds", e.seconds());
    }

    private static void stepRepeated(StepRepeated e, Members out) {
        out.whole("attempt", e.attempt()).run(e.run()).whole("step", e.step()).real("difference", e.difference());
    }

    private static void evaluated(Evaluated e, Members out) {
        out.whole("attempt", e.attempt())
                .run(e.run())
                .text("split", Names.of(e.split()))
                .reals("metrics", e.metrics());
    }

    private static void attemptEnded(AttemptEnded e, Members out) {
        out.whole("attempt", e.attempt())
                .text("end", Names.of(e.end()))
                .real("seconds", e.seconds())
                .amount("cost", e.cost())
                .text("detail", e.detail());
    }
}
