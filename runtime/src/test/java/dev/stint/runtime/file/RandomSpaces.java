package dev.stint.runtime.file;

import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Constraint;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Prior;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Legal spaces with every kind of parameter, drawn from a seed. */
final class RandomSpaces {

    private final Stream stream;
    private final RandomSpecs draw;

    RandomSpaces(Stream stream, RandomSpecs draw) {
        this.stream = stream;
        this.draw = draw;
    }

    Space next() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter(
                "first", new Domain.Uniform(0, 1), Role.OTHER, false, new Value.Real(0.5), true, null, null));
        for (int i = 0; i < 1 + stream.below(8); i++) {
            parameters.add(parameter("p" + i + draw.one("", ".x", "_y", "-z"), condition(parameters)));
        }
        List<Constraint> constraints = new ArrayList<>();
        if (draw.flip()) {
            constraints.add(Constraint.parse("first * 2 <= 2 or p0 == \"it's\""
                    .replace(
                            "p0",
                            parameters.getLast().name().contains("-")
                                    ? "first"
                                    : parameters.getLast().name())));
        }
        return new Space(parameters, constraints);
    }

    private Parameter parameter(String name, @Nullable Condition when) {
        Domain domain = domain();
        boolean constant = domain instanceof Domain.Constant;
        Value fallback = domain.fromUnit(stream.uniform());
        Role role = draw.one(Role.values());
        Prior prior = constant
                ? null
                : draw.perhaps(() -> new Prior(
                        domain.canonical(domain.fromUnit(stream.uniform())), draw.one(Prior.Confidence.values())));
        boolean duration = role == Role.DURATION;
        return new Parameter(
                name,
                domain,
                duration ? Role.OTHER : role,
                draw.flip(),
                fallback,
                !constant && draw.flip(),
                when,
                prior);
    }

    private @Nullable Condition condition(List<Parameter> earlier) {
        List<Parameter> parents = earlier.stream()
                .filter(parameter -> parameter.domain() instanceof Domain.Choice
                        || parameter.domain() instanceof Domain.Ordinal
                        || parameter.domain() instanceof Domain.IntRange)
                .toList();
        if (parents.isEmpty() || draw.flip()) {
            return null;
        }
        Parameter parent = draw.one(parents);
        List<Value> values = List.of(parent.domain().fromUnit(stream.uniform()));
        return new Condition(List.of(new Condition.Clause(parent.name(), values)));
    }

    private Domain domain() {
        double low = StrictMath.pow(10, stream.uniform(-8, 4));
        long least = stream.below(1000);
        return switch (stream.below(7)) {
            case 0 -> new Domain.Uniform(-low, low * stream.uniform(1.1, 1000));
            case 1 -> new Domain.LogUniform(low, low * stream.uniform(1.1, 1e6));
            case 2 -> new Domain.IntRange(-least, 1 + stream.below(1000));
            case 3 -> new Domain.LogInt(1 + least, 2 + least + stream.below(100_000));
            case 4 -> new Domain.Choice(options());
            case 5 -> new Domain.Ordinal(options());
            default -> new Domain.Constant(options().getFirst());
        };
    }

    private List<Value> options() {
        List<Value> options = new ArrayList<>();
        int kind = stream.below(4);
        for (int i = 0; i < 1 + stream.below(4); i++) {
            Value value = switch (kind) {
                case 0 -> new Value.Real(stream.uniform(-1, 1) * StrictMath.pow(10, stream.uniform(-20, 20)));
                case 1 -> new Value.Whole(stream.bits());
                case 2 -> new Value.Flag(i % 2 == 0);
                default -> new Value.Text(draw.awkward());
            };
            if (options.stream().noneMatch(option -> option.text().equals(value.text()))) {
                options.add(value);
            }
        }
        return options;
    }
}
