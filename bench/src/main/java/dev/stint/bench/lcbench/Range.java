package dev.stint.bench.lcbench;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;

/**
 * The range of one hyperparameter.
 *
 * @param whole whether its values are whole numbers
 * @param log whether its scale is logarithmic
 */
record Range(String name, boolean whole, double low, double high, boolean log) {

    double toUnit(double x) {
        return log
                ? (StrictMath.log(x) - StrictMath.log(low)) / (StrictMath.log(high) - StrictMath.log(low))
                : (x - low) / (high - low);
    }

    private double fromUnit(double u) {
        double x = log
                ? StrictMath.exp(StrictMath.log(low) + u * (StrictMath.log(high) - StrictMath.log(low)))
                : low + u * (high - low);
        return whole ? StrictMath.rint(x) : x;
    }

    /** The value itself where it lies in this range; else reflected at the bounds until it does. */
    double fold(double x) {
        double u = toUnit(x);
        if (u >= 0 && u <= 1) {
            return x;
        }
        double once = Math.abs(u) % 2;
        return fromUnit(once > 1 ? 2 - once : once);
    }

    Range between(double from, double to) {
        return new Range(name, whole, from, to, log);
    }

    Domain domain() {
        if (whole) {
            return log ? new Domain.LogInt((long) low, (long) high) : new Domain.IntRange((long) low, (long) high);
        }
        return log ? new Domain.LogUniform(low, high) : new Domain.Uniform(low, high);
    }

    Value value(double x) {
        return whole ? new Value.Whole((long) x) : new Value.Real(x);
    }
}
