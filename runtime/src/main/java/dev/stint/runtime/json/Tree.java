package dev.stint.runtime.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/** A JSON value as plain objects: maps in the order written, lists, strings, Long, Double, Boolean and null. */
final class Tree {

    private Tree() {}

    /**
     * The one object that the text holds.
     *
     * @throws JacksonException where it is no JSON, no object, or more than one value
     */
    static SequencedMap<String, @Nullable Object> object(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new StreamReadException(json, "expected an object in braces");
        }
        SequencedMap<String, @Nullable Object> members = members(json);
        if (json.nextToken() != null) {
            throw new StreamReadException(json, "expected nothing after the object");
        }
        return members;
    }

    private static SequencedMap<String, @Nullable Object> members(JsonParser json) {
        SequencedMap<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            members.put(name, value(json, json.nextToken()));
        }
        return members;
    }

    private static List<@Nullable Object> elements(JsonParser json) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            elements.add(value(json, token));
        }
        return elements;
    }

    private static @Nullable Object value(JsonParser json, @Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> members(json);
            case START_ARRAY -> elements(json);
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> whole(json);
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new StreamReadException(json, "expected a value");
            case null -> throw new StreamReadException(json, "the text ends too early");
        };
    }

    /** A Long, or a Double where it has too many digits. */
    private static Number whole(JsonParser json) {
        return json.getNumberValue() instanceof BigInteger big
                ? (Number) big.doubleValue()
                : (Number) json.getLongValue();
    }
}
