package dev.stint.archive.optuna;

import dev.stint.archive.ImportRefused;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import dev.stint.runtime.json.Json;
import dev.stint.runtime.json.Lines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Optuna's distributions as domains and back. Values are stored as numbers: of a categorical one, the place among its choices.
 *
 * <p>A choice {@code null} is the label {@code null} (decision 0051).
 */
final class Distribution {

    /** What a choice of Optuna is called that is none of a text, a number and a truth value. */
    static final Value.Text NULL = new Value.Text("null");

    private Distribution() {}

    /** The domain that a distribution in JSON stands for, in the spelling of any of its versions. */
    static Domain domain(@Nullable String json) {
        if (json == null || !(Lines.read(json) instanceof Lines.Fields whole)) {
            throw new ImportRefused("A distribution is no JSON object: " + json);
        }
        Lines.Fields attributes = whole.object("attributes");
        String name = whole.text("name");
        if (attributes == null || name == null) {
            throw new ImportRefused("A distribution lacks its name or attributes: " + json);
        }
        try {
            return domain(name, attributes);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new ImportRefused("A distribution cannot be read: " + json, e);
        }
    }

    private static Domain domain(String name, Lines.Fields a) {
        boolean log = Boolean.TRUE.equals(a.flag("log"));
        return switch (name) {
            case "FloatDistribution" -> real(a, log);
            case "UniformDistribution", "DiscreteUniformDistribution" -> real(a, false);
            case "LogUniformDistribution" -> real(a, true);
            case "IntDistribution" -> whole(a, log);
            case "IntUniformDistribution" -> whole(a, false);
            case "IntLogUniformDistribution" -> whole(a, true);
            case "CategoricalDistribution" -> choice(a.values().get("choices"));
            default -> throw new ImportRefused("Stint knows no " + name + " of Optuna.");
        };
    }

    private static Domain real(Lines.Fields a, boolean log) {
        double low = number(a, "low");
        double high = number(a, "high");
        if (low == high) {
            return new Domain.Constant(new Value.Real(low));
        }
        return log ? new Domain.LogUniform(low, high) : new Domain.Uniform(low, high);
    }

    private static Domain whole(Lines.Fields a, boolean log) {
        long low = (long) number(a, "low");
        long high = (long) number(a, "high");
        if (low == high) {
            return new Domain.Constant(new Value.Whole(low));
        }
        return log ? new Domain.LogInt(low, high) : new Domain.IntRange(low, high);
    }

    private static double number(Lines.Fields a, String name) {
        Double number = a.real(name);
        if (number == null) {
            throw new IllegalArgumentException(name + " is no number");
        }
        return number;
    }

    private static Domain choice(@Nullable Object choices) {
        if (!(choices instanceof List<?> list)) {
            throw new IllegalArgumentException("choices are no list");
        }
        List<Value> options = new ArrayList<>();
        list.forEach(each -> options.add(option(each)));
        return options.size() == 1 ? new Domain.Constant(options.getFirst()) : new Domain.Choice(options);
    }

    private static Value option(@Nullable Object choice) {
        return switch (choice) {
            case null -> NULL;
            case String text -> new Value.Text(text);
            case Boolean flag -> new Value.Flag(flag);
            case Long whole -> new Value.Whole(whole);
            case Double real -> new Value.Real(real);
            default -> throw new IllegalArgumentException("a choice is a list or an object");
        };
    }

    /** The value behind a stored number. */
    static Value value(Domain domain, double stored) {
        return switch (domain) {
            case Domain.Choice choice -> choice.options().get((int) stored);
            case Domain.Constant constant -> constant.value();
            case Domain.IntRange ignored -> new Value.Whole(Math.round(stored));
            case Domain.LogInt ignored -> new Value.Whole(Math.round(stored));
            case Domain.Uniform ignored -> new Value.Real(stored);
            case Domain.LogUniform ignored -> new Value.Real(stored);
            case Domain.Ordinal ordinal -> ordinal.options().get((int) stored);
        };
    }

    /** The number that Optuna stores for a value. */
    static double stored(Domain domain, Value value) {
        return switch (domain) {
            case Domain.Choice choice -> choice.options().indexOf(value);
            case Domain.Ordinal ordinal -> ordinal.options().indexOf(value);
            case Domain.Constant ignored -> 0;
            case Domain.IntRange ignored -> value.number();
            case Domain.LogInt ignored -> value.number();
            case Domain.Uniform ignored -> value.number();
            case Domain.LogUniform ignored -> value.number();
        };
    }

    /**
     * The distribution of a domain, as JSON.
     *
     * @param restored whether the label {@code null} is Optuna's null
     */
    static String json(Domain domain, boolean restored) {
        return switch (domain) {
            case Domain.Uniform d -> numeric("FloatDistribution", d.low(), d.high(), false, null);
            case Domain.LogUniform d -> numeric("FloatDistribution", d.low(), d.high(), true, null);
            case Domain.IntRange d -> numeric("IntDistribution", d.low(), d.high(), false, 1L);
            case Domain.LogInt d -> numeric("IntDistribution", d.low(), d.high(), true, 1L);
            case Domain.Choice d -> categorical(d.options(), restored);
            case Domain.Ordinal d -> categorical(d.options(), restored);
            case Domain.Constant d -> categorical(List.of(d.value()), restored);
        };
    }

    private static String numeric(String name, Object low, Object high, boolean log, @Nullable Long step) {
        return Json.object()
                .with("name", name)
                .with(
                        "attributes",
                        Json.object()
                                .with("step", step)
                                .with("low", low)
                                .with("high", high)
                                .with("log", log))
                .text();
    }

    private static String categorical(List<Value> options, boolean restored) {
        List<@Nullable Value> choices = new ArrayList<>();
        options.forEach(option -> choices.add(restored && option.equals(NULL) ? null : option));
        return Json.object()
                .with("name", "CategoricalDistribution")
                .with("attributes", Json.object().with("choices", choices))
                .text();
    }
}
