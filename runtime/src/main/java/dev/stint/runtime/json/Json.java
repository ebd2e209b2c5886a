package dev.stint.runtime.json;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes plain values as strict JSON in ASCII; NaN and infinities become strings.
 *
 * <p>Values are maps with string keys, {@link Members}, iterables, strings, numbers, booleans, null, constants ({@code CANNOT_TELL} as
 * {@code cannot-tell}), and parameter values and configurations of the engine. Anything else is an {@link IllegalArgumentException}: a record is turned into members by hand, so that its components can be renamed.
 */
public final class Json {

    /** The members of an object, in the order added. */
    public static final class Members {

        private final SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();

        private Members() {}

        /** Adds a member; null is written as null. */
        public Members with(String name, @Nullable Object value) {
            values.put(name, value);
            return this;
        }

        /** Adds a member unless it is null. */
        public Members withIfPresent(String name, @Nullable Object value) {
            return value == null ? this : with(name, value);
        }

        public SequencedMap<String, @Nullable Object> map() {
            return Collections.unmodifiableSequencedMap(values);
        }

        /** One line. */
        public String text() {
            return Json.text(values);
        }
    }

    private Json() {}

    /** An object without members yet. */
    public static Members object() {
        return new Members();
    }

    /** One line, without a line end. */
    public static String text(@Nullable Object value) {
        return Text.written(json -> write(json, value));
    }

    /** Indented, for people. */
    public static String indented(@Nullable Object value) {
        return Text.indented(json -> write(json, value));
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Number number -> number(json, number);
            case Enum<?> constant ->
                json.writeString(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            case Value parameter -> dev.stint.runtime.json.Members.value(json, parameter);
            case Config config -> object(json, config.values());
            case Members members -> object(json, members.values);
            case Map<?, ?> map -> object(json, map);
            case Iterable<?> elements -> array(json, elements);
            default ->
                throw new IllegalArgumentException(
                        "cannot write a " + value.getClass().getName() + " as JSON");
        }
    }

    private static void number(JsonGenerator json, Number number) {
        switch (number) {
            case Integer whole -> json.writeNumber(whole);
            case Long whole -> json.writeNumber(whole);
            case Double real -> Text.real(json, real);
            default ->
                throw new IllegalArgumentException(
                        "cannot write a " + number.getClass().getName() + " as JSON");
        }
    }

    private static void object(JsonGenerator json, Map<?, ?> map) {
        json.writeStartObject();
        map.forEach((name, value) -> {
            Text.name(json, (String) name);
            write(json, value);
        });
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, Iterable<?> elements) {
        json.writeStartArray();
        Consumer<@Nullable Object> each = element -> write(json, element);
        elements.forEach(each);
        json.writeEndArray();
    }
}
