package dev.stint.cli.text;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.insight.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers, durations and amounts as they stand in a sentence. */
public final class Words {

    private static final int DIGITS = 4;

    private Words() {}

    /** A metric with four significant digits. */
    public static String value(double value) {
        return rounded(value, DIGITS);
    }

    /** A learning rate with two significant digits, below a thousandth with a power of ten: {@code 1.4e-4}. */
    public static String rate(double value) {
        if (!(value > 0) || value >= 1e-3 || !Double.isFinite(value)) {
            return rounded(value, 2);
        }
        BigDecimal number = BigDecimal.valueOf(value).round(new MathContext(2)).stripTrailingZeros();
        int exponent = number.precision() - number.scale() - 1;
        return number.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static String rounded(double value, int digits) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "-infinite";
        }
        BigDecimal number =
                BigDecimal.valueOf(value).round(new MathContext(digits)).stripTrailingZeros();
        double size = Math.abs(value);
        return size >= 1e-4 && size < 1e7
                ? number.toPlainString()
                : number.toString().replace("E+", "e").replace("E", "e");
    }

    /** A duration in its two largest units: {@code 3 min 12 s}. */
    public static String duration(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return two(whole, 60, "min", "s");
        }
        return whole < 86_400 ? two(whole / 60, 60, "h", "min") : two(whole / 3600, 24, "d", "h");
    }

    private static String two(long whole, long base, String large, String small) {
        long rest = whole % base;
        return whole / base + " " + large + (rest == 0 ? "" : " " + rest + " " + small);
    }

    /** An amount in the unit that suits its size: {@code 20 min} for a third of a gpu-hour, {@code 120 epochs}. */
    public static String amount(Amount amount, String fidelityUnit) {
        return switch (amount.unit().kind()) {
            case SLOT_TIME, GPU_TIME -> time(amount.value() * amount.unit().base());
            case FIDELITY -> counted(amount.value(), fidelityUnit);
            case TRAININGS -> counted(amount.value(), "training");
        };
    }

    private static String counted(double number, String noun) {
        return rounded(number, DIGITS) + " " + noun + (number == 1 ? "" : "s");
    }

    private static String time(double seconds) {
        if (seconds >= 3600) {
            return rounded(seconds / 3600, 3) + " h";
        }
        return seconds >= 60 ? rounded(seconds / 60, 3) + " min" : rounded(seconds, 3) + " s";
    }

    /** A budget as the user wrote it: {@code 100 gpu-hours}. */
    public static String budget(Amount amount, String fidelityUnit) {
        return switch (amount.unit().kind()) {
            case FIDELITY -> rounded(amount.value(), DIGITS) + " " + fidelityUnit + "s";
            case SLOT_TIME, GPU_TIME, TRAININGS -> {
                String key = amount.unit().key();
                yield rounded(amount.value(), 3) + " "
                        + (amount.value() == 1 ? key.substring(0, key.length() - 1) : key);
            }
        };
    }

    /** One amount of another in its unit: {@code 2.61 of 6.00 min}, {@code 120 of 400 epochs}. */
    public static String part(Amount amount, Amount whole, String fidelityUnit) {
        return amount.number() + " of " + plain(whole, fidelityUnit);
    }

    /** An amount in the unit of its study: {@code 2.61 min}, {@code 120 epochs}. */
    public static String plain(Amount amount, String fidelityUnit) {
        return switch (amount.unit().kind()) {
            case FIDELITY -> counted(amount.value(), fidelityUnit);
            case SLOT_TIME, GPU_TIME, TRAININGS -> amount.text();
        };
    }

    /** A mean with its 90 % interval, or why there is none. */
    public static String estimate(Estimate estimate) {
        return switch (estimate) {
            case Estimate.Bounded b ->
                value(b.mean()) + " (90 %: " + value(b.low()) + " to " + value(b.high()) + "; "
                        + count(b.seeds(), "seed") + ")";
            case Estimate.Unbounded u when Double.isNaN(u.mean()) -> "not a number (" + u.why() + ")";
            case Estimate.Unbounded u -> value(u.mean()) + " (cannot tell how sure: " + u.why() + ")";
        };
    }

    /** {@code 1 seed}, {@code 2 seeds}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
