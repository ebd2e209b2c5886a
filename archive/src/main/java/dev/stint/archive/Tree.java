package dev.stint.archive;

import dev.stint.runtime.json.Lines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads kept JSON strictly: whatever is not as it was written is {@link Malformed}. */
final class Tree {

    /** Something that this version did not write. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    private final SequencedMap<String, @Nullable Object> values;

    private Tree(SequencedMap<String, @Nullable Object> values) {
        this.values = values;
    }

    static Tree of(@Nullable String text) {
        if (text != null && Lines.read(text) instanceof Lines.Fields fields) {
            return new Tree(fields.values());
        }
        throw new Malformed("expected a JSON object, found " + text);
    }

    static Tree of(@Nullable Object value) {
        if (!(value instanceof SequencedMap<?, ?> map)) {
            throw new Malformed("expected an object, found " + value);
        }
        SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((name, member) -> values.put(String.valueOf(name), member));
        return new Tree(values);
    }

    SequencedMap<String, @Nullable Object> values() {
        return values;
    }

    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    String text(String name) {
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    List<?> list(String name) {
        if (values.get(name) instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "a list");
    }

    long whole(String name) {
        if (values.get(name) instanceof Long whole) {
            return whole;
        }
        throw wrong(name, "a whole number");
    }

    double real(String name) {
        return real(values.get(name));
    }

    /** A number, or one of the strings that stand for those that JSON lacks. */
    static double real(@Nullable Object value) {
        return switch (value) {
            case Double real -> real;
            case Long whole -> whole;
            case String text when text.equals("NaN") -> Double.NaN;
            case null, default -> throw new Malformed("expected a number, found " + value);
        };
    }

    private Malformed wrong(String name, String expected) {
        return new Malformed("expected " + expected + " as " + name + ", found " + values.get(name));
    }
}
