package dev.stint.bench.lcbench;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/** The ranges of the table, the wider ones that an optimiser may see instead, and the way back. */
final class Ranges {

    /** The order in which the surrogate takes them, after the epoch. */
    private static final List<String> ORDER = List.of(
            "batch_size", "learning_rate", "momentum", "weight_decay", "num_layers", "max_units", "max_dropout");

    private final List<Range> tabulated;
    private final Map<String, Double> defaults = new LinkedHashMap<>();
    private final JsonNode widened;

    Ranges(Shared shared) {
        Map<String, Range> byName = new LinkedHashMap<>();
        for (JsonNode parameter : shared.configSpace()) {
            String name = parameter.get("name").asString();
            if (ORDER.contains(name)) {
                byName.put(name, range(name, parameter));
                defaults.put(name, parameter.get("default").asDouble());
            }
        }
        this.tabulated = ORDER.stream().map(byName::get).toList();
        this.widened = shared.widened();
    }

    private static Range range(String name, JsonNode parameter) {
        return new Range(
                name,
                parameter.get("type").asString().equals("uniform_int"),
                parameter.get("lower").asDouble(),
                parameter.get("upper").asDouble(),
                parameter.get("log").asBoolean());
    }

    /** The space that an optimiser sees for an instance and a seed. */
    Space space(SpaceKind kind, String instance, int seed) {
        return space(
                switch (kind) {
                    case TABULATED -> tabulated;
                    case WIDENED -> widened(instance, seed);
                    case REAL -> throw new IllegalArgumentException("LCBench has no real tables");
                });
    }

    private List<Range> widened(String instance, int seed) {
        JsonNode drawn = widened.get(instance + "/" + seed);
        if (drawn == null) {
            throw new IllegalArgumentException("no widened ranges for instance " + instance + " and seed " + seed
                    + "; there are 20 seeds, 0 to 19");
        }
        List<Range> ranges = new ArrayList<>();
        for (Range range : tabulated) {
            JsonNode bounds = drawn.get(range.name());
            ranges.add(
                    bounds == null
                            ? range
                            : range.between(
                                    bounds.get(0).asDouble(), bounds.get(1).asDouble()));
        }
        return ranges;
    }

    private Space space(List<Range> ranges) {
        List<Parameter> parameters = new ArrayList<>();
        for (Range range : ranges) {
            Value fallback = range.value(defaults.getOrDefault(range.name(), range.low()));
            Role role = Role.guess(range.name());
            parameters.add(new Parameter(range.name(), range.domain(), role, true, fallback, false, null, null));
        }
        return new Space(parameters, List.of());
    }

    /** The configuration as the surrogate takes it: what lies outside the table is reflected back into it. */
    double[] fold(Config config) {
        double[] row = new double[tabulated.size()];
        for (int i = 0; i < row.length; i++) {
            Value value = config.get(tabulated.get(i).name());
            if (value == null) {
                throw new IllegalArgumentException(
                        config.text() + " has no " + tabulated.get(i).name());
            }
            row[i] = tabulated.get(i).fold(value.number());
        }
        return row;
    }

    /** A configuration from its JSON, in the coordinates of the table. */
    Config config(JsonNode members) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (Range range : tabulated) {
            values.put(range.name(), range.value(members.get(range.name()).asDouble()));
        }
        return new Config(values);
    }
}
