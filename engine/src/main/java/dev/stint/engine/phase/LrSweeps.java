package dev.stint.engine.phase;

import dev.stint.engine.history.History;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.insight.OptimizerFamily;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.List;
import java.util.Locale;

/** The learning-rate sweep of a study, read. */
public final class LrSweeps {

    private LrSweeps() {}

    /** What the sweep says; unreadable when there was none. */
    public static LrVerdict read(History history) {
        return LrSweep.read(points(history), family(history));
    }

    /** The points of the last attempt: a sweep that was interrupted begins anew. */
    public static List<LrSweep.Point> points(History history) {
        int last =
                history.lrPoints().isEmpty() ? 0 : history.lrPoints().getLast().attempt();
        return history.lrPoints().stream()
                .filter(p -> p.attempt() == last)
                .map(p -> new LrSweep.Point(p.lr(), p.loss()))
                .toList();
    }

    private static OptimizerFamily family(History history) {
        return family(history.spec().space(), history.trial(History.SWEEP).config());
    }

    /** The family of the optimiser that a configuration names; of SGD where only a momentum is tuned. */
    public static OptimizerFamily family(Space space, Config config) {
        Parameter optimizer = space.withRole(Role.OPTIMIZER);
        if (optimizer != null) {
            Value value = config.get(optimizer.name());
            return OptimizerFamily.named(value == null ? "" : value.text());
        }
        return space.parameters().stream()
                        .anyMatch(p -> p.name().toLowerCase(Locale.ROOT).contains("momentum"))
                ? OptimizerFamily.SGD
                : OptimizerFamily.UNKNOWN;
    }

    /** The value of a configuration's parameter; NaN where it has none. */
    public static double number(Config config, String name) {
        Value value = config.get(name);
        return value == null ? Double.NaN : value.number();
    }
}
