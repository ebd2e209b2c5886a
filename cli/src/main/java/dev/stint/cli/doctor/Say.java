package dev.stint.cli.doctor;

import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import java.util.Collection;

/** Values as they stand in a finding. */
final class Say {

    private Say() {}

    /** {@code epoch 3}. */
    static String at(Evidence evidence, long step) {
        return evidence.unit() + " " + step;
    }

    /** {@code 3 epochs}. */
    static String length(Evidence evidence, long units) {
        return Words.count(units, evidence.unit());
    }

    /** A difference with two digits' worth of meaning: {@code 0.0031}. */
    static String gap(double difference) {
        return Words.value(difference);
    }

    static String value(double value) {
        return Words.value(value);
    }

    static String seconds(double seconds) {
        return Words.amount(new Amount(seconds, Unit.SECONDS), "");
    }

    static String list(Collection<String> names) {
        return String.join(", ", names);
    }

    /** What the script said last, quoted below a sentence; nothing where it said nothing. */
    static String quoted(String detail) {
        return detail.isBlank() ? "" : "\n" + detail.strip().indent(2).stripTrailing();
    }
}
