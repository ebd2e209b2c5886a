package dev.stint.engine.space;

import java.util.List;

/**
 * The map between configurations and the unit cube, as a surrogate sees them.
 *
 * <p>One axis for each tuned parameter, then one indicator axis (0 or 1) for each tuned conditional parameter. An inactive parameter
 * sits at ½, so that it says nothing. {@link #decode} undoes {@link #encode} exactly.
 */
public final class Encoding {

    private final Space space;
    private final List<Parameter> axes;
    private final List<Parameter> indicators;

    public Encoding(Space space) {
        this.space = space;
        this.axes = space.tuned();
        this.indicators = axes.stream().filter(p -> p.when() != null).toList();
    }

    /** Number of axes, indicators included. */
    public int dimensions() {
        return axes.size() + indicators.size();
    }

    /** The tuned parameters behind the first axes, in order. */
    public List<Parameter> axes() {
        return axes;
    }

    /** For each axis, whether only equality counts there. */
    public boolean[] categorical() {
        boolean[] categorical = new boolean[dimensions()];
        for (int i = 0; i < categorical.length; i++) {
            categorical[i] = i >= axes.size() || !axes.get(i).domain().numeric();
        }
        return categorical;
    }

    /** A point of the unit cube; length {@link #dimensions()}. */
    public double[] encode(Config config) {
        double[] point = new double[dimensions()];
        for (int i = 0; i < axes.size(); i++) {
            Value value = config.get(axes.get(i).name());
            point[i] = value == null ? 0.5 : axes.get(i).domain().toUnit(value);
        }
        for (int i = 0; i < indicators.size(); i++) {
            point[axes.size() + i] = config.get(indicators.get(i).name()) == null ? 0 : 1;
        }
        return point;
    }

    /** The configuration at a point; indicator axes are ignored, since the conditions decide. */
    public Config decode(double[] point) {
        return space.build(p -> p.tuned() ? p.domain().fromUnit(point[axes.indexOf(p)]) : p.fallback());
    }

    /** As {@link #decode}, with few digits: a configuration that people can read. */
    public Config propose(double[] point) {
        return space.build(p -> p.tuned() ? p.domain().tidyFromUnit(point[axes.indexOf(p)]) : p.fallback());
    }
}
