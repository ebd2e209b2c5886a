package dev.stint.runtime.file;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.space.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers with units: {@code 100 gpu-hours}, {@code 3 days}, {@code 8 GB}, {@code 10%}. */
final class Quantities {

    private static final String NUMBER = "([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?";
    private static final Pattern PARTS = Pattern.compile("(?<number>" + NUMBER + ") *(?<unit>[A-Za-z%].*)");
    private static final String TIMES = "seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|days?|d|weeks?";

    /** What is measured; the pattern says what can be told from the text alone. */
    enum Kind {
        AMOUNT(
                NUMBER + " *[A-Za-z][A-Za-z0-9_ -]*",
                "an amount of compute with its unit",
                "100 gpu-hours, 90 minutes, 30 epochs or 20 trainings"),
        DURATION(NUMBER + " *(" + TIMES + ")", "a time with its unit", "90 seconds, 10 minutes, 2 hours or 3 days"),
        MEMORY(NUMBER + " *([kKMGT]i?)?B", "an amount of memory with its unit", "8 GB or 512 MiB"),
        SHARE(NUMBER + " *%", "a share of the budget", "10%, or 0.1");

        private final String pattern;
        private final String words;
        private final String examples;

        Kind(String pattern, String words, String examples) {
            this.pattern = "^" + pattern + "$";
            this.words = words;
            this.examples = examples;
        }

        /** Java and JSON Schema read it alike. */
        String pattern() {
            return pattern;
        }

        String words() {
            return words;
        }

        /** What one may write, in words. */
        String examples() {
            return examples;
        }

        boolean matches(String text) {
            return text.matches(pattern);
        }
    }

    private Quantities() {}

    /** The number in front of the unit; infinite if it is too large. */
    static double number(String text) {
        return Double.parseDouble(parts(text).group("number"));
    }

    /** The unit in lower case, with a dash between its words. */
    static String unit(String text) {
        return parts(text).group("unit").strip().toLowerCase(Locale.ROOT).replaceAll("[ _]+", "-");
    }

    /** Seconds in a text of kind {@link Kind#DURATION}. */
    static double seconds(String text) {
        double each = switch (unit(text).charAt(0)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3600;
            case 'd' -> 24 * 3600;
            default -> 7 * 24 * 3600;
        };
        return exact(text, each);
    }

    /** Bytes in a text of kind {@link Kind#MEMORY}; infinite if too many. */
    static double bytes(String text) {
        String unit = unit(text);
        double step = unit.contains("i") ? 1024 : 1000;
        int power = "kmgt".indexOf(unit.charAt(0)) + 1;
        return Math.rint(exact(text, StrictMath.pow(step, power)));
    }

    /** The share of one in a text of kind {@link Kind#SHARE}. */
    static double share(String text) {
        double percent = number(text);
        return Double.isInfinite(percent)
                ? percent
                : BigDecimal.valueOf(percent).movePointLeft(2).doubleValue();
    }

    /** The unit of compute that a word means, or null; {@code fidelity} names the fidelity's unit, if known. */
    static @Nullable Unit compute(String word, @Nullable String fidelity) {
        String plain = word.replaceAll("^gpu-?", "");
        boolean gpu = plain.length() < word.length();
        Unit time = switch (plain) {
            case "second", "seconds", "sec", "secs", "s" -> gpu ? Unit.GPU_SECONDS : Unit.SECONDS;
            case "minute", "minutes", "min", "mins" -> gpu ? Unit.GPU_MINUTES : Unit.MINUTES;
            case "hour", "hours", "hr", "hrs", "h" -> gpu ? Unit.GPU_HOURS : Unit.HOURS;
            default -> null;
        };
        if (time != null) {
            return time;
        }
        return switch (word) {
            case "training", "trainings" -> Unit.TRAININGS;
            case "fidelity-unit", "fidelity-units" -> Unit.FIDELITY;
            default -> fidelity != null && namesUnit(word, fidelity) ? Unit.FIDELITY : null;
        };
    }

    private static boolean namesUnit(String word, String fidelity) {
        String unit = fidelity.toLowerCase(Locale.ROOT).replace('_', '-');
        return List.of(unit, unit + "s", unit + "es").contains(word);
    }

    /** A number without needless digits. */
    static String plain(double number) {
        if (number == StrictMath.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        return new Value.Real(number).text();
    }

    /** The product as one would compute it by hand, so that 0.1 minutes are 6 seconds. */
    private static double exact(String text, double factor) {
        double number = number(text);
        return Double.isInfinite(number)
                ? number
                : BigDecimal.valueOf(number)
                        .multiply(BigDecimal.valueOf(factor))
                        .doubleValue();
    }

    private static Matcher parts(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no number with a unit: " + text);
        }
        return parts;
    }
}
