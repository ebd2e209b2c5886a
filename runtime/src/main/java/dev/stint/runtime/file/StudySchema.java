package dev.stint.runtime.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The JSON Schema (draft 2020-12) of the study file, made from the reader's own table of keys. */
public final class StudySchema {

    private StudySchema() {}

    /**
     * The schema as nested maps and lists, ready to be JSON. It accepts what the first pass of the reader accepts: each
     * value on its own. What needs several keys at once, such as a default inside its range, only the reader checks.
     */
    public static SequencedMap<String, Object> tree() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Stint study file");
        schema.putAll(of(Keys.STUDY));
        return schema;
    }

    private static SequencedMap<String, Object> of(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> map("type", "string", "pattern", text.pattern());
            case Shape.Word word -> map("enum", allowed(word));
            case Shape.Whole whole -> whole(whole);
            case Shape.Real real -> map("type", "number", "minimum", real.low(), "maximum", real.high());
            case Shape.YesNo ignored -> map("type", "boolean");
            case Shape.Measured measured -> measured(measured);
            case Shape.Scalar ignored -> map("type", List.of("string", "number", "boolean"));
            case Shape.Range ignored ->
                map("type", "array", "items", map("type", "number"), "minItems", 2, "maxItems", 2);
            case Shape.Many many -> map("type", "array", "items", of(many.of()), "minItems", many.least());
            case Shape.Section section -> section(section);
            case Shape.Named named ->
                map(
                        "type",
                        "object",
                        "propertyNames",
                        map("pattern", named.pattern()),
                        "additionalProperties",
                        of(named.of()));
            case Shape.Either either ->
                map("anyOf", either.forms().stream().map(StudySchema::of).toList());
        };
    }

    private static List<String> allowed(Shape.Word word) {
        List<String> allowed = new ArrayList<>(word.known());
        allowed.addAll(word.answered());
        return allowed;
    }

    private static SequencedMap<String, Object> whole(Shape.Whole whole) {
        SequencedMap<String, Object> number = map("type", "integer", "minimum", whole.low(), "maximum", whole.high());
        return whole.auto() ? map("anyOf", List.of(map("const", "auto"), number)) : number;
    }

    private static SequencedMap<String, Object> measured(Shape.Measured measured) {
        SequencedMap<String, Object> text =
                map("type", "string", "pattern", measured.kind().pattern());
        return measured.kind() == Quantities.Kind.SHARE
                ? map("anyOf", List.of(map("type", "number", "exclusiveMinimum", 0, "maximum", 1), text))
                : text;
    }

    private static SequencedMap<String, Object> section(Shape.Section section) {
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        section.keys().forEach(key -> properties.put(key.name(), key(key)));
        SequencedMap<String, Object> schema =
                map("type", "object", "properties", properties, "additionalProperties", false);
        List<String> required =
                section.keys().stream().filter(Key::isRequired).map(Key::name).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!section.kinds().isEmpty()) {
            schema.put(
                    "oneOf",
                    section.kinds().stream()
                            .map(kind -> map("required", List.of(kind)))
                            .toList());
        }
        return schema;
    }

    private static SequencedMap<String, Object> key(Key key) {
        SequencedMap<String, Object> schema = map("description", key.meaning());
        if (key.shape() instanceof Shape.Word word && !word.later().isEmpty()) {
            schema.put("description", key.meaning() + " Not built yet: " + String.join(", ", word.later()) + ".");
        }
        schema.putAll(of(key.shape()));
        return schema;
    }

    private static SequencedMap<String, Object> map(Object... keysAndValues) {
        SequencedMap<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
