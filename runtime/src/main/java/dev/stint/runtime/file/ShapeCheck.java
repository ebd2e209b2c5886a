package dev.stint.runtime.file;

import dev.stint.runtime.file.Node.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The first pass over a study file: compares each value with the {@link Shape} of its key.
 *
 * <p>What is wrong goes among the findings and out of the tree, so that the second pass only meets values
 * of the right shape.
 */
final class ShapeCheck {

    private final Findings findings;

    ShapeCheck(Findings findings) {
        this.findings = findings;
    }

    /** The part of a section that has its shape. */
    Node.Entries section(Node.Entries found, Shape.Section shape) {
        SequencedMap<String, Node.Entry> kept = new LinkedHashMap<>();
        found.entries().forEach((name, entry) -> {
            Key key = shape.key(name);
            Node value = key == null ? unknown(name, entry, shape) : known(key, entry);
            if (value != null) {
                kept.put(name, new Node.Entry(entry.key(), value));
            }
        });
        shape.keys().stream()
                .filter(key -> key.isRequired() && !found.entries().containsKey(key.name()))
                .forEach(key -> findings.problem(found.place().under(key.name()), "is missing", "add " + key.line()));
        return new Node.Entries(found.place(), kept);
    }

    private @Nullable Node unknown(String name, Node.Entry entry, Shape.Section shape) {
        String remedy = findings.isFull() ? "delete it" : remedyFor(name, shape);
        findings.problem(entry.key(), "unknown key '" + shortened(name) + "'", remedy);
        return null;
    }

    private static String remedyFor(String name, Shape.Section shape) {
        List<String> known = shape.keys().stream().map(Key::name).toList();
        String other = Keys.elsewhere(name);
        return other != null && known.contains(other)
                ? "here it is called '" + other + "'"
                : Spelling.remedy(name, known, "keys that may stand here: ");
    }

    private @Nullable Node known(Key key, Node.Entry entry) {
        return keep(entry.node(), key.shape(), key);
    }

    /** The node, or the part of it that has the shape, or null. */
    private @Nullable Node keep(Node node, Shape shape, Key key) {
        if (node instanceof Leaf leaf && (leaf.kind() == Leaf.Kind.REFUSED || leaf.kind() == Leaf.Kind.EMPTY)) {
            return nothing(leaf, key);
        }
        if (!shape.takes(node)) {
            return wrong(node, shape, key);
        }
        return switch (shape) {
            case Shape.Section section -> oneKind(section((Node.Entries) node, section), (Node.Entries) node, section);
            case Shape.Named named -> named((Node.Entries) node, named, key);
            case Shape.Many many -> many((Node.Items) node, many, key);
            case Shape.Range range -> range((Node.Items) node, range, key);
            case Shape.Either either -> keep(node, formFor(node, either), key);
            case Shape.Text text -> leaf((Leaf) node, text, key);
            case Shape.Word word -> word((Leaf) node, word, key);
            case Shape.Whole whole -> leaf((Leaf) node, whole, key);
            case Shape.Real real -> leaf((Leaf) node, real, key);
            case Shape.YesNo yesNo -> leaf((Leaf) node, yesNo, key);
            case Shape.Measured measured -> measured((Leaf) node, measured);
            case Shape.Scalar ignored -> node;
        };
    }

    private @Nullable Node nothing(Leaf leaf, Key key) {
        if (leaf.kind() == Leaf.Kind.EMPTY) {
            findings.problem(
                    leaf.place(), "is empty", "write " + key.line() + (key.isRequired() ? "" : ", or delete it"));
        }
        return null;
    }

    private @Nullable Node wrong(Node node, Shape shape, Key key) {
        String message = "expected " + shape.words() + ", found " + node.found();
        findings.problem(node.place(), message, remedyFor(node, shape, key));
        return null;
    }

    private static String remedyFor(Node node, Shape shape, Key key) {
        if (node instanceof Leaf leaf && key.name().equals("command")) {
            String words = leaf.text().strip().replaceAll("\\s+", ", ");
            return "write it word by word: [" + words.replaceAll("(\\$\\{[^},]*})", "\"$1\"") + "]";
        }
        if (node instanceof Leaf leaf
                && shape instanceof Shape.Many many
                && many.of().takes(node)) {
            return "put it into a list: [\"" + leaf.text() + "\"]";
        }
        if (node instanceof Node.Items && key.name().equals("space")) {
            return "say what it is: {uniform: [low, high]}, {choice: [one, other]} or another of "
                    + String.join(", ", SpaceKeys.KINDS);
        }
        return "for example " + key.line();
    }

    private static Shape formFor(Node node, Shape.Either either) {
        return either.forms().stream()
                .filter(form -> form.takes(node))
                .findFirst()
                .orElseThrow();
    }

    private @Nullable Node leaf(Leaf leaf, Shape shape, Key key) {
        boolean right = switch (shape) {
            case Shape.Text text -> leaf.kind() == Leaf.Kind.TEXT && leaf.text().matches(text.pattern());
            case Shape.Whole whole -> isAuto(leaf, whole) || isBetween(leaf, whole);
            case Shape.Real real -> leaf.isNumber() && leaf.number() >= real.low() && leaf.number() <= real.high();
            default -> leaf.kind() == Leaf.Kind.FLAG;
        };
        if (right) {
            return leaf;
        }
        boolean unquoted = shape instanceof Shape.Text text
                && leaf.kind() != Leaf.Kind.TEXT
                && leaf.text().matches(text.pattern());
        if (unquoted) {
            findings.problem(
                    leaf.place(),
                    "expected " + shape.words() + ", and " + leaf.found() + " is read as a number or truth value",
                    "write \"" + leaf.text() + "\" in quotes");
            return null;
        }
        return wrong(leaf, shape, key);
    }

    private static boolean isAuto(Leaf leaf, Shape.Whole whole) {
        return whole.auto() && leaf.kind() == Leaf.Kind.TEXT && leaf.text().equals("auto");
    }

    private static boolean isBetween(Leaf leaf, Shape.Whole whole) {
        return leaf.isWhole() && leaf.whole() >= whole.low() && leaf.whole() <= whole.high();
    }

    private @Nullable Node word(Leaf leaf, Shape.Word shape, Key key) {
        boolean known = shape.known().contains(leaf.text()) || shape.answered().contains(leaf.text());
        if (leaf.kind() == Leaf.Kind.TEXT && known) {
            return leaf;
        }
        if (shape.later().contains(leaf.text())) {
            findings.problem(leaf.place(), leaf.found() + " is not built yet", "write " + shape.words());
            return null;
        }
        String closest = Spelling.closest(leaf.text(), shape.known());
        findings.problem(
                leaf.place(),
                "expected " + shape.words() + ", found " + leaf.found(),
                closest == null ? "for example " + key.line() : "did you mean '" + closest + "'?");
        return null;
    }

    private @Nullable Node measured(Leaf leaf, Shape.Measured shape) {
        Quantities.Kind kind = shape.kind();
        boolean share = kind == Quantities.Kind.SHARE && leaf.isNumber() && leaf.number() > 0 && leaf.number() <= 1;
        if (share || (leaf.kind() == Leaf.Kind.TEXT && kind.matches(leaf.text()))) {
            return leaf;
        }
        if (leaf.text().startsWith("-")) {
            findings.problem(
                    leaf.place(), leaf.found() + " is negative", "write a positive number, such as " + kind.examples());
        } else if (leaf.isNumber() && kind != Quantities.Kind.SHARE) {
            findings.problem(leaf.place(), leaf.found() + " has no unit", "write " + kind.examples());
        } else {
            findings.problem(
                    leaf.place(), "expected " + kind.words() + ", found " + leaf.found(), "write " + kind.examples());
        }
        return null;
    }

    private @Nullable Node range(Node.Items items, Shape.Range range, Key key) {
        boolean numbers = items.nodes().stream().allMatch(node -> node instanceof Leaf leaf && leaf.isNumber());
        return items.nodes().size() == 2 && numbers ? items : badRange(items, range, key);
    }

    private @Nullable Node badRange(Node.Items items, Shape.Range range, Key key) {
        List<Node> nodes = items.nodes();
        if (nodes.stream().anyMatch(node -> node instanceof Leaf leaf && leaf.kind() == Leaf.Kind.REFUSED)) {
            return null;
        }
        Node odd = nodes.stream()
                .filter(node -> !(node instanceof Leaf leaf && leaf.isNumber()))
                .findFirst()
                .orElse(null);
        if (odd == null) {
            String found = nodes.isEmpty() ? "an empty list" : nodes.size() + " numbers";
            findings.problem(
                    items.place(), "expected " + range.words() + ", found " + found, "for example " + key.line());
        } else {
            boolean quoted = odd instanceof Leaf leaf && leaf.isQuotedNumber();
            findings.problem(
                    odd.place(),
                    "expected " + range.words() + ", found " + (quoted ? "the text " : "") + odd.found(),
                    quoted ? "delete the quotes to make it a number" : "for example " + key.line());
        }
        return null;
    }

    private @Nullable Node many(Node.Items items, Shape.Many many, Key key) {
        List<Node> kept = new ArrayList<>();
        for (Node item : items.nodes()) {
            Node good = keep(item, many.of(), key);
            if (good != null) {
                kept.add(good);
            }
        }
        if (items.nodes().size() < many.least()) {
            findings.problem(items.place(), "the list is empty", "for example " + key.line());
            return null;
        }
        return kept.size() == items.nodes().size() || many.independent() ? new Node.Items(items.place(), kept) : null;
    }

    private Node named(Node.Entries section, Shape.Named shape, Key key) {
        SequencedMap<String, Node.Entry> kept = new LinkedHashMap<>();
        section.entries().forEach((name, entry) -> {
            if (!name.matches(shape.pattern())) {
                findings.problem(
                        entry.key(), "'" + shortened(name) + "' is not " + shape.what(), "for example " + key.line());
            }
            Node good = keep(entry.node(), shape.of(), key);
            if (good != null) {
                kept.put(name, new Node.Entry(entry.key(), good));
            }
        });
        return new Node.Entries(section.place(), kept);
    }

    private Node.@Nullable Entries oneKind(Node.Entries kept, Node.Entries found, Shape.Section shape) {
        if (shape.kinds().isEmpty()) {
            return kept;
        }
        List<String> kinds = found.entries().keySet().stream()
                .filter(shape.kinds()::contains)
                .toList();
        if (kinds.size() == 1) {
            return kept;
        }
        if (kinds.isEmpty() && !shape.names().containsAll(found.entries().keySet())) {
            return null; // the unknown key was meant to be the kind, and is reported
        }
        String message =
                kinds.isEmpty() ? "does not say which values it takes" : "has two kinds: " + String.join(", ", kinds);
        findings.problem(found.place(), message, "write one of " + Spelling.either(shape.kinds()));
        return null;
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= 60
                ? name
                : name.substring(0, name.offsetByCodePoints(0, 60)) + "...";
    }
}
