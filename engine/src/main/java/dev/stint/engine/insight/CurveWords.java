package dev.stint.engine.insight;

import dev.stint.engine.spec.Objective;

/** The numbers of a learning curve as sentences name them. */
record CurveWords(LearningCurve curve) {

    /** A level, of which smaller is better, in the metric's own direction. */
    String value(double level) {
        return Words.number(curve.goal() == Objective.Goal.MINIMIZE ? level : -level);
    }

    String withNoise(double level, double sigma) {
        return value(level) + " (sd " + Words.number(sigma) + ")";
    }

    String at(double step) {
        return curve.unit() + " " + Words.number(step);
    }
}
