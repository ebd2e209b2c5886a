package dev.stint.engine.insight;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as they stand in a sentence. */
final class Words {
    private Words() {}

    /** Three significant digits, without trailing zeros; powers of ten only where plain digits would be unreadable. */
    static String number(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e7) {
            return rounded.toPlainString();
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** A share of one as a percentage: 0.031 is "3.1 %". */
    static String percent(double share) {
        BigDecimal rounded =
                BigDecimal.valueOf(100 * share).round(new MathContext(2)).stripTrailingZeros();
        return rounded.toPlainString() + " %";
    }
}
