package dev.stint.runtime.file;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import dev.stint.runtime.file.Node.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads the values that one parameter takes. */
final class DomainReader {

    /** Beyond this, not every whole number is a double. */
    private static final long LARGEST_WHOLE = 1L << 53;

    private static final int MOST_OPTIONS = 10_000;

    private final Findings findings;

    DomainReader(Findings findings) {
        this.findings = findings;
    }

    /** The domain behind a parameter's name, or null if it has none that makes sense. */
    @Nullable
    Domain read(Node node) {
        if (node instanceof Leaf leaf) {
            return new Domain.Constant(Values.of(leaf));
        }
        Node.Entries section = (Node.Entries) node;
        String kind = section.entries().keySet().stream()
                .filter(SpaceKeys.KINDS::contains)
                .findFirst()
                .orElse(null);
        Node values = kind == null ? null : section.get(kind);
        return kind == null || values == null ? null : read(kind, values);
    }

    private @Nullable Domain read(String kind, Node values) {
        return switch (kind) {
            case "uniform" -> real((Node.Items) values, Domain.Uniform::new);
            case "log-uniform" ->
                isPositive(kind, (Node.Items) values) ? real((Node.Items) values, Domain.LogUniform::new) : null;
            case "int" -> whole((Node.Items) values, Domain.IntRange::new);
            case "log-int" ->
                isPositive(kind, (Node.Items) values) ? whole((Node.Items) values, Domain.LogInt::new) : null;
            case "choice" -> options((Node.Items) values, Domain.Choice::new);
            case "ordinal" -> options((Node.Items) values, Domain.Ordinal::new);
            default -> new Domain.Constant(Values.of((Leaf) values));
        };
    }

    private @Nullable Domain real(Node.Items bounds, BiFunction<Double, Double, Domain> domain) {
        double low = low(bounds).number();
        double high = high(bounds).number();
        if (!isRange(bounds, low, high)) {
            return null;
        }
        if (!Double.isFinite(high - low)) {
            findings.problem(
                    bounds.place(),
                    "the range " + shown(bounds) + " is too wide to compute with",
                    "write nearer bounds");
            return null;
        }
        return domain.apply(low, high);
    }

    private @Nullable Domain whole(Node.Items bounds, BiFunction<Long, Long, Domain> domain) {
        for (Node bound : bounds.nodes()) {
            Leaf leaf = (Leaf) bound;
            if (!leaf.isWhole() || Math.abs(leaf.whole()) > LARGEST_WHOLE) {
                findings.problem(
                        leaf.place(),
                        leaf.found() + " is not a whole number up to 2^53",
                        "write whole bounds, or uniform for numbers with a fraction");
                return null;
            }
        }
        long low = low(bounds).whole();
        long high = high(bounds).whole();
        return isRange(bounds, (double) low, (double) high) ? domain.apply(low, high) : null;
    }

    private boolean isRange(Node.Items bounds, double low, double high) {
        if (low > high) {
            findings.problem(
                    bounds.place(),
                    "the range " + shown(bounds) + " is reversed",
                    "write [" + high(bounds).text() + ", " + low(bounds).text() + "]");
        } else if (low == high) {
            findings.problem(
                    bounds.place(),
                    "the range " + shown(bounds) + " holds one value only",
                    "write the bounds apart, or constant: " + low(bounds).text());
        }
        return low < high;
    }

    private boolean isPositive(String kind, Node.Items bounds) {
        for (Node bound : bounds.nodes()) {
            Leaf leaf = (Leaf) bound;
            if (leaf.number() <= 0) {
                findings.problem(
                        leaf.place(),
                        "a log scale needs positive bounds, and " + leaf.text() + " is not",
                        "write a small positive bound, or "
                                + kind.replace("log-uniform", "uniform").replace("log-int", "int"));
                return false;
            }
        }
        return true;
    }

    private @Nullable Domain options(Node.Items items, java.util.function.Function<List<Value>, Domain> domain) {
        List<Value> options = Values.options(items.nodes());
        if (options.size() > MOST_OPTIONS) {
            findings.problem(
                    items.place(),
                    options.size() + " options are too many; " + MOST_OPTIONS + " may stand here",
                    "write a range");
            return null;
        }
        List<String> seen = new ArrayList<>();
        int before = findings.problems();
        for (int i = 0; i < options.size(); i++) {
            String text = options.get(i).text();
            if (seen.contains(text)) {
                findings.problem(items.nodes().get(i).place(), "'" + text + "' is listed twice", "keep one of them");
            }
            seen.add(text);
        }
        return findings.problems() == before ? domain.apply(options) : null;
    }

    private static String shown(Node.Items bounds) {
        return "[" + low(bounds).text() + ", " + high(bounds).text() + "]";
    }

    private static Leaf low(Node.Items bounds) {
        return (Leaf) bounds.nodes().getFirst();
    }

    private static Leaf high(Node.Items bounds) {
        return (Leaf) bounds.nodes().getLast();
    }
}
