package dev.stint.runtime.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads the JSON lines of scripts and callers, tolerantly.
 *
 * <p>NaN, Infinity and -Infinity are read bare, as Python's {@code json} writes them, so are {@code nan} and {@code inf}, as its {@code print} does, and
 * all of them as strings. Of a field that comes twice the last one counts.
 */
public final class Lines {

    /** What a line is. */
    public sealed interface Line {}

    /** Not one JSON object; {@code why} in a few words. */
    public record Garbage(String why) implements Line {}

    /** One JSON object, its fields in the order written. */
    public record Fields(SequencedMap<String, @Nullable Object> values) implements Line {

        public Fields {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }

        public boolean has(String name) {
            return values.containsKey(name);
        }

        /** A number, NaN or an infinity, bare or as a string; null if the field is absent or anything else. */
        public @Nullable Double real(String name) {
            return number(values.get(name));
        }

        /** A whole number, which may be written as 3.0; null if the field is absent or anything else. */
        public @Nullable Long whole(String name) {
            return switch (values.get(name)) {
                case Long whole -> whole;
                case Double real when real == StrictMath.rint(real) && Math.abs(real) < 0x1p53 -> (long) (double) real;
                case null, default -> null;
            };
        }

        public @Nullable String text(String name) {
            return values.get(name) instanceof String text ? text : null;
        }

        public @Nullable Boolean flag(String name) {
            return values.get(name) instanceof Boolean flag ? flag : null;
        }

        /** An object within this one; null if the field is absent or anything else. */
        public @Nullable Fields object(String name) {
            return values.get(name) instanceof SequencedMap<?, ?> map ? new Fields(named(map)) : null;
        }

        /** All fields that are numbers, in the order written; the others are left out. */
        public SequencedMap<String, Double> reals() {
            SequencedMap<String, Double> reals = new LinkedHashMap<>();
            values.forEach((name, value) -> {
                Double real = number(value);
                if (real != null) {
                    reals.put(name, real);
                }
            });
            return reals;
        }

        private static SequencedMap<String, @Nullable Object> named(SequencedMap<?, ?> map) {
            SequencedMap<String, @Nullable Object> named = new LinkedHashMap<>();
            map.forEach((name, value) -> named.put(String.valueOf(name), value));
            return named;
        }
    }

    private Lines() {}

    /** One line, without its end. Never fails. */
    public static Line read(String line) {
        Line strict = parse(line);
        if (strict instanceof Fields) {
            return strict;
        }
        String spelled = spelled(line);
        return spelled.equals(line) ? strict : parse(spelled);
    }

    private static Line parse(String line) {
        try (JsonParser json = Text.tolerant(line)) {
            return new Fields(Tree.object(json));
        } catch (JacksonException e) {
            return new Garbage(e.getOriginalMessage());
        }
    }

    /** The line with the bare words nan, inf and infinity in the spelling that the parser knows; strings stay as they are. */
    private static String spelled(String line) {
        StringBuilder spelled = new StringBuilder(line.length());
        int at = 0;
        while (at < line.length()) {
            String token = line.substring(at, tokenEnd(line, at));
            Double number = nonFinite(token);
            spelled.append(number == null ? token : Double.toString(number));
            at += token.length();
        }
        return spelled.toString();
    }

    private static int tokenEnd(String line, int start) {
        char first = line.charAt(start);
        return first == '"' ? stringEnd(line, start) : isWordPart(first) ? wordEnd(line, start) : start + 1;
    }

    private static int stringEnd(String line, int start) {
        int at = start + 1;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, line.length());
    }

    private static int wordEnd(String line, int start) {
        int at = start;
        while (at < line.length() && isWordPart(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.';
    }

    private static @Nullable Double number(@Nullable Object value) {
        return switch (value) {
            case Double real -> real;
            case Long whole -> (double) whole;
            case String text -> nonFinite(text);
            case null, default -> null;
        };
    }

    private static @Nullable Double nonFinite(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }
}
