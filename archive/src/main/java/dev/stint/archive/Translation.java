package dev.stint.archive;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the values of an archived parameter as those of a domain; what has no counterpart there is null, never moved far. */
record Translation(Domain to, Veil veil) {

    /** How far outside a range a value may lie to be moved to its bound, as a part of the range. */
    private static final double SLACK = 0.05;

    /** How far apart two numbers of a choice may be to stand for each other, as a ratio. */
    private static final double NEAR = 1.5;

    @Nullable
    Value of(Value value) {
        return switch (to) {
            case Domain.Uniform d -> real(value, d.low(), d.high(), SLACK * (d.high() - d.low()));
            case Domain.LogUniform d -> logarithmic(value, d.low(), d.high(), false);
            case Domain.IntRange d -> whole(value, d.low(), d.high(), SLACK * ((double) d.high() - d.low()));
            case Domain.LogInt d -> logarithmic(value, (double) d.low(), (double) d.high(), true);
            case Domain.Choice d -> option(value, d.options());
            case Domain.Ordinal d -> option(value, d.options());
            case Domain.Constant d -> constant(value, d.value());
        };
    }

    /** The nearest value in the domain, however far, for a positive number; else as {@link #of}. */
    @Nullable
    Value nearestTo(Value value) {
        double x = value.number();
        if (!(x > 0)) {
            return of(value);
        }
        return switch (to) {
            case Domain.Uniform d -> new Value.Real(Math.clamp(x, d.low(), d.high()));
            case Domain.LogUniform d -> new Value.Real(Math.clamp(x, d.low(), d.high()));
            case Domain.IntRange d -> new Value.Whole(Math.clamp(Math.round(x), d.low(), d.high()));
            case Domain.LogInt d -> new Value.Whole(Math.clamp(Math.round(x), d.low(), d.high()));
            case Domain.Choice d -> closest(x, d.options(), Double.POSITIVE_INFINITY);
            case Domain.Ordinal d -> closest(x, d.options(), Double.POSITIVE_INFINITY);
            case Domain.Constant d -> constant(value, d.value());
        };
    }

    private static @Nullable Value real(Value value, double low, double high, double slack) {
        double x = value.number();
        return x >= low - slack && x <= high + slack ? new Value.Real(Math.clamp(x, low, high)) : null;
    }

    private static @Nullable Value whole(Value value, long low, long high, double slack) {
        double x = value.number();
        return x >= low - slack && x <= high + slack ? new Value.Whole(Math.clamp(Math.round(x), low, high)) : null;
    }

    private static @Nullable Value logarithmic(Value value, double low, double high, boolean whole) {
        double factor = StrictMath.pow(high / low, SLACK);
        double x = value.number();
        if (!(x >= low / factor && x <= high * factor)) {
            return null;
        }
        double moved = Math.clamp(x, low, high);
        return whole ? new Value.Whole(Math.clamp(Math.round(moved), (long) low, (long) high)) : new Value.Real(moved);
    }

    private @Nullable Value option(Value value, List<Value> options) {
        Value same = options.stream().filter(o -> same(value, o)).findFirst().orElse(null);
        return (same != null || !(value.number() > 0)) ? same : closest(value.number(), options, NEAR);
    }

    private static @Nullable Value closest(double x, List<Value> options, double most) {
        return options.stream()
                .filter(o -> o.number() > 0 && apart(o.number(), x) <= most)
                .min(Comparator.comparingDouble(o -> apart(o.number(), x)))
                .orElse(null);
    }

    private static double apart(double a, double b) {
        return Math.max(a / b, b / a);
    }

    private boolean same(Value kept, Value own) {
        if (kept instanceof Value.Text label && own instanceof Value.Text other) {
            return veil.same(Veil.Kind.LABEL, label.value(), other.value());
        }
        return kept.equals(own) || kept.number() == own.number();
    }

    /** Another label is another training; another number of what is not tuned here is near enough. */
    private @Nullable Value constant(Value value, Value own) {
        boolean numbers = !Double.isNaN(value.number()) && !Double.isNaN(own.number());
        return numbers || same(value, own) ? own : null;
    }
}
