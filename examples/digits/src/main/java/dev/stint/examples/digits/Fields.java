package dev.stint.examples.digits;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, whose mistakes are named by their place.
 *
 * @param place prefix of the names in messages, such as {@code config.}
 */
record Fields(String place, JsonObject object) {

    /** The object written in {@code text}; {@code what} names it in the message if it is none. */
    static JsonObject parse(String what, String text) {
        try {
            if (JsonParser.parseString(text) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException e) {
            throw new Refusal(what + ": not JSON: " + text);
        }
        throw new Refusal(what + ": should be a JSON object, was " + text);
    }

    double number(String name, double otherwise) {
        JsonElement value = value(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return value.getAsDouble();
        } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
            throw wrong(name, value, "a number");
        }
    }

    int whole(String name, int otherwise) {
        double value = number(name, otherwise);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new Refusal(place + name + " (" + value + "): should be a whole number.");
        }
        return (int) value;
    }

    long seed(String name) {
        JsonElement value = value(name);
        try {
            return value == null ? 0 : value.getAsLong();
        } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
            throw wrong(name, value, "a whole number");
        }
    }

    String text(String name, String otherwise) {
        JsonElement value = value(name);
        return value == null ? otherwise : value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    JsonObject object(String name) {
        JsonElement value = value(name);
        if (value == null) {
            return new JsonObject();
        }
        if (value instanceof JsonObject found) {
            return found;
        }
        throw wrong(name, value, "a JSON object");
    }

    @Nullable
    Path path(String name) {
        JsonElement value = value(name);
        return value == null ? null : Path.of(value.getAsString());
    }

    private @Nullable JsonElement value(String name) {
        JsonElement value = object.get(name);
        return value == null || value.isJsonNull() ? null : value;
    }

    private Refusal wrong(String name, @Nullable JsonElement value, String expected) {
        return new Refusal(place + name + " (" + value + "): should be " + expected + ".");
    }
}
