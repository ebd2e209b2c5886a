package dev.stint.runtime.json;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Curve;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Sealed;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the fields of one object of an event, each by its fixed name; {@link #done} complains of any that nobody took. */
final class Fields {

    private final String owner;
    private final SequencedMap<String, @Nullable Object> rest;

    Fields(String owner, SequencedMap<String, @Nullable Object> members) {
        this.owner = owner;
        this.rest = new LinkedHashMap<>(members);
    }

    /** Fails if a field is left: it was written by a version that knows more. */
    void done() {
        if (!rest.isEmpty()) {
            throw new MalformedEvent(
                    owner + " has a field \"" + rest.firstEntry().getKey()
                            + "\" that this version does not know; it was written by a newer Stint");
        }
    }

    boolean has(String name) {
        return rest.containsKey(name);
    }

    String text(String name) {
        return as(String.class, name, take(name), "a string");
    }

    List<String> texts(String name) {
        return list(name).stream()
                .map(element -> as(String.class, name, element, "a list of strings"))
                .toList();
    }

    long whole(String name) {
        return as(Long.class, name, take(name), "a whole number");
    }

    int count(String name) {
        long value = whole(name);
        if (value != (int) value) {
            throw wrong(name, value, "a whole number below 2147483648");
        }
        return (int) value;
    }

    double real(String name) {
        return real(name, take(name));
    }

    List<Double> reals(String name) {
        return list(name).stream().map(element -> real(name, element)).toList();
    }

    SequencedMap<String, Double> realMap(String name) {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        members(name).forEach((key, value) -> values.put(key, real(name + "." + key, value)));
        return values;
    }

    Amount amount(String name) {
        if (!(take(name) instanceof List<?> pair) || pair.size() != 2) {
            throw new MalformedEvent(owner + "." + name + " must be an amount such as [1.5, \"hours\"]");
        }
        String unit = as(String.class, name, pair.get(1), "a unit");
        return new Amount(real(name, pair.get(0)), Names.find(Unit.values(), Names::of, unit));
    }

    RunId run() {
        return new RunId(count("trial"), count("replicate"));
    }

    Config config(String name) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        members(name).forEach((parameter, value) -> values.put(parameter, value(name + "." + parameter, value)));
        return new Config(values);
    }

    private Value value(String name, @Nullable Object value) {
        return switch (value) {
            case Double real -> new Value.Real(real);
            case Long whole -> new Value.Whole(whole);
            case String text -> new Value.Text(text);
            case Boolean flag -> new Value.Flag(flag);
            case null, default -> throw wrong(name, value, "a number, a string, true or false");
        };
    }

    Task task(String name) {
        Fields task = object(name);
        String kind = task.text("kind");
        Task result = switch (kind) {
            case "full" -> Task.FULL;
            case "proxy" -> new Task.Proxy(task.text("name"));
            case "lr-range" -> new Task.LrRange(task.real("min"), task.real("max"), task.count("steps"));
            case "evaluate" -> new Task.Evaluate(task.split("split"));
            default -> throw task.wrong("kind", kind, "full, proxy, lr-range or evaluate");
        };
        task.done();
        return result;
    }

    Split split(String name) {
        return Names.find(Split.values(), Names::of, text(name));
    }

    Provenance provenance(String name) {
        Fields fields = object(name);
        Provenance provenance = new Provenance(
                fields.text("version"),
                fields.text("java"),
                fields.text("os"),
                fields.text("arch"),
                fields.text("spec-hash"));
        fields.done();
        return provenance;
    }

    PhaseOutline outline(String name) {
        return outline(object(name));
    }

    List<PhaseOutline> outlines(String name) {
        return objects(name, Fields::outline);
    }

    private static PhaseOutline outline(Fields fields) {
        PhaseOutline outline = new PhaseOutline(
                fields.text("phase"),
                fields.text("method"),
                fields.real("share"),
                fields.amount("amount"),
                fields.has("runs") ? fields.count("runs") : null,
                fields.has("length") ? fields.whole("length") : null,
                fields.has("each") ? fields.amount("each") : null,
                fields.text("note"));
        fields.done();
        return outline;
    }

    Knowledge knowledge(String name) {
        return new Knowledge(objects(name, Fields::pastStudy));
    }

    List<Curve.Point> curve(String name) {
        return objects(name, Fields::point);
    }

    private static Curve.Point point(Fields fields) {
        Curve.Point point = new Curve.Point(
                fields.whole("step"),
                fields.realMap("metrics"),
                fields.sealed(),
                fields.real("seconds"),
                fields.count("attempt"));
        fields.done();
        return point;
    }

    Sealed sealed() {
        return has("sealed") ? new Sealed(realMap("sealed")) : Sealed.none();
    }

    private static PastStudy pastStudy(Fields fields) {
        String name = fields.text("name");
        double similarity = fields.real("similarity");
        if (!(similarity > 0) || similarity > 1) {
            throw fields.wrong("similarity", similarity, "above 0 and at most 1");
        }
        List<PastTrial> trials = fields.objects("trials", Fields::pastTrial);
        PastStudy study = new PastStudy(name, similarity, trials, fields.has("note") ? fields.text("note") : "");
        fields.done();
        return study;
    }

    private static PastTrial pastTrial(Fields fields) {
        List<PastTrial.Reading> readings = new ArrayList<>();
        Config config = fields.config("config");
        for (Object pair : fields.list("readings")) {
            readings.add(fields.reading(pair));
        }
        fields.done();
        return new PastTrial(config, readings);
    }

    private PastTrial.Reading reading(@Nullable Object value) {
        if (!(value instanceof List<?> pair) || pair.size() != 2) {
            throw wrong("readings", value, "a list of [share, score]");
        }
        double share = real("readings", pair.get(0));
        if (!(share > 0) || share > 1) {
            throw wrong("readings", share, "shares above 0 and at most 1");
        }
        return new PastTrial.Reading(share, real("readings", pair.get(1)));
    }

    private Fields object(String name) {
        return new Fields(owner + "." + name, members(name));
    }

    private <T> List<T> objects(String name, Function<Fields, T> read) {
        List<T> objects = new ArrayList<>();
        for (Object element : list(name)) {
            objects.add(read.apply(new Fields(owner + "." + name, members(name, element))));
        }
        return objects;
    }

    private SequencedMap<String, @Nullable Object> members(String name) {
        return members(name, take(name));
    }

    private SequencedMap<String, @Nullable Object> members(String name, @Nullable Object value) {
        if (!(value instanceof SequencedMap<?, ?> map)) {
            throw wrong(name, value, "an object in braces");
        }
        SequencedMap<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> members.put(String.valueOf(key), member));
        return members;
    }

    private List<?> list(String name) {
        return as(List.class, name, take(name), "a list");
    }

    private double real(String name, @Nullable Object value) {
        return switch (value) {
            case Double real -> real;
            case Long whole -> whole;
            case String text
            when text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity") -> Double.parseDouble(text);
            case null, default -> throw wrong(name, value, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
        };
    }

    private @Nullable Object take(String name) {
        if (!rest.containsKey(name)) {
            throw new MalformedEvent(owner + " lacks the field \"" + name + "\"");
        }
        return rest.remove(name);
    }

    private <T> T as(Class<T> type, String name, @Nullable Object value, String expected) {
        if (!type.isInstance(value)) {
            throw wrong(name, value, expected);
        }
        return type.cast(value);
    }

    private MalformedEvent wrong(String name, @Nullable Object value, String expected) {
        return new MalformedEvent(owner + "." + name + " must be " + expected + ", not " + value);
    }
}
