package dev.stint.engine.insight;

import dev.stint.engine.spec.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Names what a learning curve shows, after the rules of the Deep Learning Tuning Playbook (Godbole et al. 2023), with a
 * robust noise sigma.
 *
 * <p>One departure: a curve is saturated when its last 40 % changed by no more than noise, since good schedules flatten
 * over the last quarter. Curves that learn are never called diverged; a rise of the validation loss is divergence only
 * where it is sudden or where the training loss rises with it.
 */
public final class CurveDiagnosis {
    private static final int FEWEST = 6;
    private static final double WARM_UP = 0.05;
    private static final double SATURATED = 0.4;

    /** Training and validation loss are close where they differ by less than this share of what they are short of. */
    private static final double CLOSE = 0.25;

    /** Short of the target is what misses it by more than this share of the way from the first value. */
    private static final double SHORT = 0.1;

    /** More training brings nothing where it brings less than this share of what was learnt and of what is missing. */
    private static final double LITTLE = 0.05;

    /** A training loss below this share of its first value is taken for it: that of one batch may be 0. */
    private static final double NOTHING = 1e-6;

    private final LearningCurve curve;
    private final Trace validation;
    private final @Nullable Trace training;
    private final boolean logarithmic;
    private final CurveWords words;
    private final List<Diagnosis> found = new ArrayList<>();

    private CurveDiagnosis(LearningCurve curve) {
        this.curve = curve;
        this.words = new CurveWords(curve);
        this.validation = Trace.of(
                curve.validation().steps(), turned(curve, curve.validation().values()));
        this.logarithmic = logarithmic(curve);
        this.training = trainingTrace(curve, logarithmic);
    }

    /** At least one diagnosis, the gravest first; HEALTHY and CANNOT_TELL stand alone. */
    public static List<Diagnosis> of(LearningCurve curve) {
        Diagnosis notFinite = Divergence.notFinite(curve);
        if (notFinite != null) {
            return List.of(notFinite);
        }
        int n = curve.validation().steps().length;
        if (n < FEWEST) {
            String seen = curve.metric() + " was measured " + n + " times, at least " + FEWEST + " are needed";
            return List.of(new Diagnosis(Diagnosis.Kind.CANNOT_TELL, seen, "evaluate more often"));
        }
        return List.copyOf(new CurveDiagnosis(curve).diagnose());
    }

    private static double[] turned(LearningCurve curve, double[] values) {
        double sign = curve.goal() == Objective.Goal.MINIMIZE ? 1 : -1;
        return IntStream.range(0, values.length)
                .mapToDouble(i -> sign * values[i])
                .toArray();
    }

    private static @Nullable Trace trainingTrace(LearningCurve curve, boolean logarithmic) {
        LearningCurve.Series training = curve.training();
        if (training == null || training.steps().length < FEWEST) {
            return null;
        }
        double[] values = curve.sameMetric() ? turned(curve, training.values()) : training.values();
        double[] y = Arrays.stream(values)
                .map(v -> logarithmic ? StrictMath.log(Math.max(v, NOTHING * values[0])) : v)
                .toArray();
        return Trace.of(training.steps(), y);
    }

    /** A training loss is looked at on a log scale, where its noise is even, unless it may be negative. */
    private static boolean logarithmic(LearningCurve curve) {
        boolean loss = !curve.sameMetric() || curve.goal() == Objective.Goal.MINIMIZE;
        LearningCurve.Series training = curve.training();
        return loss
                && training != null
                && training.values().length > 0
                && training.values()[0] > 0
                && Arrays.stream(training.values()).allMatch(value -> value >= 0);
    }

    private List<Diagnosis> diagnose() {
        Diagnosis diverged = new Divergence(curve, validation, training, logarithmic).found();
        if (diverged != null) {
            found.add(diverged);
        } else {
            earlyInstability();
            boolean overfits = overfitting();
            boolean under = !overfits && underfitting();
            boolean converged = overfits || under || !notConverged();
            if (converged && !overfits && !under) {
                saturation();
            }
            lateNoise();
        }
        if (found.isEmpty()) {
            add(
                    Diagnosis.Kind.HEALTHY,
                    "it improves until late and ends at " + words.withNoise(validation.lastLevel(), validation.sigma()),
                    "");
        }
        return found;
    }

    private void add(Diagnosis.Kind kind, String seen, String next) {
        found.add(new Diagnosis(kind, curve.metric() + ": " + seen, next));
    }

    /** Looks at whichever curve is measured often enough in the first 5 %; one high value alone may be a hard batch. */
    private void earlyInstability() {
        Trace trace = training == null ? validation : training;
        double least = trace.y()[0];
        double rise = 0;
        double peak = 0;
        double before = least;
        for (int i = 1; i + 1 < trace.size() && trace.x()[i + 1] <= WARM_UP * curve.full(); i++) {
            double high = Math.min(trace.y()[i], trace.y()[i + 1]);
            if (high - least > rise) {
                rise = high - least;
                peak = trace.x()[i];
                before = least;
            }
            least = Math.min(least, trace.y()[i]);
        }
        double noise = 3 * Math.sqrt(2) * trace.sigma();
        if (rise > Math.max(noise, 0.05 * trace.fall()) && trace.level()[trace.lowest()] < before - noise) {
            add(
                    Diagnosis.Kind.EARLY_INSTABILITY,
                    "the loss rose by " + Words.number(rise / Math.max(trace.sigma(), 1e-12 * rise))
                            + " times its noise around " + words.at(peak) + ", then recovered",
                    "longer warm-up; then look at every step for 500 steps at twice the learning rate");
        }
    }

    private boolean overfitting() {
        int lowest = validation.lowest();
        double least = validation.level()[lowest];
        double rise = validation.lastLevel() - least;
        boolean confirmed = training != null && trainingStillFalls(validation.x()[lowest]);
        double needed = confirmed ? 2 : 4;
        if (validation.x()[lowest] >= 0.8 * validation.end()
                || rise <= needed * validation.sigma()
                || rise <= 0.01 * Math.abs(least)
                || (training != null && !confirmed)) {
            return false;
        }
        add(
                Diagnosis.Kind.OVERFITTING,
                "best " + words.withNoise(least, validation.sigma()) + " at "
                        + words.at(validation.x()[lowest]) + ", " + words.value(validation.lastLevel())
                        + " at the end"
                        + (confirmed ? " while the training loss still falls" : "; no training curve to confirm"),
                "more weight decay, dropout, augmentation or label smoothing, or stop earlier");
        return true;
    }

    private boolean trainingStillFalls(double since) {
        Trace trace = training;
        if (trace == null) {
            return false;
        }
        int from = 0;
        while (from < trace.size() - FEWEST && trace.x()[from] < since) {
            from++;
        }
        return trace.line(from).falls();
    }

    private boolean notConverged() {
        Trace.Line line = atTheEnd();
        Extrapolation more = Extrapolation.of(validation);
        if (!line.falls() || (more == null ? longerBrings() : more.gain()) <= validation.grain()) {
            return false;
        }
        String gain = more == null
                ? "how much more it would gain cannot be told"
                : "half as long again would gain about " + Words.number(more.gain()) + " (90 % interval "
                        + Words.number(Math.max(0, more.low())) + " to " + Words.number(more.high()) + ")";
        add(
                Diagnosis.Kind.NOT_CONVERGED,
                "still improving at the end, by " + Words.number(-line.change()) + " ± "
                        + Words.number(1.645 * line.changeError()) + " (90 %) over the last "
                        + Words.number(line.width()) + " of " + Words.number(validation.end()) + "; " + gain,
                "train longer, or let the learning rate decay faster");
        return true;
    }

    private boolean underfitting() {
        Double target = curve.target();
        LearningCurve.Series train = curve.training();
        if (target == null || train == null || !curve.sameMetric() || train.values().length < FEWEST) {
            return false;
        }
        Trace other = Trace.of(train.steps(), turned(curve, train.values()));
        double gap = Math.abs(other.lastLevel() - validation.lastLevel());
        double missing = validation.lastLevel() - turned(target);
        double close = Math.max(2 * Math.max(validation.sigma(), other.sigma()), CLOSE * missing);
        if (gap >= close || !isFarShort(missing)) {
            return false;
        }
        add(
                Diagnosis.Kind.UNDERFITTING,
                "training and validation end within " + Words.number(gap) + " of each other at "
                        + words.withNoise(validation.lastLevel(), validation.sigma()) + ", " + Words.number(missing)
                        + " short of "
                        + Words.number(target),
                "more capacity, a higher learning rate or less regularisation");
        return true;
    }

    /** Short by more than noise and than seeds differ, and by more than a longer training would bring. */
    private boolean isFarShort(double missing) {
        double way = validation.y()[0] - validation.lastLevel() + missing;
        double little = Math.max(validation.grain(), LITTLE * Math.min(missing, validation.fall()));
        return missing > Math.max(5 * validation.grain(), SHORT * way) && surelyBrings() < little;
    }

    private double turned(double value) {
        return curve.goal() == Objective.Goal.MINIMIZE ? value : -value;
    }

    /** What half as long again would gain, at half the slope of the end. */
    private double longerBrings() {
        return -0.25 * atTheEnd().slope() * validation.end();
    }

    private double surelyBrings() {
        Trace.Line line = atTheEnd();
        return -0.25 * (line.slope() + 2 * line.standardError()) * validation.end();
    }

    private Trace.Line atTheEnd() {
        int from = Math.max(validation.windowStart(0.2, FEWEST), validation.size() / 2);
        return validation.line(Math.min(from, validation.size() - FEWEST / 2));
    }

    private void saturation() {
        double flat = 0;
        for (double share = SATURATED; share < 0.95 && isFlat(share); share += 0.1) {
            flat = share;
        }
        if (flat == 0) {
            return;
        }
        Trace.Line line = validation.line(validation.windowStart(flat, FEWEST));
        boolean learnt = validation.fall() > 4 * validation.sigma();
        add(
                Diagnosis.Kind.SATURATED,
                (learnt ? "" : "it never left its noise; ") + "the last " + Words.percent(flat) + " changed it by "
                        + Words.number(-line.change()) + " ± " + Words.number(1.645 * line.changeError())
                        + ", no more than noise",
                learnt
                        ? "stop earlier or decay the learning rate sooner, and spend the rest elsewhere"
                        : "check the data and the loss, then try other learning rates");
    }

    private boolean isFlat(double share) {
        Trace.Line line = validation.line(validation.windowStart(share, FEWEST));
        return Math.abs(line.change()) < Math.max(2 * line.changeError(), validation.grain());
    }

    private void lateNoise() {
        Double gap = curve.rivalGap();
        if (gap == null) {
            return;
        }
        int from = validation.windowStart(0.1, 8);
        double late = Noise.of(validation.x(), validation.y(), from, validation.size());
        if (late > gap / 2) {
            add(
                    Diagnosis.Kind.LATE_NOISE,
                    "the last values vary by " + Words.number(late) + " (sd), the two best trials differ by "
                            + Words.number(gap),
                    "decay the learning rate to the end, evaluate on more data or average the weights");
        }
    }
}
