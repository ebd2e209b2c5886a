package dev.stint.render;

import java.util.List;

/** A piece of a section. All text is plain and not escaped yet: each renderer escapes for itself. */
sealed interface Block {

    /** How loud a paragraph is. */
    enum Tone {
        LEAD,
        PLAIN,
        ALERT,
        QUIET
    }

    record Para(Tone tone, String text) implements Block {}

    /** A number that the reader came for, with its uncertainty beneath. */
    record Fact(String label, String value, String detail) {}

    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    record Column(String name, boolean numeric) {
        static Column text(String name) {
            return new Column(name, false);
        }

        static Column number(String name) {
            return new Column(name, true);
        }
    }

    /**
     * One cell.
     *
     * @param order what a numeric column sorts by; NaN for text and for what is unknown, which sorts last
     */
    record Cell(String text, double order) {
        static Cell of(String text) {
            return new Cell(text, Double.NaN);
        }

        static Cell of(long number) {
            return new Cell(Long.toString(number), (double) number);
        }

        static Cell of(double number) {
            return new Cell(Numbers.value(number), number);
        }
    }

    /**
     * A table; the first column names the row.
     *
     * @param searchable whether the reader may sort and filter it
     */
    record Table(String id, String caption, List<Column> columns, List<List<Cell>> rows, boolean searchable)
            implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** Text to copy. */
    record Snippet(String label, String code) {}

    record Snippets(List<Snippet> snippets) implements Block {
        public Snippets {
            snippets = List.copyOf(snippets);
        }
    }

    /**
     * A picture that the page draws from its data.
     *
     * @param says what the picture shows, in words; stands below it, and instead of it where nothing can be drawn
     * @param key how to read and to use the picture
     */
    record Chart(String id, String title, String says, String key) implements Block {}

    /** Something to know, and what to do about it. */
    record Notice(String code, String text, String remedy) implements Block {}
}
