package dev.stint.runtime.trial;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects as scripts write them: bare {@code NaN} and {@code Infinity} are numbers. */
final class JsonLine {

    private static final JsonMapper TOLERANT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private JsonLine() {}

    /** The fields of an object in their order, or null where the text is none. */
    static @Nullable SequencedMap<String, @Nullable Object> read(String text) {
        try {
            return TOLERANT.readValue(text, OBJECT);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    static String write(SequencedMap<String, ?> object) {
        return TOLERANT.writeValueAsString(object);
    }

    /** A number, or a text that spells one (as {@code nan} and {@code -inf} too); null for anything else. */
    static @Nullable Double number(@Nullable Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case String text -> number(text);
            case null, default -> null;
        };
    }

    private static @Nullable Double number(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> decimal(plain);
        };
    }

    private static @Nullable Double decimal(String plain) {
        if (plain.isEmpty() || !plain.chars().allMatch(c -> "0123456789.+-e".indexOf(c) >= 0)) {
            return null;
        }
        try {
            return Double.valueOf(plain);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
