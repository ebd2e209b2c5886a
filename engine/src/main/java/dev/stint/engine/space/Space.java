package dev.stint.engine.space;

import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * All parameters of a study with the constraints between them.
 *
 * <p>Every {@link Config} comes from here, so that each is complete, canonical and without inactive parameters.
 */
public final class Space {

    private static final int DRAWS = 10_000;

    private final List<Parameter> parameters;
    private final List<Parameter> parentsFirst;
    private final List<Constraint> constraints;

    /** @throws IllegalArgumentException if conditions are circular or name an unknown parameter */
    public Space(List<Parameter> parameters, List<Constraint> constraints) {
        this.parameters = List.copyOf(parameters);
        this.constraints = List.copyOf(constraints);
        this.parentsFirst = parentsFirst(this.parameters);
    }

    /** In the order of the study file. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The parameters that are tuned. */
    public List<Parameter> tuned() {
        return parameters.stream().filter(Parameter::tuned).toList();
    }

    public List<Constraint> constraints() {
        return constraints;
    }

    /** The parameter of this name, or null. */
    public @Nullable Parameter parameter(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The first parameter with this role, or null. */
    public @Nullable Parameter withRole(Role role) {
        for (Parameter parameter : parameters) {
            if (parameter.role() == role) {
                return parameter;
            }
        }
        return null;
    }

    /** Every parameter at its default: the control. */
    public Config defaults() {
        return complete(Map.of());
    }

    /** The given values, defaults for the rest, canonical and without what is inactive. Values outside their domain are kept for {@link #problems}. */
    public Config complete(Map<String, Value> given) {
        return build(parameter -> {
            Value value = given.get(parameter.name());
            if (value == null) {
                return parameter.fallback();
            }
            return parameter.domain().contains(value) ? parameter.domain().canonical(value) : value;
        });
    }

    /** One configuration, parents chosen before their children. */
    Config build(java.util.function.Function<Parameter, Value> chooser) {
        Map<String, Value> chosen = new LinkedHashMap<>();
        for (Parameter parameter : parentsFirst) {
            Condition when = parameter.when();
            if (when == null || when.holds(chosen)) {
                chosen.put(parameter.name(), chooser.apply(parameter));
            }
        }
        SequencedMap<String, Value> inOrder = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Value value = chosen.get(parameter.name());
            if (value != null) {
                inOrder.put(parameter.name(), value);
            }
        }
        return new Config(inOrder);
    }

    /** What is wrong with a configuration, in words; empty when it may be trained. */
    public List<String> problems(Config config) {
        List<String> problems = new ArrayList<>();
        config.values().forEach((name, value) -> {
            Parameter parameter = parameter(name);
            if (parameter == null) {
                problems.add(name + " is no parameter of this study");
            } else if (!parameter.domain().contains(value)) {
                problems.add(name + "=" + value.text() + " is outside "
                        + parameter.domain().describe());
            }
        });
        constraints.stream()
                .filter(constraint -> !constraint.holds(config))
                .forEach(constraint -> problems.add("violates " + constraint.text()));
        return problems;
    }

    /** Whether a configuration keeps every constraint. */
    public boolean admits(Config config) {
        return constraints.stream().allMatch(constraint -> constraint.holds(config));
    }

    /**
     * One configuration drawn uniformly from what the constraints leave.
     *
     * @throws IllegalStateException if ten thousand draws keep no constraint
     */
    public Config sample(Stream stream) {
        for (int draw = 0; draw < DRAWS; draw++) {
            Config config = build(p -> p.domain().tidyFromUnit(stream.uniform()));
            if (admits(config)) {
                return config;
            }
        }
        throw new IllegalStateException("no configuration in " + DRAWS + " draws keeps all constraints");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Space space
                && parameters.equals(space.parameters)
                && constraints.equals(space.constraints);
    }

    @Override
    public int hashCode() {
        return parameters.hashCode() * 31 + constraints.hashCode();
    }

    private static List<Parameter> parentsFirst(List<Parameter> parameters) {
        List<Parameter> ordered = new ArrayList<>();
        List<String> placed = new ArrayList<>();
        List<Parameter> waiting = new ArrayList<>(parameters);
        while (!waiting.isEmpty()) {
            List<Parameter> ready = waiting.stream()
                    .filter(p -> parentsOf(p).stream().allMatch(placed::contains))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalArgumentException("circular or unknown conditions among "
                        + waiting.stream().map(Parameter::name).toList());
            }
            ordered.addAll(ready);
            ready.forEach(p -> placed.add(p.name()));
            waiting.removeAll(ready);
        }
        return List.copyOf(ordered);
    }

    private static List<String> parentsOf(Parameter parameter) {
        Condition when = parameter.when();
        return when == null
                ? List.of()
                : when.clauses().stream().map(Condition.Clause::parameter).toList();
    }
}
