package dev.stint.engine.space;

import java.math.BigDecimal;
import java.math.MathContext;

/** One value of a parameter, as the study file writes it and as the training command receives it. */
public sealed interface Value {

    /** The value as a command-line argument: shortest decimal that reads back the same, {@code true} or {@code false}, or the text. */
    String text();

    /** A real number; finite. */
    record Real(double value) implements Value {
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a parameter value must be finite, not " + value);
            }
            value = value == 0 ? 0.0 : value; // -0.0 and 0.0 are one value
        }

        @Override
        public String text() {
            BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
            int exponent = exact.precision() - exact.scale() - 1;
            if (value == 0 || (exponent >= -5 && exponent < 9)) {
                String plain = exact.toPlainString();
                return plain.contains(".") ? plain : plain + ".0";
            }
            String digits = exact.unscaledValue().abs().toString();
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return (value < 0 ? "-" : "") + mantissa + "e" + exponent;
        }
    }

    /** A whole number. */
    record Whole(long value) implements Value {
        @Override
        public String text() {
            return Long.toString(value);
        }
    }

    /** A label. */
    record Text(String value) implements Value {
        @Override
        public String text() {
            return value;
        }
    }

    /** A truth value. */
    record Flag(boolean value) implements Value {
        @Override
        public String text() {
            return Boolean.toString(value);
        }
    }

    /** The number behind a real or whole value; NaN for labels and flags. */
    default double number() {
        return switch (this) {
            case Real real -> real.value();
            case Whole whole -> whole.value();
            case Text ignored -> Double.NaN;
            case Flag ignored -> Double.NaN;
        };
    }

    /** {@code x} rounded to {@code digits} significant decimal digits. */
    static double rounded(double x, int digits) {
        return x == 0 ? 0 : new BigDecimal(x).round(new MathContext(digits)).doubleValue();
    }
}
