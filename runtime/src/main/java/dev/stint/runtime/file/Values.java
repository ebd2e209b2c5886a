package dev.stint.runtime.file;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of parameters as the study file writes them. */
final class Values {

    private Values() {}

    static Value of(Node.Leaf leaf) {
        return switch (leaf.kind()) {
            case WHOLE -> new Value.Whole(leaf.whole());
            case REAL -> new Value.Real(leaf.number());
            case FLAG -> new Value.Flag(leaf.flag());
            case TEXT, EMPTY, REFUSED -> new Value.Text(leaf.text());
        };
    }

    /** The options of a choice: all real where one of several numbers is, so that 1 and 1.0 are one option. */
    static List<Value> options(List<Node> nodes) {
        List<Value> values = nodes.stream().map(node -> of((Node.Leaf) node)).toList();
        boolean numbers = values.stream().noneMatch(value -> Double.isNaN(value.number()));
        boolean real = values.stream().anyMatch(value -> value instanceof Value.Real);
        return numbers && real
                ? values.stream()
                        .<Value>map(value -> new Value.Real(value.number()))
                        .toList()
                : values;
    }

    /** The value of the domain that {@code leaf} names, or null where it has none. */
    static @Nullable Value within(Domain domain, Node.Leaf leaf) {
        Value value = of(leaf);
        return switch (domain) {
            case Domain.Choice choice -> among(choice.options(), value);
            case Domain.Ordinal ordinal -> among(ordinal.options(), value);
            case Domain.Constant constant -> among(List.of(constant.value()), value);
            case Domain.Uniform range -> inside(range, value);
            case Domain.LogUniform range -> inside(range, value);
            case Domain.IntRange range -> inside(range, value);
            case Domain.LogInt range -> inside(range, value);
        };
    }

    private static @Nullable Value inside(Domain domain, Value value) {
        return domain.contains(value) ? domain.canonical(value) : null;
    }

    private static @Nullable Value among(List<Value> options, Value value) {
        return options.stream()
                .filter(option -> option.equals(value) || option.number() == value.number())
                .findFirst()
                .orElse(null);
    }
}
