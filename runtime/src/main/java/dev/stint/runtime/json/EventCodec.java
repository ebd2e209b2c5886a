package dev.stint.runtime.json;

import dev.stint.engine.history.StudyEvent;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Events as JSON, version 1: one object, its field {@code event} naming the kind.
 *
 * <p>Strict JSON in ASCII; numbers that JSON lacks are the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. All names are written out in
 * this package, so that renaming a component of an event changes no journal. Sealed values stand in a field {@code sealed} of their own. A specification is the text of its
 * study file, without the values of the environment.
 *
 * <p>Released fields are never renamed nor removed. A later version may add a field, which the decoder then takes as absent from older texts.
 */
public final class EventCodec {

    /** One line of JSON. */
    public String encode(StudyEvent event) {
        return Text.written(json -> {
            json.writeStartObject();
            json.writeStringProperty("event", kind(event));
            EventWriter.write(event, new Members(json));
            json.writeEndObject();
        });
    }

    /**
     * The event of a text that {@link #encode} wrote, in this or an earlier version.
     *
     * @throws MalformedEvent naming the field and what was expected there
     */
    public StudyEvent decode(String text) {
        SequencedMap<String, @Nullable Object> members = parse(text);
        if (!(members.get("event") instanceof String kind)) {
            throw new MalformedEvent("the field \"event\" must name the kind of the event");
        }
        SequencedMap<String, @Nullable Object> rest = new LinkedHashMap<>(members);
        rest.remove("event");
        Fields fields = new Fields(kind, rest);
        try {
            StudyEvent event = EventReader.read(kind, fields);
            fields.done();
            return event;
        } catch (IllegalArgumentException e) {
            throw new MalformedEvent(kind + ": " + e.getMessage(), e);
        }
    }

    private static SequencedMap<String, @Nullable Object> parse(String text) {
        try (JsonParser json = Text.strict(text)) {
            return Tree.object(json);
        } catch (JacksonException e) {
            throw new MalformedEvent("no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    /** The name of an event's kind, such as {@code measured}. */
    public static String kind(StudyEvent event) {
        return switch (event) {
            case StudyEvent.StudyOpened ignored -> "study-opened";
            case StudyEvent.SpecAmended ignored -> "spec-amended";
            case StudyEvent.PlanRevised ignored -> "plan-revised";
            case StudyEvent.PhaseStarted ignored -> "phase-started";
            case StudyEvent.PhaseEnded ignored -> "phase-ended";
            case StudyEvent.TrialAdded ignored -> "trial-added";
            case StudyEvent.TrialImported ignored -> "trial-imported";
            case StudyEvent.TrialPlanned ignored -> "trial-planned";
            case StudyEvent.WorkerStarted ignored -> "worker-started";
            case StudyEvent.AttemptStarted ignored -> "attempt-started";
            case StudyEvent.Metered ignored -> "metered";
            case StudyEvent.CostReported ignored -> "cost-reported";
            case StudyEvent.Measured ignored -> "measured";
            case StudyEvent.StepRepeated ignored -> "step-repeated";
            case StudyEvent.LrPoint ignored -> "lr-point";
            case StudyEvent.Evaluated ignored -> "evaluated";
            case StudyEvent.CheckpointSaved ignored -> "checkpoint-saved";
            case StudyEvent.CheckpointDropped ignored -> "checkpoint-dropped";
            case StudyEvent.AttemptEnded ignored -> "attempt-ended";
            case StudyEvent.StopRequested ignored -> "stop-requested";
            case StudyEvent.TrialSettled ignored -> "trial-settled";
            case StudyEvent.ParametersFixed ignored -> "parameters-fixed";
            case StudyEvent.LowestRungSet ignored -> "lowest-rung-set";
            case StudyEvent.Unsealed ignored -> "unsealed";
            case StudyEvent.Finding ignored -> "finding";
            case StudyEvent.StudyPaused ignored -> "study-paused";
            case StudyEvent.StudyResumed ignored -> "study-resumed";
            case StudyEvent.StudyClosed ignored -> "study-closed";
        };
    }
}
