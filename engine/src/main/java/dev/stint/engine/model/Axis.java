package dev.stint.engine.model;

/** How distance is measured along one dimension of the unit cube. */
public enum Axis {
    /** {@code (x − x')²}. */
    NUMERIC {
        @Override
        double square(double x, double other) {
            return (x - other) * (x - other);
        }
    },
    /** {@code 1[x ≠ x']}, the distance of Hamming: levels are equally far from each other. */
    CATEGORICAL {
        @Override
        double square(double x, double other) {
            return x == other ? 0 : 1;
        }
    };

    abstract double square(double x, double other);
}
