package dev.stint.engine.model;

import dev.stint.engine.seed.Stream;

/**
 * Draws from a density that is known up to a constant: slice sampling of one coordinate after another, by stepping out and shrinking
 * (Neal 2003, Slice sampling, figures 3 and 5). Belongs to one caller; the point moves.
 */
final class SliceSampler {
    private static final double WIDTH = 1.5;
    private static final int MOST_STEPS = 4;

    /** A logarithm of a density; NaN counts as impossible. */
    interface LogDensity {
        double at(double[] point);
    }

    private final LogDensity density;
    private final double[] low;
    private final double[] high;
    private final double[] point;
    private double level;

    /** @param start a possible point within the box; it is moved */
    SliceSampler(LogDensity density, double[] start, double[] low, double[] high) {
        this.density = density;
        this.low = low;
        this.high = high;
        this.point = start;
        this.level = density.at(start);
    }

    /** The point, after each coordinate was drawn once more. */
    double[] sweep(Stream stream) {
        for (int j = 0; j < point.length; j++) {
            move(j, stream);
        }
        return point.clone();
    }

    private void move(int j, Stream stream) {
        double here = point[j];
        double slice = level + StrictMath.log(1 - stream.uniform());
        double left = Math.max(low[j], here - WIDTH * stream.uniform());
        double right = Math.min(high[j], left + WIDTH);
        left = stepped(j, left, -WIDTH, slice);
        right = stepped(j, right, WIDTH, slice);
        while (true) {
            point[j] = stream.uniform(left, right);
            double found = density.at(point);
            if (found > slice || left == right) {
                level = found;
                return;
            }
            left = point[j] < here ? point[j] : left;
            right = point[j] < here ? right : point[j];
        }
    }

    private double stepped(int j, double from, double step, double slice) {
        double edge = from;
        for (int i = 0; i < MOST_STEPS && edge > low[j] && edge < high[j]; i++) {
            point[j] = edge;
            if (!(density.at(point) > slice)) {
                return edge;
            }
            edge = Math.clamp(edge + step, low[j], high[j]);
        }
        return edge;
    }
}
