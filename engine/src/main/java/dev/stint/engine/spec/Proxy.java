package dev.stint.engine.spec;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.space.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A cheaper stand-in for the training: a smaller model, less data, a shorter schedule. Whether it ranks configurations as the training
 * does is measured, never assumed.
 *
 * @param name as the script is told it
 * @param set what the script gets beside the tuned parameters, or in place of fixed ones
 * @param length of its training, in units of fidelity; its schedules end there
 * @param cost of one such training, in the budget's unit: a first guess where cost is metered, the price where it is counted; null for
 *     none, which where cost is counted means that a unit of it costs as much as one of the training
 */
public record Proxy(
        String name,
        SequencedMap<String, Value> set,
        long length,
        @Nullable Amount cost) {

    public Proxy {
        set = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(set));
    }

    /** What one unit of its training costs where cost is counted and not metered. */
    public Amount price(StudySpec spec) {
        Unit unit = spec.budget().unit();
        double usual =
                unit.kind() == Unit.Kind.TRAININGS ? 1.0 / spec.fidelity().max() : 1;
        return new Amount(cost == null ? usual : cost.value() / length, unit);
    }
}
