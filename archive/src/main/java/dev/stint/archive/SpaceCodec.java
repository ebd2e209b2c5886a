package dev.stint.archive;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import dev.stint.runtime.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Spaces and configurations as the archive writes them. */
final class SpaceCodec {

    private SpaceCodec() {}

    static String space(List<ArchivedParameter> parameters) {
        return Json.object()
                .with(
                        "parameters",
                        parameters.stream().map(SpaceCodec::parameter).toList())
                .text();
    }

    private static Json.Members parameter(ArchivedParameter p) {
        Json.Members out = Json.object()
                .with("name", p.name())
                .with("role", p.role().key())
                .with("unit", p.unit());
        switch (p.domain()) {
            case Domain.Uniform d -> range(out, "uniform", d.low(), d.high());
            case Domain.LogUniform d -> range(out, "log-uniform", d.low(), d.high());
            case Domain.IntRange d -> range(out, "int", d.low(), d.high());
            case Domain.LogInt d -> range(out, "log-int", d.low(), d.high());
            case Domain.Choice d -> out.with("kind", "choice").with("options", d.options());
            case Domain.Ordinal d -> out.with("kind", "ordinal").with("options", d.options());
            case Domain.Constant d -> out.with("kind", "constant").with("options", List.of(d.value()));
        }
        return out.with("default", p.fallback());
    }

    private static void range(Json.Members out, String kind, Object low, Object high) {
        out.with("kind", kind).with("low", low).with("high", high);
    }

    static List<ArchivedParameter> space(@Nullable String text) {
        List<ArchivedParameter> parameters = new ArrayList<>();
        for (Object each : Tree.of(text).list("parameters")) {
            Tree tree = Tree.of(each);
            parameters.add(new ArchivedParameter(
                    tree.text("name"),
                    role(tree.text("role")),
                    tree.text("unit"),
                    domain(tree),
                    value(tree.get("default"))));
        }
        return parameters;
    }

    private static Role role(String key) {
        return Arrays.stream(Role.values())
                .filter(role -> role.key().equals(key))
                .findFirst()
                .orElse(Role.OTHER);
    }

    private static Domain domain(Tree tree) {
        return switch (tree.text("kind")) {
            case "uniform" -> new Domain.Uniform(tree.real("low"), tree.real("high"));
            case "log-uniform" -> new Domain.LogUniform(tree.real("low"), tree.real("high"));
            case "int" -> new Domain.IntRange(tree.whole("low"), tree.whole("high"));
            case "log-int" -> new Domain.LogInt(tree.whole("low"), tree.whole("high"));
            case "choice" -> new Domain.Choice(values(tree.list("options")));
            case "ordinal" -> new Domain.Ordinal(values(tree.list("options")));
            case "constant" -> new Domain.Constant(value(tree.list("options").getFirst()));
            default -> throw new Tree.Malformed("unknown kind of domain: " + tree.text("kind"));
        };
    }

    private static List<Value> values(List<?> list) {
        return list.stream().map(SpaceCodec::value).toList();
    }

    private static Value value(@Nullable Object value) {
        return switch (value) {
            case Double real -> new Value.Real(real);
            case Long whole -> new Value.Whole(whole);
            case String text -> new Value.Text(text);
            case Boolean flag -> new Value.Flag(flag);
            case null, default -> throw new Tree.Malformed("expected a value, found " + value);
        };
    }

    /** Values in the order of the parameters; null for an inactive one. */
    static String config(List<ArchivedParameter> parameters, Config config) {
        List<@Nullable Value> values = new ArrayList<>();
        parameters.forEach(p -> values.add(config.get(p.name())));
        return Json.object().with("v", values).text();
    }

    static Config config(List<ArchivedParameter> parameters, @Nullable String text) {
        List<?> values = Tree.of(text).list("v");
        if (values.size() != parameters.size()) {
            throw new Tree.Malformed("a configuration of " + values.size() + " values for " + parameters.size());
        }
        SequencedMap<String, Value> config = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                config.put(parameters.get(i).name(), value(values.get(i)));
            }
        }
        return new Config(config);
    }
}
