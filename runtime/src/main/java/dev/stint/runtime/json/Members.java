package dev.stint.runtime.json;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.Curve;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Sealed;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;

/** Writes the members of one event; {@link Fields} reads them back. */
final class Members {

    private final JsonGenerator json;

    Members(JsonGenerator json) {
        this.json = json;
    }

    Members text(String name, String value) {
        json.writeStringProperty(name, value);
        return this;
    }

    Members texts(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
        return this;
    }

    Members whole(String name, long value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    Members real(String name, double value) {
        json.writeName(name);
        Text.real(json, value);
        return this;
    }

    Members reals(String name, List<Double> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(value -> Text.real(json, value));
        json.writeEndArray();
        return this;
    }

    Members reals(String name, SequencedMap<String, Double> values) {
        json.writeObjectPropertyStart(name);
        values.forEach((metric, value) -> {
            Text.name(json, metric);
            Text.real(json, value);
        });
        json.writeEndObject();
        return this;
    }

    Members amount(String name, Amount amount) {
        json.writeArrayPropertyStart(name);
        Text.real(json, amount.value());
        json.writeString(Names.of(amount.unit()));
        json.writeEndArray();
        return this;
    }

    Members run(RunId run) {
        return whole("trial", run.trial()).whole("replicate", run.replicate());
    }

    Members config(String name, Config config) {
        json.writeObjectPropertyStart(name);
        config.values().forEach((parameter, value) -> {
            Text.name(json, parameter);
            value(json, value);
        });
        json.writeEndObject();
        return this;
    }

    static void value(JsonGenerator json, Value value) {
        switch (value) {
            case Value.Real real -> Text.real(json, real.value());
            case Value.Whole whole -> json.writeNumber(whole.value());
            case Value.Text text -> json.writeString(text.value());
            case Value.Flag flag -> json.writeBoolean(flag.value());
        }
    }

    Members task(String name, Task task) {
        json.writeObjectPropertyStart(name);
        switch (task) {
            case Task.Full ignored -> text("kind", "full");
            case Task.Proxy proxy -> text("kind", "proxy").text("name", proxy.name());
            case Task.LrRange range ->
                text("kind", "lr-range")
                        .real("min", range.min())
                        .real("max", range.max())
                        .whole("steps", range.steps());
            case Task.Evaluate evaluate -> text("kind", "evaluate").text("split", Names.of(evaluate.split()));
        }
        json.writeEndObject();
        return this;
    }

    Members provenance(String name, Provenance provenance) {
        json.writeObjectPropertyStart(name);
        text("version", provenance.version())
                .text("java", provenance.java())
                .text("os", provenance.os())
                .text("arch", provenance.arch())
                .text("spec-hash", provenance.specHash());
        json.writeEndObject();
        return this;
    }

    Members knowledge(String name, Knowledge knowledge) {
        json.writeArrayPropertyStart(name);
        knowledge.studies().forEach(this::pastStudy);
        json.writeEndArray();
        return this;
    }

    private void pastStudy(PastStudy study) {
        json.writeStartObject();
        text("name", study.name()).real("similarity", study.similarity());
        json.writeArrayPropertyStart("trials");
        study.trials().forEach(this::pastTrial);
        json.writeEndArray();
        if (!study.note().isEmpty()) {
            text("note", study.note());
        }
        json.writeEndObject();
    }

    private void pastTrial(PastTrial trial) {
        json.writeStartObject();
        config("config", trial.config());
        json.writeArrayPropertyStart("readings");
        trial.readings().forEach(this::reading);
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A pair, as an amount is: there are thousands of them in one event. */
    private void reading(PastTrial.Reading reading) {
        json.writeStartArray();
        Text.real(json, reading.share());
        Text.real(json, reading.score());
        json.writeEndArray();
    }

    Members curve(String name, List<Curve.Point> points) {
        json.writeArrayPropertyStart(name);
        points.forEach(this::point);
        json.writeEndArray();
        return this;
    }

    private void point(Curve.Point point) {
        json.writeStartObject();
        whole("step", point.step()).reals("metrics", point.metrics());
        sealed(point.sealed()).real("seconds", point.seconds()).whole("attempt", point.attempt());
        json.writeEndObject();
    }

    /** Nothing where nothing is sealed. */
    Members sealed(Sealed sealed) {
        return sealed.isEmpty() ? this : reals("sealed", sealed.reveal());
    }

    Members outline(String name, PhaseOutline outline) {
        json.writeName(name);
        outline(outline);
        return this;
    }

    Members outlines(String name, List<PhaseOutline> outlines) {
        json.writeArrayPropertyStart(name);
        outlines.forEach(this::outline);
        json.writeEndArray();
        return this;
    }

    private void outline(PhaseOutline outline) {
        json.writeStartObject();
        text("phase", outline.phase()).text("method", outline.method()).real("share", outline.share());
        amount("amount", outline.amount());
        if (outline.runs() != null) {
            whole("runs", outline.runs());
        }
        if (outline.length() != null) {
            whole("length", outline.length());
        }
        if (outline.each() != null) {
            amount("each", outline.each());
        }
        text("note", outline.note());
        json.writeEndObject();
    }
}
