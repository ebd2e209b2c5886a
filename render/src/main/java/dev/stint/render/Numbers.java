package dev.stint.render;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.insight.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Numbers as a reader wants them: as many digits as they are worth, with their unit. */
final class Numbers {

    static final String UNKNOWN = "–";

    private static final int DIGITS = 4;
    private static final int MOST_DECIMALS = 6;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private Numbers() {}

    /** Four significant digits, more where they stand before the point. */
    static String value(double x) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? UNKNOWN : x > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(x);
        if (size != 0 && (size < 1e-4 || size >= 1e7)) {
            return signed(String.format(Locale.ROOT, "%.3e", x)
                    .replaceFirst("\\.?0*e([+-])0*", "e$1")
                    .replace("e+", "e"));
        }
        BigDecimal rounded = new BigDecimal(x).round(new MathContext(DIGITS));
        int decimals = x == Math.rint(x) ? 0 : Math.max(0, DIGITS - rounded.precision() + rounded.scale());
        return signed(
                (decimals == 0 ? new BigDecimal(Math.rint(x)) : rounded.setScale(decimals, RoundingMode.UNNECESSARY))
                        .toPlainString());
    }

    /** {@code x} to as many decimals as an uncertainty of {@code spread} leaves: two digits of it. */
    static String value(double x, double spread) {
        if (!(spread > 0) || !Double.isFinite(spread + x)) {
            return value(x);
        }
        int decimals = Math.max(0, 1 - (int) Math.floor(Math.log10(spread)));
        return decimals > MOST_DECIMALS || Math.abs(x) >= 1e7
                ? value(x)
                : signed(String.format(Locale.ROOT, "%." + decimals + "f", x));
    }

    private static String signed(String number) {
        return number.startsWith("-") ? "−" + number.substring(1) : number;
    }

    /** The mean of an estimate. */
    static String mean(Estimate estimate) {
        return switch (estimate) {
            case Estimate.Bounded b -> value(b.mean(), (b.high() - b.low()) / 2);
            case Estimate.Unbounded u -> Double.isNaN(u.mean()) ? "not a number" : value(u.mean());
        };
    }

    /** The uncertainty of an estimate, in words. */
    static String uncertainty(Estimate estimate) {
        return switch (estimate) {
            case Estimate.Bounded b ->
                "90 % interval " + interval(b.low(), b.high()) + ", " + count(b.seeds(), "seed") + basis(b.basis());
            case Estimate.Unbounded u when Double.isNaN(u.mean()) -> u.why();
            case Estimate.Unbounded u -> "cannot tell how far off: " + u.why();
        };
    }

    static String interval(double low, double high) {
        double spread = (high - low) / 2;
        return value(low, spread) + " to " + value(high, spread);
    }

    private static String basis(Estimate.Basis basis) {
        return switch (basis) {
            case OWN_SEEDS -> "";
            case OTHER_FINALISTS -> ", spread taken from the other finalists";
            case ASSUMED -> ", spread assumed";
        };
    }

    static String percent(double share) {
        if (!Double.isFinite(share)) {
            return UNKNOWN;
        }
        double percent = 100 * share;
        if (percent > 0 && percent < 1) {
            return "< 1 %";
        }
        return percent > 99 && percent < 100 ? "> 99 %" : Math.round(percent) + " %";
    }

    static String amount(Amount amount) {
        return signed(amount.text());
    }

    /** A bare amount to as many decimals as {@code budget} has at six digits, so that columns add up. */
    static String ledger(Amount amount, Amount budget) {
        int whole = budget.isPositive() ? (int) Math.floor(Math.log10(budget.value())) + 1 : 1;
        int decimals = Math.clamp(6L - whole, 0, MOST_DECIMALS);
        String text = String.format(Locale.ROOT, "%." + decimals + "f", amount.value() + 0.0);
        return signed(text.matches("-0(\\.0*)?") ? text.substring(1) : text);
    }

    /** {@code 1 seed}, {@code 3 seeds}. */
    static String count(long number, String thing) {
        return number + " " + (number == 1 ? thing : plural(thing));
    }

    static String plural(String thing) {
        return thing + (thing.endsWith("s") ? "" : thing.endsWith("batch") ? "es" : "s");
    }

    static String instant(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    static String duration(double seconds) {
        if (seconds < 120) {
            return value(Math.rint(seconds)) + " s";
        }
        double hours = seconds / 3600;
        return hours < 2
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : hours < 48
                        ? String.format(Locale.ROOT, "%.1f h", hours)
                        : String.format(Locale.ROOT, "%.1f days", hours / 24);
    }

    /** {@code 3}, {@code 3 and 5}, {@code 3, 5 and 8}. */
    static String listed(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }
}
