package dev.stint.engine.history;

import dev.stint.engine.spec.Objective;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The metrics of one run over its steps, in the order of the steps; sealed metrics are kept apart and unread. */
public final class Curve {

    /** All visible metrics at one step, {@code seconds} after the start of the attempt that measured them. */
    public record Point(long step, SequencedMap<String, Double> metrics, Sealed sealed, double seconds, int attempt) {}

    private static final Curve EMPTY = new Curve(Chunks.empty());

    private final Chunks<Point> points;

    private Curve(Chunks<Point> points) {
        this.points = points;
    }

    static Curve empty() {
        return EMPTY;
    }

    Curve plus(Point point) {
        return new Curve(points.plus(point));
    }

    public List<Point> points() {
        return points;
    }

    /** The last step measured; 0 before the first. */
    public long reached() {
        return points.isEmpty() ? 0 : points.getLast().step();
    }

    /** The point of a step, or null. */
    public @Nullable Point at(long step) {
        for (int i = points.size() - 1; i >= 0; i--) {
            Point point = points.get(i);
            if (point.step() == step) {
                return point;
            }
            if (point.step() < step) {
                return null;
            }
        }
        return null;
    }

    /** The objective as it stood at {@code step}: the last value up to there, or the best one; NaN when there is none. */
    public double objective(Objective objective, long step) {
        return switch (objective.at()) {
            case LAST -> last(objective.metric(), step);
            case BEST -> best(objective, step);
        };
    }

    private double last(String metric, long step) {
        for (int i = points.size() - 1; i >= 0; i--) {
            Point point = points.get(i);
            Double measured = point.step() > step ? null : point.metrics().get(metric);
            if (measured != null) {
                return measured;
            }
        }
        return Double.NaN;
    }

    private double best(Objective objective, long step) {
        double value = Double.NaN;
        for (Point point : points) {
            if (point.step() > step) {
                break;
            }
            Double measured = point.metrics().get(objective.metric());
            if (measured != null && (objective.better(measured, value) || !Double.isFinite(measured))) {
                value = measured;
            }
        }
        return value;
    }
}
