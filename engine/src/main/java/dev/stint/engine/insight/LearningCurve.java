package dev.stint.engine.insight;

import dev.stint.engine.spec.Objective;
import org.jspecify.annotations.Nullable;

/**
 * One training as it is to be diagnosed. Build it with {@link #of}, then add what is known.
 *
 * @param metric name of the validation metric
 * @param unit name of a step: epoch, step
 * @param full the full length in steps
 * @param training the training curve, or null; a loss to minimise unless it is the same metric
 * @param sameMetric whether training and validation values may be compared
 * @param target the value that ought to be reached, for instance the best trial's; or null
 * @param rivalGap how far the two best trials are apart, not negative; or null
 */
public record LearningCurve(
        String metric,
        String unit,
        Objective.Goal goal,
        double full,
        Series validation,
        @Nullable Series training,
        boolean sameMetric,
        @Nullable Double target,
        @Nullable Double rivalGap) {

    /** Values over rising positive steps, both [n]; values may be NaN or infinite. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Series(double[] steps, double[] values) {
        public Series {
            steps = steps.clone();
            values = values.clone();
            if (steps.length != values.length) {
                throw new IllegalArgumentException("A curve needs one value a step, got " + steps.length + " steps, "
                        + values.length + " values.");
            }
            double before = 0;
            for (double step : steps) {
                if (!(step > before)) {
                    throw new IllegalArgumentException(
                            "Step (" + step + ") after (" + before + ") in a curve must be positive and rise.");
                }
                before = step;
            }
        }
    }

    /** A curve of which only the validation metric is known. */
    public static LearningCurve of(String metric, String unit, Objective.Goal goal, double full, Series validation) {
        return new LearningCurve(metric, unit, goal, full, validation, null, false, null, null);
    }

    public LearningCurve withTraining(Series other, boolean comparable) {
        return new LearningCurve(metric, unit, goal, full, validation, other, comparable, target, rivalGap);
    }

    public LearningCurve withTarget(double value) {
        return new LearningCurve(metric, unit, goal, full, validation, training, sameMetric, value, rivalGap);
    }

    public LearningCurve withRivalGap(double gap) {
        return new LearningCurve(metric, unit, goal, full, validation, training, sameMetric, target, gap);
    }
}
