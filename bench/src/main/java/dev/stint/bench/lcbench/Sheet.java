package dev.stint.bench.lcbench;

import java.util.Set;
import java.util.function.DoubleFunction;

/** Text in columns, one for each budget. */
final class Sheet {

    private static final int LABEL = 20;

    private final Set<Double> budgets;
    private final StringBuilder text = new StringBuilder();
    private final int label;
    private int width;

    Sheet(Set<Double> budgets) {
        this(budgets, LABEL);
    }

    /** @param label the width of the first column */
    Sheet(Set<Double> budgets, int label) {
        this.budgets = budgets;
        this.label = label;
    }

    /** Begins a table with cells of a width. */
    void title(String title, int cell) {
        width = cell;
        line("");
        line(title);
        row("", b -> "B=" + Row.number(b));
    }

    void row(String name, DoubleFunction<String> cell) {
        StringBuilder line = new StringBuilder(pad("  " + name, label));
        budgets.forEach(b -> line.append(pad(cell.apply(b), width)));
        line(line.toString());
    }

    void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
