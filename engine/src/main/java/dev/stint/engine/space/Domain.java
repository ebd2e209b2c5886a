package dev.stint.engine.space;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The set of values that a parameter may take, and its map to the unit interval.
 *
 * <p>{@link #toUnit} and {@link #fromUnit} are inverse to each other on canonical values: reals are held to twelve digits, so that
 * rounding in the logarithm cannot turn one configuration into another.
 */
public sealed interface Domain {

    /** Digits that a canonical real keeps, and digits that a proposal is shown with. */
    int CANONICAL_DIGITS = 12;

    int TIDY_DIGITS = 4;

    /** The largest whole number that an int or log-int range may hold. */
    long LARGEST_WHOLE = 1_000_000_000_000L;

    /** Whether {@code value} is of the right kind and in range. */
    boolean contains(Value value);

    /** The position of a contained value in [0, 1]; whole numbers and choices sit at the centre of their bin. */
    double toUnit(Value value);

    /** The value at position {@code u} in [0, 1]. */
    Value fromUnit(double u);

    /** The value at position {@code u}, rounded to few digits where that stays in the domain: what a proposal looks like. */
    default Value tidyFromUnit(double u) {
        return fromUnit(u);
    }

    /** The same value as this domain writes it: right kind (2 in a real range is 2.0), canonical digits. */
    default Value canonical(Value value) {
        return value;
    }

    /** Whether distances in the unit interval mean something: true for ranges and ordinals. */
    boolean numeric();

    /** Whether there is nothing to tune. */
    default boolean fixed() {
        return false;
    }

    /** How the study file would write it. */
    String describe();

    /** Reals, uniform between two bounds, both inside. */
    record Uniform(double low, double high) implements Domain {
        public Uniform {
            requireRange(low, high);
        }

        @Override
        public boolean contains(Value value) {
            return isNumber(value) && value.number() >= low && value.number() <= high;
        }

        @Override
        public double toUnit(Value value) {
            return clamp((value.number() - low) / (high - low), 0, 1);
        }

        @Override
        public Value fromUnit(double u) {
            return canonical(new Value.Real(at(u)));
        }

        @Override
        public Value tidyFromUnit(double u) {
            return canonical(new Value.Real(clamp(grid(at(u), high - low, TIDY_DIGITS), low, high)));
        }

        @Override
        public Value canonical(Value value) {
            double scale = Math.max(Math.abs(low), Math.abs(high));
            return new Value.Real(clamp(grid(value.number(), scale, CANONICAL_DIGITS), low, high));
        }

        private double at(double u) {
            return u >= 1 ? high : low + u * (high - low);
        }

        /** Rounds to a decimal grid fixed by {@code scale}: relative rounding would not survive the shift by {@code low}. */
        private static double grid(double x, double scale, int digits) {
            int places = digits - 1 - (int) Math.floor(StrictMath.log10(scale));
            return new BigDecimal(x).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
        }

        @Override
        public boolean numeric() {
            return true;
        }

        @Override
        public String describe() {
            return "uniform [" + new Value.Real(low).text() + ", " + new Value.Real(high).text() + "]";
        }
    }

    /** Positive reals, uniform in their logarithm. */
    record LogUniform(double low, double high) implements Domain {
        public LogUniform {
            requireRange(low, high);
            requirePositive(low);
        }

        @Override
        public boolean contains(Value value) {
            return isNumber(value) && value.number() >= low && value.number() <= high;
        }

        @Override
        public double toUnit(Value value) {
            return clamp((StrictMath.log(value.number()) - StrictMath.log(low)) / width(), 0, 1);
        }

        @Override
        public Value fromUnit(double u) {
            return canonical(new Value.Real(at(u)));
        }

        @Override
        public Value tidyFromUnit(double u) {
            return canonical(new Value.Real(clamp(Value.rounded(at(u), TIDY_DIGITS), low, high)));
        }

        @Override
        public Value canonical(Value value) {
            return new Value.Real(clamp(Value.rounded(value.number(), CANONICAL_DIGITS), low, high));
        }

        /** The bounds themselves are met exactly; high / low may overflow, its logarithm does not. */
        private double at(double u) {
            if (u <= 0 || u >= 1) {
                return u <= 0 ? low : high;
            }
            return clamp(StrictMath.exp(StrictMath.log(low) + u * width()), low, high);
        }

        private double width() {
            return StrictMath.log(high) - StrictMath.log(low);
        }

        @Override
        public boolean numeric() {
            return true;
        }

        @Override
        public String describe() {
            return "log-uniform [" + new Value.Real(low).text() + ", " + new Value.Real(high).text() + "]";
        }
    }

    /** Whole numbers between two bounds, both inside, each equally likely. */
    record IntRange(long low, long high) implements Domain {
        public IntRange {
            requireRange((double) low, (double) high);
            requireTellable(low, high);
        }

        @Override
        public boolean contains(Value value) {
            return isWhole(value) && value.number() >= low && value.number() <= high;
        }

        @Override
        public double toUnit(Value value) {
            return (value.number() - low + 0.5) / (high - low + 1.0);
        }

        @Override
        public Value fromUnit(double u) {
            return new Value.Whole(clamp(low + (long) Math.floor(u * (high - low + 1.0)), low, high));
        }

        @Override
        public Value canonical(Value value) {
            return new Value.Whole((long) value.number());
        }

        @Override
        public boolean numeric() {
            return true;
        }

        @Override
        public String describe() {
            return "int [" + low + ", " + high + "]";
        }
    }

    /** Positive whole numbers, uniform in their logarithm; the bin of {@code n} is [n - ½, n + ½). */
    record LogInt(long low, long high) implements Domain {
        public LogInt {
            requireRange((double) low, (double) high);
            requireTellable(low, high);
            requirePositive((double) low);
        }

        @Override
        public boolean contains(Value value) {
            return isWhole(value) && value.number() >= low && value.number() <= high;
        }

        @Override
        public double toUnit(Value value) {
            double centre = (StrictMath.log(value.number() - 0.5) + StrictMath.log(value.number() + 0.5)) / 2;
            return (centre - StrictMath.log(low - 0.5)) / width();
        }

        @Override
        public Value fromUnit(double u) {
            double x = StrictMath.exp(StrictMath.log(low - 0.5) + u * width());
            return new Value.Whole(clamp((long) Math.floor(x + 0.5), low, high));
        }

        @Override
        public Value canonical(Value value) {
            return new Value.Whole((long) value.number());
        }

        private double width() {
            return StrictMath.log(high + 0.5) - StrictMath.log(low - 0.5);
        }

        @Override
        public boolean numeric() {
            return true;
        }

        @Override
        public String describe() {
            return "log-int [" + low + ", " + high + "]";
        }
    }

    /** Labels or numbers without an order. */
    record Choice(List<Value> options) implements Domain {
        public Choice {
            options = distinct(options);
        }

        @Override
        public boolean contains(Value value) {
            return options.contains(value);
        }

        @Override
        public double toUnit(Value value) {
            return binOf(options, value);
        }

        @Override
        public Value fromUnit(double u) {
            return atBin(options, u);
        }

        @Override
        public boolean numeric() {
            return false;
        }

        @Override
        public boolean fixed() {
            return options.size() == 1;
        }

        @Override
        public String describe() {
            return "choice " + listed(options);
        }
    }

    /** Values in a meaningful order; only their ranks count. */
    record Ordinal(List<Value> options) implements Domain {
        public Ordinal {
            options = distinct(options);
        }

        @Override
        public boolean contains(Value value) {
            return options.contains(value);
        }

        @Override
        public double toUnit(Value value) {
            return binOf(options, value);
        }

        @Override
        public Value fromUnit(double u) {
            return atBin(options, u);
        }

        @Override
        public boolean numeric() {
            return true;
        }

        @Override
        public boolean fixed() {
            return options.size() == 1;
        }

        @Override
        public String describe() {
            return "ordinal " + listed(options);
        }
    }

    /** One value, handed to the command and never tuned. */
    record Constant(Value value) implements Domain {
        @Override
        public boolean contains(Value other) {
            return value.equals(other);
        }

        @Override
        public double toUnit(Value ignored) {
            return 0.5;
        }

        @Override
        public Value fromUnit(double u) {
            return value;
        }

        @Override
        public boolean numeric() {
            return false;
        }

        @Override
        public boolean fixed() {
            return true;
        }

        @Override
        public String describe() {
            return "constant " + value.text();
        }
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Real || value instanceof Value.Whole;
    }

    private static boolean isWhole(Value value) {
        return value instanceof Value.Whole
                || (value instanceof Value.Real real && real.value() == StrictMath.rint(real.value()));
    }

    private static double binOf(List<Value> options, Value value) {
        return (options.indexOf(value) + 0.5) / options.size();
    }

    private static Value atBin(List<Value> options, double u) {
        return options.get((int) clamp((long) Math.floor(u * options.size()), 0, options.size() - 1L));
    }

    private static String listed(List<Value> options) {
        return options.stream().map(Value::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static List<Value> distinct(List<Value> options) {
        if (options.isEmpty() || options.stream().distinct().count() < options.size()) {
            throw new IllegalArgumentException("options must be distinct and at least one: " + listed(options));
        }
        return List.copyOf(options);
    }

    private static void requireRange(double low, double high) {
        if (!(low < high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("a range needs low < high, both finite: [" + low + ", " + high + "]");
        }
    }

    /** Beyond this, neighbours have the same place in the unit interval. */
    private static void requireTellable(long low, long high) {
        if (low < -LARGEST_WHOLE || high > LARGEST_WHOLE) {
            throw new IllegalArgumentException("whole numbers must lie between -1e12 and 1e12: [" + low + ", " + high
                    + "]; use a log-uniform range instead");
        }
    }

    private static void requirePositive(double low) {
        if (low <= 0) {
            throw new IllegalArgumentException("a log scale needs a positive lower bound, not " + low);
        }
    }

    private static double clamp(double x, double low, double high) {
        return Math.max(low, Math.min(high, x));
    }

    private static long clamp(long x, long low, long high) {
        return Math.max(low, Math.min(high, x));
    }
}
