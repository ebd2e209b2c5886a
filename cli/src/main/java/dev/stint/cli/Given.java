package dev.stint.cli;

import dev.stint.cli.text.Spelling;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that the user gives as arguments. */
final class Given {

    private Given() {}

    /** {@code name=value} arguments. */
    static Map<String, String> pairs(List<String> arguments) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw Refusal.usage("'" + argument + "' is no name=value. Write, for example, lr=3e-4");
            }
            pairs.put(
                    argument.substring(0, equals).strip(),
                    argument.substring(equals + 1).strip());
        }
        return pairs;
    }

    /** The configuration with these values, and defaults for the rest; refuses what is not in the space. */
    static Config config(Space space, Map<String, String> given) {
        Map<String, Value> values = new LinkedHashMap<>();
        given.forEach((name, text) -> values.put(name, value(space, name, text)));
        Config config = space.complete(values);
        for (String name : values.keySet()) {
            if (config.get(name) == null) {
                throw Refusal.usage(
                        name + " does not exist in " + config.text() + ": leave it out, or change what it depends on.");
            }
        }
        List<String> problems = space.problems(config);
        if (!problems.isEmpty()) {
            throw Refusal.usage(config.text() + " cannot be tried: " + String.join("; ", problems));
        }
        return config;
    }

    private static Value value(Space space, String name, String text) {
        Parameter parameter = space.parameter(name);
        if (parameter == null) {
            List<String> names =
                    space.parameters().stream().map(Parameter::name).toList();
            throw Refusal.usage("The study has no parameter " + name + "." + Spelling.hint(name, names) + "\n  It has "
                    + String.join(", ", names) + ".");
        }
        Value value = value(parameter.domain(), text);
        if (value == null || !parameter.domain().contains(value)) {
            throw Refusal.usage(
                    name + "=" + text + " is outside " + parameter.domain().describe() + ".");
        }
        return value;
    }

    private static @Nullable Value value(Domain domain, String text) {
        return switch (domain) {
            case Domain.Uniform ignored -> number(text);
            case Domain.LogUniform ignored -> number(text);
            case Domain.IntRange ignored -> number(text);
            case Domain.LogInt ignored -> number(text);
            case Domain.Choice choice -> among(choice.options(), text);
            case Domain.Ordinal ordinal -> among(ordinal.options(), text);
            case Domain.Constant constant -> among(List.of(constant.value()), text);
        };
    }

    private static @Nullable Value number(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? new Value.Real(number) : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static @Nullable Value among(List<Value> options, String text) {
        Value number = number(text);
        return options.stream()
                .filter(o -> o.text().equals(text) || (number != null && o.number() == number.number()))
                .findFirst()
                .orElse(null);
    }

    /** A new budget: {@code 8 minutes} for the whole, {@code +2 minutes} on top of what there is. */
    static Amount budget(StudySpec spec, String text) {
        String plain = text.strip();
        boolean more = plain.startsWith("+");
        String[] words = (more ? plain.substring(1).strip() : plain).split("\\s+", 2);
        Value number = number(words[0]);
        double factor = words.length < 2 ? Double.NaN : factor(spec, words[1].toLowerCase(Locale.ROOT));
        if (number == null || Double.isNaN(factor) || !(number.number() > 0)) {
            throw Refusal.usage("'" + text + "' is no budget for this study. Write a number and its unit, such as '"
                    + example(spec) + "' for the whole budget, or with a + before it for so much more.");
        }
        Amount amount = new Amount(number.number() * factor, spec.budget().unit());
        return more ? spec.budget().plus(amount) : amount;
    }

    private static String example(StudySpec spec) {
        Unit unit = spec.budget().unit();
        String key = unit.kind() == Unit.Kind.FIDELITY ? spec.fidelity().unit() + "s" : unit.key();
        return Math.round(Math.ceil(spec.budget().value() * 1.5)) + " " + key;
    }

    /** How many of the study's unit are in one of the named unit; NaN for a unit that cannot be converted. */
    private static double factor(StudySpec spec, String name) {
        Unit own = spec.budget().unit();
        String plural = name.endsWith("s") ? name : name + "s";
        if (own.kind() == Unit.Kind.FIDELITY) {
            return plural.equals(spec.fidelity().unit() + "s") ? 1 : Double.NaN;
        }
        for (Unit unit : Unit.values()) {
            if (unit.kind() == own.kind() && unit.key().equals(plural)) {
                return unit.base() / own.base();
            }
        }
        return Double.NaN;
    }
}
