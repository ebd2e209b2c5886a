package dev.stint.runtime.trial;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as scripts write them: also in quotes, and as {@code nan} or {@code -inf}. */
final class Numbers {

    private static final double LARGEST_STEP = 0x1p53;

    private Numbers() {}

    /** The number that a field holds or spells; null for anything else. */
    static @Nullable Double real(@Nullable Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case String text -> real(text);
            case null, default -> null;
        };
    }

    /** A whole number from 0, also when written as 3.0; null for anything else. */
    static @Nullable Long step(@Nullable Object value) {
        Double number = real(value);
        if (number == null || !(number >= 0 && number <= LARGEST_STEP) || number != StrictMath.rint(number)) {
            return null;
        }
        return number.longValue();
    }

    private static @Nullable Double real(String text) {
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
