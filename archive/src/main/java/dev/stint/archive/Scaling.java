package dev.stint.archive;

import dev.stint.engine.insight.OptimizerFamily;
import dev.stint.engine.insight.ScalingRules;
import dev.stint.engine.insight.ScalingRules.Move;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What moves the learning rate and the weight decay of archived trials, whose batch size or width is another one here; counts what it did. */
final class Scaling {

    private final Map<Role, Integer> counts = new EnumMap<>(Role.class);
    private double least = Double.POSITIVE_INFINITY;
    private double most;
    private double widest;

    /** What a trial needs whose batch size or width becomes another: nothing for any other role. */
    static Move move(Role role, Value past, Value own, OptimizerFamily family) {
        double from = past.number();
        double to = own.number();
        if (!(from > 0) || !(to > 0)) {
            return Move.NONE;
        }
        return switch (role) {
            case BATCH_SIZE -> ScalingRules.batch(from, to, family);
            case WIDTH -> ScalingRules.width(from, to, family);
            default -> Move.NONE;
        };
    }

    /** Remembers that a trial was moved. */
    void count(Role cause, Move move) {
        counts.merge(cause, 1, Integer::sum);
        least = Math.min(least, move.rateFactor());
        most = Math.max(most, move.rateFactor());
        widest = Math.max(widest, move.sdDecades());
    }

    /** What was done, in words; empty where nothing was. */
    List<String> said() {
        if (counts.isEmpty()) {
            return List.of();
        }
        List<String> causes = new ArrayList<>();
        counts.forEach((role, count) -> causes.add((role == Role.BATCH_SIZE ? "batch size" : "width") + " in " + count
                + (count == 1 ? " trial" : " trials")));
        return List.of("learning rate and weight decay translated to your " + String.join(", ", causes)
                + " (rate × " + factor(least) + (most > least * 1.01 ? " to " + factor(most) : "")
                + ", give or take a factor of " + factor(StrictMath.pow(10, widest)) + ")");
    }

    private static String factor(double factor) {
        return String.format(Locale.ROOT, factor < 0.095 ? "%.2g" : "%.1f", factor);
    }
}
