package dev.stint.runtime.file;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One value of a study file with its place; free of aliases, tags and duplicate keys. */
sealed interface Node {

    Place place();

    /** What is found here, as a message quotes it. */
    String found();

    /** A single value as the file writes it. */
    record Leaf(Place place, Kind kind, String text) implements Node {

        private static final int QUOTED_AT_MOST = 60;

        /** Numbers are finite, and whole ones fit in 64 bits. */
        enum Kind {
            TEXT,
            WHOLE,
            REAL,
            FLAG,
            EMPTY,
            /** Among the problems already; to be passed over. */
            REFUSED
        }

        boolean isNumber() {
            return kind == Kind.WHOLE || kind == Kind.REAL;
        }

        /** The number; only for numbers. */
        double number() {
            return kind == Kind.WHOLE ? (double) Numbers.whole(text) : Double.parseDouble(text);
        }

        /** Whether this is a number without a fraction that fits in 64 bits. */
        boolean isWhole() {
            if (kind != Kind.REAL) {
                return kind == Kind.WHOLE;
            }
            double real = number();
            return real == StrictMath.rint(real) && Math.abs(real) <= 1L << 53;
        }

        /** The whole number; only where {@link #isWhole}. */
        long whole() {
            return kind == Kind.WHOLE ? Numbers.whole(text) : (long) number();
        }

        /** Whether this is quoted text that would be a number without its quotes. */
        boolean isQuotedNumber() {
            return kind == Kind.TEXT && text.matches("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
        }

        boolean flag() {
            return Boolean.parseBoolean(text);
        }

        @Override
        public String found() {
            String shown = text.strip().replaceAll("\\s+", " ");
            return shown.length() <= QUOTED_AT_MOST
                    ? "'" + shown + "'"
                    : "'" + shown.substring(0, shown.offsetByCodePoints(0, QUOTED_AT_MOST / 2)) + "...'";
        }
    }

    /** A list. */
    record Items(Place place, List<Node> nodes) implements Node {
        public Items {
            nodes = List.copyOf(nodes);
        }

        /** The texts of a list of plain values. */
        List<String> texts() {
            return nodes.stream().map(node -> ((Leaf) node).text()).toList();
        }

        @Override
        public String found() {
            return "a list";
        }
    }

    /** A section: keys in the order of the file. */
    record Entries(Place place, SequencedMap<String, Entry> entries) implements Node {

        @Nullable
        Node get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.node();
        }

        @Nullable
        Leaf leaf(String key) {
            return get(key) instanceof Leaf leaf ? leaf : null;
        }

        @Nullable
        Items items(String key) {
            return get(key) instanceof Items items ? items : null;
        }

        @Nullable
        Entries section(String key) {
            return get(key) instanceof Entries section ? section : null;
        }

        /** The text at {@code key}, or null. */
        @Nullable
        String text(String key) {
            Leaf leaf = leaf(key);
            return leaf == null ? null : leaf.text();
        }

        /** Where the value of {@code key} stands, or this section where there is none. */
        Place placeOf(String key) {
            Node node = get(key);
            return node == null ? place.under(key) : node.place();
        }

        @Override
        public String found() {
            return "a section";
        }
    }

    /** A key of a section, where it stands, and its value. */
    record Entry(Place key, Node node) {}
}
