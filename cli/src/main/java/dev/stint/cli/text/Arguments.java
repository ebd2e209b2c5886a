package dev.stint.cli.text;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A configuration as somebody would type it. */
public final class Arguments {

    private Arguments() {}

    /**
     * The words of the command that carry parameters, quoted for a shell; {@code --name=value} where the command does
     * not say.
     */
    public static String words(@Nullable Command command, Config config) {
        List<String> all = command == null
                ? List.of()
                : command.parts().stream().flatMap(p -> p.words().stream()).toList();
        List<String> words = new ArrayList<>();
        config.values().forEach((name, value) -> words.addAll(of(name, value, all)));
        return words.stream().map(Arguments::quoted).collect(Collectors.joining(" "));
    }

    private static List<String> of(String name, Value value, List<String> command) {
        String placeholder = "${" + name + "}";
        for (int i = 0; i < command.size(); i++) {
            String word = command.get(i);
            if (word.contains(placeholder)) {
                String filled = word.replace(placeholder, value.text());
                boolean flagged =
                        i > 0 && !word.startsWith("-") && command.get(i - 1).startsWith("-");
                return flagged ? List.of(command.get(i - 1), filled) : List.of(filled);
            }
        }
        return List.of("--" + name + "=" + value.text());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** One line a parameter; texts are quoted. */
    public static String yaml(Config config) {
        return config.values().entrySet().stream()
                .map(e -> e.getKey() + ": " + yaml(e.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String yaml(Value value) {
        return switch (value) {
            case Value.Real real ->
                real.text().contains(".") || !real.text().contains("e")
                        ? real.text()
                        : real.text().replace("e", ".0e");
            case Value.Whole whole -> whole.text();
            case Value.Flag flag -> flag.text();
            case Value.Text text ->
                text.value().matches("[A-Za-z_][A-Za-z0-9_-]*")
                                && !text.value().matches("(?i)y|n|yes|no|on|off|true|false|null")
                        ? text.value()
                        : "'" + text.value().replace("'", "''") + "'";
        };
    }
}
