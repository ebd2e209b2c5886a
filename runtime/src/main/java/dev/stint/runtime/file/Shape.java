package dev.stint.runtime.file;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may stand behind a key of the study file, as far as one can tell without looking at other keys.
 *
 * <p>The reader's first pass, the JSON Schema and the reference page are all made from these.
 */
sealed interface Shape {

    /** In words, to follow "expected". */
    String words();

    /** Text that matches {@code pattern} as a whole; the pattern is read by Java and by JSON Schema alike. */
    record Text(String pattern, String words) implements Shape {}

    /**
     * One of a few words.
     *
     * @param answered let through without being offered
     * @param later not built yet
     */
    record Word(List<String> known, List<String> answered, List<String> later) implements Shape {
        @Override
        public String words() {
            return Spelling.either(known);
        }
    }

    /** A whole number, both bounds inside; with {@code auto}, that word as well. */
    record Whole(long low, long high, boolean auto) implements Shape {
        @Override
        public String words() {
            String range = low < -1_000_000_000_000L ? "a whole number" : "a whole number from " + low + " to " + high;
            return auto ? "auto or " + range : range;
        }
    }

    /** A number, both bounds inside. */
    record Real(double low, double high) implements Shape {
        @Override
        public String words() {
            return "a number from " + Quantities.plain(low) + " to " + Quantities.plain(high);
        }
    }

    /** True or false. */
    record YesNo() implements Shape {
        @Override
        public String words() {
            return "true or false";
        }
    }

    /** A number with a unit. */
    record Measured(Quantities.Kind kind) implements Shape {
        @Override
        public String words() {
            return kind.words();
        }
    }

    /** A value that a parameter can take: number, truth value or text. */
    record Scalar() implements Shape {
        @Override
        public String words() {
            return "a number, true, false or text";
        }
    }

    /** Two numbers in a list: the lower and the upper bound. */
    record Range() implements Shape {
        @Override
        public String words() {
            return "two numbers, [lowest, highest]";
        }
    }

    /** A list; where the elements are {@code independent}, a wrong one does not hide the others. */
    record Many(Shape of, int least, boolean independent) implements Shape {
        @Override
        public String words() {
            return "a list";
        }
    }

    /** A section with these keys, of which exactly one is of {@code kinds} where that is not empty. */
    record Section(List<Key> keys, List<String> kinds) implements Shape {
        @Override
        public String words() {
            return "a section";
        }

        List<String> names() {
            return keys.stream().map(Key::name).toList();
        }

        @Nullable
        Key key(String name) {
            return keys.stream()
                    .filter(key -> key.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A section whose keys are names of the user's choice, each matching {@code pattern}. */
    record Named(Shape of, String pattern, String what) implements Shape {
        @Override
        public String words() {
            return "a section";
        }
    }

    /** Several forms, of which each is a different kind of node: a value, a list or a section. */
    record Either(List<Shape> forms) implements Shape {
        @Override
        public String words() {
            return forms.stream().map(Shape::words).collect(Collectors.joining(", or "));
        }
    }

    static Shape.Section section(Key... keys) {
        return new Section(List.of(keys), List.of());
    }

    static Shape word(String... words) {
        return new Word(List.of(words), List.of(), List.of());
    }

    static Shape whole(long low, long high) {
        return new Whole(low, high, false);
    }

    static Shape autoOr(long low, long high) {
        return new Whole(low, high, true);
    }

    static Shape many(Shape of, int least) {
        return new Many(of, least, false);
    }

    static Shape named(Shape of, String pattern, String what) {
        return new Named(of, pattern, what);
    }

    static Shape either(Shape... forms) {
        return new Either(List.of(forms));
    }

    /** Whether a node is of the kind (value, list or section) that this shape describes. */
    default boolean takes(Node node) {
        return switch (this) {
            case Range ignored -> node instanceof Node.Items;
            case Many ignored -> node instanceof Node.Items;
            case Section ignored -> node instanceof Node.Entries;
            case Named ignored -> node instanceof Node.Entries;
            case Either either -> either.forms().stream().anyMatch(form -> form.takes(node));
            case Text ignored -> node instanceof Node.Leaf;
            case Word ignored -> node instanceof Node.Leaf;
            case Whole ignored -> node instanceof Node.Leaf;
            case Real ignored -> node instanceof Node.Leaf;
            case YesNo ignored -> node instanceof Node.Leaf;
            case Measured ignored -> node instanceof Node.Leaf;
            case Scalar ignored -> node instanceof Node.Leaf;
        };
    }
}
