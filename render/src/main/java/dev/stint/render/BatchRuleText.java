package dev.stint.render;

import dev.stint.engine.insight.BatchRule;
import dev.stint.engine.insight.OptimizerFamily;
import java.util.Locale;

/** Whether the scaling rule of learning rate and batch size held in this study, in a sentence or two. */
final class BatchRuleText {

    private BatchRuleText() {}

    static String of(BatchRule rule) {
        String asked = "Does the best learning rate move with the batch size as the " + name(rule.family()) + " says? ";
        String from = " From " + Numbers.count(rule.trials(), "trial") + ".";
        if (Double.isNaN(rule.slope())) {
            return asked + "Cannot tell: the trials show no one best rate." + from;
        }
        return asked + answer(rule) + " When the batch doubles, it is multiplied with " + factor(rule.slope())
                + " (90 %: " + factor(rule.low()) + " to " + factor(rule.high()) + "); the rule says "
                + factor(rule.expected()) + "." + from;
    }

    private static String answer(BatchRule rule) {
        return switch (rule.verdict()) {
            case HOLDS -> "It holds.";
            case DOES_NOT_HOLD -> "It does not hold.";
            case CANNOT_TELL -> "Cannot tell.";
        };
    }

    private static String name(OptimizerFamily family) {
        return switch (family) {
            case SGD -> "linear rule";
            case ADAM_LIKE -> "square-root rule";
            case UNKNOWN -> "rule between linear and square root";
        };
    }

    private static String factor(double exponent) {
        return String.format(Locale.ROOT, "%.2f", StrictMath.pow(2, exponent));
    }
}
