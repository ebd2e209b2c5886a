package dev.stint.engine.model;

import java.util.ArrayList;
import java.util.List;

/** How distance is measured along one dimension of the unit cube. */
public enum Axis {
    /** {@code (x − x')²}. */
    NUMERIC,
    /** {@code 1[x ≠ x']}, the distance of Hamming: levels are equally far from each other. */
    CATEGORICAL;

    /** The axes of a cube: categorical where flagged, numeric elsewhere. */
    public static List<Axis> of(boolean[] categorical) {
        List<Axis> axes = new ArrayList<>();
        for (boolean flag : categorical) {
            axes.add(flag ? CATEGORICAL : NUMERIC);
        }
        return List.copyOf(axes);
    }
}
