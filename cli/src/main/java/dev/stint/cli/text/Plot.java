package dev.stint.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Points over a logarithmic axis, drawn with braille dots: two to a column across, four to a row down.
 *
 * @param columns of the drawing, without the labels to its left
 * @param rows of the drawing, without the axis below it
 */
public record Plot(int columns, int rows) {

    private static final int ACROSS = 2;
    private static final int DOWN = 4;
    private static final int BLANK = 0x2800;

    /** The bit of each dot in a braille character (Unicode 15, block 2800), row by row. */
    private static final int[] BITS = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};

    /** The low is below, the high above; x is positive. What is not finite, or outside, is left out. */
    public record Frame(double left, double right, double low, double high) {
        double x(double value) {
            return StrictMath.log(value / left) / StrictMath.log(right / left);
        }

        double y(double value) {
            return high > low ? (value - low) / (high - low) : 0.5;
        }
    }

    /** A point. */
    public record Dot(double x, double y) {}

    /**
     * The drawing with its axes, line by line.
     *
     * @param points joined by lines from left to right
     * @param low of an interval marked below the axis
     * @param middle of it; where nothing is to be marked all three are NaN
     */
    public List<String> lines(Frame frame, List<Dot> points, double low, double middle, double high) {
        int[][] cells = new int[rows][columns];
        List<Dot> drawn = points.stream().filter(p -> Double.isFinite(p.y)).toList();
        for (int i = 0; i < drawn.size(); i++) {
            join(cells, frame, drawn.get(Math.max(0, i - 1)), drawn.get(i));
        }
        List<String> labels = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            labels.add(row == 0 ? shown(frame.high) : row == rows - 1 ? shown(frame.low) : "");
        }
        int margin = labels.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            lines.add(left(labels.get(row), margin) + " │" + text(cells[row]));
        }
        lines.add(" ".repeat(margin) + " └" + marked(frame, low, middle, high));
        String from = shown(frame.left);
        String to = shown(frame.right);
        lines.add(" ".repeat(margin + 2) + from + " ".repeat(Math.max(1, columns - from.length() - to.length())) + to);
        return lines.stream().map(String::stripTrailing).toList();
    }

    private void join(int[][] cells, Frame frame, Dot a, Dot b) {
        double ax = frame.x(a.x) * (ACROSS * columns - 1);
        double bx = frame.x(b.x) * (ACROSS * columns - 1);
        double ay = frame.y(a.y) * (DOWN * rows - 1);
        double by = frame.y(b.y) * (DOWN * rows - 1);
        int steps = (int) Math.clamp(Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay))), 1, 10_000);
        for (int i = 0; i <= steps; i++) {
            double part = (double) i / steps;
            dot(cells, (int) Math.round(ax + part * (bx - ax)), (int) Math.round(ay + part * (by - ay)));
        }
    }

    private void dot(int[][] cells, int x, int y) {
        if (x >= 0 && x < ACROSS * columns && y >= 0 && y < DOWN * rows) {
            int fromTop = DOWN * rows - 1 - y;
            cells[fromTop / DOWN][x / ACROSS] |= BITS[fromTop % DOWN * ACROSS + x % ACROSS];
        }
    }

    private static String text(int[] cells) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(cells).forEach(bits -> text.append(bits == 0 ? ' ' : (char) (BLANK + bits)));
        return text.toString();
    }

    /** The axis, its part from low to high drawn heavily, the middle marked. */
    private String marked(Frame frame, double low, double middle, double high) {
        StringBuilder axis = new StringBuilder("─".repeat(columns));
        if (!Double.isNaN(middle)) {
            for (int column = column(frame, low); column <= column(frame, high); column++) {
                axis.setCharAt(column, '━');
            }
            axis.setCharAt(column(frame, middle), '┻');
        }
        return axis.toString();
    }

    private int column(Frame frame, double x) {
        return Math.clamp(Math.round(frame.x(x) * (columns - 1)), 0, columns - 1);
    }

    private static String shown(double value) {
        return Words.rate(value);
    }

    private static String left(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
