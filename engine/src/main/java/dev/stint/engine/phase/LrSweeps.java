package dev.stint.engine.phase;

import dev.stint.engine.history.History;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.insight.OptimizerFamily;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
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
        Parameter optimizer = history.spec().space().withRole(Role.OPTIMIZER);
        if (optimizer == null) {
            return OptimizerFamily.UNKNOWN;
        }
        Value value = history.trial(History.SWEEP).config().get(optimizer.name());
        String name = value == null ? "" : value.text().toLowerCase(Locale.ROOT);
        return name.contains("sgd")
                ? OptimizerFamily.SGD
                : name.contains("ada") ? OptimizerFamily.ADAM_LIKE : OptimizerFamily.UNKNOWN;
    }
}
