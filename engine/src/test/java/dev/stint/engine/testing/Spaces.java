package dev.stint.engine.testing;

import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Constraint;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Random spaces: every kind of domain at every scale, conditions on conditions, constraints that the defaults keep. */
public final class Spaces {

    private Spaces() {}

    /** A space of one to eight parameters; children may stand before their parents. */
    public static Space space(Draws draws) {
        List<Parameter> parameters = new ArrayList<>();
        int count = draws.between(1, 8);
        for (int i = 0; i < count; i++) {
            Condition when = parameters.isEmpty() || draws.chance(0.6) ? null : condition(draws, parameters);
            parameters.add(parameter("p" + i, domain(draws), draws, when));
        }
        List<Parameter> shuffled = new ArrayList<>(parameters);
        draws.stream().shuffle(shuffled);
        Space free = new Space(shuffled, List.of());
        return new Space(shuffled, constraints(draws, free.defaults()));
    }

    /** A parameter whose default is drawn as well. */
    public static Parameter parameter(String name, Domain domain, Draws draws, @Nullable Condition when) {
        Value fallback = domain.tidyFromUnit(draws.real(0, 1));
        return new Parameter(name, domain, Role.OTHER, false, fallback, false, when, null);
    }

    /** Any kind of domain. */
    public static Domain domain(Draws draws) {
        return switch (draws.below(7)) {
            case 0 -> uniform(draws);
            case 1 -> logUniform(draws);
            case 2 -> intRange(draws);
            case 3 -> logInt(draws);
            case 4 -> new Domain.Choice(options(draws));
            case 5 -> new Domain.Ordinal(options(draws));
            default -> new Domain.Constant(options(draws).getFirst());
        };
    }

    /** Ranges round zero, far from zero, tiny and huge. */
    public static Domain.Uniform uniform(Draws draws) {
        double centre = draws.chance(0.3) ? 0 : draws.logReal(1e-12, 1e12) * (draws.chance(0.5) ? 1 : -1);
        double width = draws.logReal(1e-15, 1e15) * (draws.chance(0.5) ? 1 : Math.abs(centre) + 1e-300);
        double low = centre - (draws.chance(0.5) ? 0 : width * draws.real(0, 1));
        double high = low + width;
        return low < high ? new Domain.Uniform(low, high) : new Domain.Uniform(low, Math.nextUp(low));
    }

    /** From ranges of three digits in all to ranges of six hundred decades. */
    public static Domain.LogUniform logUniform(Draws draws) {
        double low = draws.chance(0.1) ? draws.logReal(1e-305, 1e-200) : draws.logReal(1e-12, 1e6);
        double high = low * (1 + draws.logReal(1e-10, 1e6));
        return new Domain.LogUniform(low, draws.chance(0.1) ? 1e300 : high);
    }

    public static Domain.IntRange intRange(Draws draws) {
        long low = draws.between(-1000, 1000);
        long width = draws.chance(0.3) ? draws.between(1, 5) : (long) draws.logReal(1, 1e11);
        return new Domain.IntRange(low, low + width);
    }

    public static Domain.LogInt logInt(Draws draws) {
        long low = draws.chance(0.5) ? 1 : draws.between(1, 2000);
        long width = draws.chance(0.3) ? draws.between(1, 5) : (long) draws.logReal(1, 1e11);
        return new Domain.LogInt(low, low + width);
    }

    private static List<Value> options(Draws draws) {
        List<Value> all = List.of(
                new Value.Text("adamw"),
                new Value.Text("sgd"),
                new Value.Flag(true),
                new Value.Flag(false),
                new Value.Whole(-3),
                new Value.Whole(64),
                new Value.Real(0.5),
                new Value.Real(1e-7),
                new Value.Text(""));
        List<Value> some = new ArrayList<>(all);
        draws.stream().shuffle(some);
        return some.subList(0, draws.between(1, all.size()));
    }

    private static Condition condition(Draws draws, List<Parameter> earlier) {
        List<Condition.Clause> clauses = draws.list(draws.between(1, 2), () -> {
            Parameter parent = draws.pick(earlier);
            List<Value> values =
                    draws.list(draws.between(1, 3), () -> parent.domain().tidyFromUnit(draws.real(0, 1)));
            List<Value> anyOf = new ArrayList<>(values);
            anyOf.add(parent.fallback());
            return new Condition.Clause(parent.name(), draws.chance(0.5) ? anyOf : values);
        });
        return new Condition(clauses);
    }

    private static List<Constraint> constraints(Draws draws, Config defaults) {
        List<String> numbers = defaults.values().entrySet().stream()
                .filter(e -> !Double.isNaN(e.getValue().number()))
                .map(Map.Entry::getKey)
                .toList();
        if (numbers.isEmpty() || draws.chance(0.5)) {
            return List.of();
        }
        String name = draws.pick(numbers);
        double at = numberOf(defaults, name);
        double slack = Math.abs(at) * 0.5 + 1e-9;
        String bound = draws.chance(0.5) ? name + " <= " + plain(at + slack) : name + " >= " + plain(at - slack);
        return List.of(Constraint.parse(bound));
    }

    private static double numberOf(Config config, String name) {
        Value value = config.get(name);
        return value == null ? Double.NaN : value.number();
    }

    private static String plain(double x) {
        return x < 0 ? "-" + new Value.Real(-x).text() : new Value.Real(x).text();
    }

    /** Any configuration: drawn, decoded from any point of the cube, or with parameters at their bounds. */
    public static Config config(Draws draws, Space space) {
        Encoding encoding = new Encoding(space);
        double[] point = new double[encoding.dimensions()];
        for (int i = 0; i < point.length; i++) {
            point[i] = draws.chance(0.2) ? draws.below(2) : draws.real(0, 1);
        }
        return switch (draws.below(3)) {
            case 0 -> encoding.decode(point);
            case 1 -> encoding.propose(point);
            default -> atBounds(draws, space);
        };
    }

    private static Config atBounds(Draws draws, Space space) {
        Map<String, Value> given = new LinkedHashMap<>();
        for (Parameter parameter : space.parameters()) {
            given.put(parameter.name(), atBound(draws, parameter));
        }
        return space.complete(given);
    }

    private static Value atBound(Draws draws, Parameter parameter) {
        boolean low = draws.chance(0.5);
        return switch (parameter.domain()) {
            case Domain.Uniform d -> new Value.Real(low ? d.low() : d.high());
            case Domain.LogUniform d -> new Value.Real(low ? d.low() : d.high());
            case Domain.IntRange d -> new Value.Whole(low ? d.low() : d.high());
            case Domain.LogInt d -> new Value.Whole(low ? d.low() : d.high());
            case Domain.Choice d -> draws.pick(d.options());
            case Domain.Ordinal d -> draws.pick(d.options());
            case Domain.Constant d -> d.value();
        };
    }
}
