package dev.stint.engine.insight;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that need only a few numbers. Each gives a warning, or null where there is nothing to say. */
public final class Guardrails {

    /** What may stand under {@code allow}. */
    public static final List<String> CODES = List.of(
            "grid",
            "training-objective",
            "test-objective",
            "too-many-parameters",
            "control-assumed",
            "unverified-proxy",
            "same-data",
            "split-printed",
            "goal-disagrees",
            "range-edge",
            "single-seed",
            "control-single-seed",
            "metric-barely-moves",
            "metric-never-moves",
            "noise-above-differences",
            "too-good");

    private static final double EDGE = 0.02;
    private static final double BARELY = 1e-3;

    /** A stand-in whose pairs leave open whether it may be believed; null where they do not, and where they are too few. */
    public static @Nullable Warning unverifiedProxy(@Nullable ProxyVerdict verdict) {
        return verdict == null
                        || verdict.trust() != ProxyVerdict.Trust.CANNOT_TELL
                        || verdict.pairs() < ProxyVerdict.FEWEST
                ? null
                : new Warning(
                        "unverified-proxy",
                        "the proxy " + verdict.proxy() + " was not listened to: " + verdict.pairs()
                                + " configurations cannot tell whether it ranks as the training does, "
                                + Words.percent(verdict.low()) + " to " + Words.percent(verdict.high())
                                + " of pairs are ordered alike (90 %)",
                        "A larger budget checks a proxy further; or delete it, and what it cost goes to the search.");
    }

    /** A flat curve of fewer points, or a few flat curves among others, may be chance or a dead network. */
    private static final int FLAT_POINTS = 4;

    private static final int FLAT_TRIALS = 3;

    /** What is perfect after more than a tenth of its training may have learnt it. */
    private static final double AT_ONCE = 0.1;

    /**
     * The objective of one trial over its steps.
     *
     * @param full its full length
     */
    public record Curve(int trial, long full, List<Long> steps, List<Double> values) {
        public Curve {
            steps = List.copyOf(steps);
            values = List.copyOf(values);
        }

        private boolean begins(double value) {
            return !values.isEmpty()
                    && values.getFirst() == value
                    && (steps.getFirst() == 1 || steps.getFirst() <= AT_ONCE * full);
        }

        private boolean flat() {
            return values.size() >= FLAT_POINTS && values.stream().distinct().count() == 1;
        }
    }

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

    /** A loss or an error of exactly 0 at the first report: nothing is learnt that fast. */
    public static @Nullable Warning nothingLost(String metric, String unit, List<Curve> curves) {
        return tooGood(
                metric,
                unit,
                curves,
                List.of(0.0),
                "an untrained model does not predict without any error",
                "check that " + metric + " is computed on data and averaged over it, that no integer division or"
                        + " default value makes it 0, and that the labels are not among the inputs");
    }

    /** An accuracy of exactly 1 (or 100) at the first report. */
    public static @Nullable Warning perfectAtOnce(String metric, String unit, List<Curve> curves) {
        if (!Shares.named(metric)) {
            return null;
        }
        return tooGood(
                metric,
                unit,
                curves,
                List.of(1.0, 100.0),
                "hardly any problem is solved that fast",
                "check that " + metric + " is measured on data that the training does not see, on more than a handful"
                        + " of examples of more than one class, and that the labels are not among the inputs");
    }

    private static @Nullable Warning tooGood(
            String metric, String unit, List<Curve> curves, List<Double> perfect, String why, String check) {
        List<Curve> found = curves.stream()
                .filter(c -> perfect.stream().anyMatch(c::begins))
                .toList();
        if (found.isEmpty()) {
            return null;
        }
        Curve first = found.getFirst();
        String others = found.size() == 1 ? "" : ", and likewise of " + (found.size() - 1) + " more";
        return new Warning(
                "too-good",
                metric + " is exactly " + Words.number(first.values().getFirst()) + " at " + unit + " "
                        + first.steps().getFirst() + " of trial " + first.trial() + others
                        + ", which is too good to be true: " + why,
                check);
    }

    /** The metric stays the same over every training of some length: it is not measured anew, or nothing is trained. */
    public static @Nullable Warning neverMoves(String metric, String unit, List<Curve> curves) {
        List<Curve> longer =
                curves.stream().filter(c -> c.values().size() >= FLAT_POINTS).toList();
        if (longer.size() < FLAT_TRIALS || !longer.stream().allMatch(Curve::flat)) {
            return null;
        }
        Curve first = longer.getFirst();
        return new Warning(
                "metric-never-moves",
                metric + " stays exactly the same from " + unit + " to " + unit + " in all " + longer.size()
                        + " trials that have " + FLAT_POINTS + " or more (trial " + first.trial() + ": "
                        + Words.number(first.values().getFirst()) + " from " + unit + " "
                        + first.steps().getFirst() + " to " + first.steps().getLast() + ")",
                "check that the evaluation runs after each " + unit
                        + " on the model that is trained, that its result is what is printed, and that the optimiser"
                        + " steps");
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
