package dev.stint.engine.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** An amount of compute. Adding amounts of different units is an error, never a conversion. */
public record Amount(double value, Unit unit) implements Comparable<Amount> {

    public Amount {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("an amount must be finite, not " + value);
        }
    }

    public static Amount zero(Unit unit) {
        return new Amount(0, unit);
    }

    public Amount plus(Amount other) {
        return new Amount(value + same(other).value, unit);
    }

    public Amount minus(Amount other) {
        return new Amount(value - same(other).value, unit);
    }

    public Amount times(double factor) {
        return new Amount(value * factor, unit);
    }

    /** How many of {@code other} fit, as a real number. */
    public double over(Amount other) {
        return value / same(other).value;
    }

    public Amount min(Amount other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Amount max(Amount other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** This amount, or nothing where it is negative. */
    public Amount orZero() {
        return value > 0 ? this : zero(unit);
    }

    public boolean isPositive() {
        return value > 0;
    }

    @Override
    public int compareTo(Amount other) {
        return Double.compare(value, same(other).value);
    }

    private Amount same(Amount other) {
        if (other.unit != unit) {
            throw new IllegalArgumentException("cannot combine " + unit.key() + " with " + other.unit.key()
                    + ": amounts of one study share a unit");
        }
        return other;
    }

    /** Three significant digits and the unit: {@code 5.98 min}. */
    public String text() {
        return number() + " " + unit.symbol();
    }

    /** The bare number as tables show it. */
    public String number() {
        return String.format(Locale.ROOT, "%." + decimals() + "f", value);
    }

    /** The least amount that is no smaller and that {@link #text} shows exactly; amounts too small to be shown well stay. */
    public Amount roundedUp() {
        return Math.abs(value) < 0.1
                ? this
                : new Amount(
                        new BigDecimal(value)
                                .setScale(decimals(), RoundingMode.CEILING)
                                .doubleValue(),
                        unit);
    }

    private int decimals() {
        double size = Math.abs(value);
        return size >= 100 ? 0 : size >= 10 ? 1 : 2;
    }
}
