package dev.stint.engine.insight;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a training blew up: its loss is not finite, rose and stayed up, fell back to what it was before anything was learnt, or, where
 * only the validation metric is known, collapsed all at once.
 *
 * @param validation smaller is better
 * @param training its loss, or null where it is not known or too short
 * @param logarithmic whether {@code training} holds logarithms
 */
record Divergence(
        LearningCurve curve, Trace validation, @Nullable Trace training, boolean logarithmic) {

    /** A loss that is not below this share of its first value has learnt nothing. */
    private static final double LEARNT = 0.6;

    private static final double FORGOTTEN = 0.75;

    /** The gravest: NaN or an infinity, in the training loss first; null where all is finite. */
    static @Nullable Diagnosis notFinite(LearningCurve curve) {
        Diagnosis inTraining =
                curve.training() == null ? null : notFinite(curve, curve.training(), "the training loss");
        return inTraining != null ? inTraining : notFinite(curve, curve.validation(), curve.metric());
    }

    private static @Nullable Diagnosis notFinite(LearningCurve curve, LearningCurve.Series series, String name) {
        for (int i = 0; i < series.values().length; i++) {
            if (!Double.isFinite(series.values()[i])) {
                String at = curve.unit() + " " + Words.number(series.steps()[i]);
                return diverged(name + " was " + series.values()[i] + " at " + at);
            }
        }
        return null;
    }

    /** What the finite curves show; null for nothing of the kind. */
    @Nullable
    Diagnosis found() {
        if (training == null) {
            return collapsed(validation) ? fellBack() : null;
        }
        if (roseToStay(training)) {
            return diverged("the training loss rose from its best at " + best(training) + " and stayed up to the end");
        }
        if (logarithmic && fellBackToTheBeginning(training)) {
            double highest = Arrays.stream(training.y()).max().orElseThrow();
            return diverged("the training loss rose to " + times(training, highest) + " its first value and ended at "
                    + times(training, end(training)) + " it");
        }
        return logarithmic && forgot(training)
                ? diverged("the training loss was best at " + best(training) + " and ended at "
                        + times(training, end(training)) + " its first value")
                : null;
    }

    private Diagnosis fellBack() {
        CurveWords words = new CurveWords(curve);
        return diverged(curve.metric() + " fell back from "
                + words.withNoise(validation.level()[validation.lowest()], validation.sigma()) + " at "
                + best(validation) + " to " + words.value(validation.y()[validation.size() - 1]) + " all at once");
    }

    private String best(Trace trace) {
        return new CurveWords(curve).at(trace.x()[trace.lowest()]);
    }

    /** {@code 3.2 times}. */
    private static String times(Trace trace, double logarithm) {
        return Words.number(StrictMath.exp(logarithm - trace.y()[0])) + " times";
    }

    /** The last three values lie above twice the minimum, or clearly above the beginning: the constant predictor. */
    private boolean roseToStay(Trace trace) {
        double least = trace.level()[trace.lowest()];
        double noise = 5 * trace.sigma();
        double first = trace.y()[0];
        if (!logarithmic) {
            double fall = trace.fall();
            return lastThreeAbove(trace, fall > noise ? first - 0.1 * fall : first + Math.max(noise, Math.abs(first)));
        }
        double twice = least + Math.max(StrictMath.log(2), Math.max(noise, 0.2 * trace.fall()));
        return lastThreeAbove(trace, Math.min(twice, first + Math.max(noise, StrictMath.log(1.5))));
    }

    /**
     * Three times clearly above twice the first value, and at the end not far below it: a decaying rate brings the loss
     * of weights that were blown up down to that of the constant predictor, and no further.
     */
    private static boolean fellBackToTheBeginning(Trace trace) {
        double first = trace.y()[0];
        double high = first + Math.max(StrictMath.log(2), 5 * trace.sigma());
        return Arrays.stream(trace.y()).filter(y -> y > high).count() >= 3
                && end(trace) > first + StrictMath.log(LEARNT);
    }

    /** It had clearly learnt, and the end is back at the beginning. */
    private static boolean forgot(Trace trace) {
        double learnt = end(trace) - trace.level()[trace.lowest()];
        return learnt > Math.max(StrictMath.log(1.25), 3 * trace.sigma())
                && end(trace) > trace.y()[0] + StrictMath.log(FORGOTTEN);
    }

    /** The median of the last three values. */
    private static double end(Trace trace) {
        return Noise.median(Arrays.copyOfRange(trace.y(), trace.size() - 3, trace.size()));
    }

    /** Back at the level of the beginning, most of the way in one step: overfitting would be gradual. */
    private static boolean collapsed(Trace trace) {
        double least = trace.level()[trace.lowest()];
        double first = trace.y()[0];
        if (first - least < 5 * trace.sigma() || !lastThreeAbove(trace, first - 0.1 * (first - least))) {
            return false;
        }
        double jump = 0;
        double highest = first;
        for (int i = 1; i < trace.size(); i++) {
            jump = Math.max(jump, trace.y()[i] - trace.y()[i - 1]);
            highest = Math.max(highest, trace.y()[i]);
        }
        return jump > 0.4 * (Math.min(highest, first) - least);
    }

    private static boolean lastThreeAbove(Trace trace, double limit) {
        return Arrays.stream(trace.y(), trace.size() - 3, trace.size()).allMatch(y -> y > limit);
    }

    private static Diagnosis diverged(String seen) {
        return new Diagnosis(
                Diagnosis.Kind.DIVERGED,
                seen,
                "divide the learning rate by 3, triple the warm-up, clip gradients at the 90th percentile of their"
                        + " norm");
    }
}
