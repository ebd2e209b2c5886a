package dev.stint.engine.insight;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that need only a few numbers. Each gives a warning, or null where there is nothing to say. */
public final class Guardrails {
    private static final double EDGE = 0.02;
    private static final double BARELY = 1e-3;

    private Guardrails() {}

    /**
     * The recommended value lies within 2 % of an end of its range: the best value may lie outside.
     *
     * @param logarithmic whether the range is searched on a logarithmic scale; its bounds are then positive
     */
    public static @Nullable Warning onEdge(
            String parameter, double value, double low, double high, boolean logarithmic) {
        double position =
                logarithmic ? StrictMath.log(value / low) / StrictMath.log(high / low) : (value - low) / (high - low);
        if (!(high > low) || (position > EDGE && position < 1 - EDGE)) {
            return null;
        }
        boolean lower = position <= EDGE;
        return new Warning(
                "range-edge",
                parameter + " = " + Words.number(value) + " lies at the " + (lower ? "lower" : "upper")
                        + " end of its range " + Words.number(low) + " to " + Words.number(high),
                "widen the range of " + parameter + (lower ? " downwards" : " upwards")
                        + " in a follow-up study, unless the bound is a hard limit");
    }

    /** The recommended level is the first or last of its order; null too where there are only two. */
    public static @Nullable Warning lastLevel(String parameter, String level, List<String> levels) {
        int at = levels.indexOf(level);
        if (levels.size() < 3 || (at > 0 && at < levels.size() - 1)) {
            return null;
        }
        return new Warning(
                "range-edge",
                parameter + " = " + level + " is the " + (at == 0 ? "first" : "last") + " of its levels "
                        + String.join(", ", levels),
                "add a level beyond it in a follow-up study, unless there is none");
    }

    /**
     * The metric hardly differs between configurations, so that tuning cannot gain much, or it measures the wrong
     * thing.
     *
     * @param values finite, one for each configuration, compared at the same fidelity
     */
    public static @Nullable Warning barelyMoves(String metric, double[] values) {
        if (values.length < 5) {
            return null;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double range = sorted[sorted.length - 1] - sorted[0];
        double size = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
        if (range > BARELY * size) {
            return null;
        }
        String seen = range == 0
                ? metric + " is exactly " + Words.number(sorted[0]) + " for all " + values.length + " configurations"
                : metric + " differs by " + Words.percent(range / size) + " at most over " + values.length
                        + " configurations";
        return new Warning(
                "metric-barely-moves",
                seen,
                "check that the command uses the parameters that it is given and that " + metric
                        + " is the metric meant");
    }

    /**
     * Seeds differ more than configurations do.
     *
     * @param values finite, one for each configuration and one seed each, compared at the same fidelity
     * @param seedSd deviation between seeds of one configuration
     */
    public static @Nullable Warning noiseLargerThanDifferences(String metric, double[] values, double seedSd) {
        if (values.length < 3) {
            return null;
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double sd = Math.sqrt(squares / (values.length - 1));
        double between = Math.sqrt(Math.max(0, sd * sd - seedSd * seedSd));
        if (between >= seedSd) {
            return null;
        }
        return new Warning(
                "noise-above-differences",
                metric + " varies by " + Words.number(seedSd) + " (sd) between seeds and by " + Words.number(between)
                        + " between configurations",
                "spend on seeds rather than on more configurations, or evaluate on more data");
    }

    /** The winner was trained with one seed. */
    public static @Nullable Warning singleSeed(int seedsOfWinner) {
        return seedsOfWinner != 1
                ? null
                : new Warning(
                        "single-seed",
                        "the recommended configuration was trained with one seed: its value is partly luck",
                        "add budget for a second seed of the winner and of the control");
    }
}
