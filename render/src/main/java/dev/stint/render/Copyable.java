package dev.stint.render;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A configuration in the spellings that people paste: arguments of a POSIX shell, JSON, YAML. */
final class Copyable {

    private static final List<String> YAML_WORDS =
            List.of("true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf");

    private Copyable() {}

    static Block.Snippets of(Config config) {
        return new Block.Snippets(List.of(
                new Block.Snippet("Arguments", arguments(config)),
                new Block.Snippet("JSON", json(config)),
                new Block.Snippet("YAML", yaml(config))));
    }

    static String arguments(Config config) {
        return config.values().entrySet().stream()
                .map(e -> quoted("--" + e.getKey()) + " " + quoted(e.getValue().text()))
                .collect(Collectors.joining(" \\\n"));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_.,:/@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    static String json(Config config) {
        return config.values().entrySet().stream()
                .map(e -> "  " + Json.text(e.getKey()) + ": " + Json.text(bare(e.getValue())))
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }

    private static Object bare(Value value) {
        return switch (value) {
            case Value.Real real -> new BigDecimal(real.text());
            case Value.Whole whole -> whole.value();
            case Value.Text text -> text.value();
            case Value.Flag flag -> flag.value();
        };
    }

    static String yaml(Config config) {
        return config.values().entrySet().stream()
                .map(e -> word(e.getKey()) + ": " + scalar(e.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String scalar(Value value) {
        return switch (value) {
            case Value.Real real -> exponent(real.text());
            case Value.Whole whole -> whole.text();
            case Value.Text text -> word(text.value());
            case Value.Flag flag -> flag.text();
        };
    }

    /** YAML 1.1 readers take {@code 1e-5} for text: they want a point and a sign. */
    private static String exponent(String number) {
        int e = number.indexOf('e');
        if (e < 0) {
            return number;
        }
        String mantissa = number.substring(0, e);
        String power = number.substring(e + 1);
        return mantissa + (mantissa.contains(".") ? "e" : ".0e") + (power.startsWith("-") ? "" : "+") + power;
    }

    private static String word(String text) {
        boolean plain = text.matches("[A-Za-z_][A-Za-z0-9_-]*") && !YAML_WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : Json.text(text);
    }
}
