package dev.stint.runtime.caller;

import dev.stint.engine.history.End;
import dev.stint.engine.study.Command;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of an order in one breath; all of it counts or nothing.
 *
 * @param line metrics of a step, a point of the sweep, or the metrics of a split; null for none
 * @param cost what was spent since the last breath, in the unit of the budget; null where the clock or the steps tell
 * @param end how the order ended; null while it goes on
 * @param detail what there is to say of the end
 */
public record Said(
        Command.@Nullable Line line,
        @Nullable Double cost,
        @Nullable End end,
        String detail) {

    /** A step with its metrics. */
    public static Said step(long step, SequencedMap<String, Double> metrics) {
        return new Said(new Command.Line.Metrics(step, metrics), null, null, "");
    }

    /** The end of an order. */
    public static Said over(End end, String detail) {
        return new Said(null, null, end, detail);
    }

    public Said withCost(@Nullable Double amount) {
        return new Said(line, amount, end, detail);
    }
}
