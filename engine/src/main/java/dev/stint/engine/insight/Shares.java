package dev.stint.engine.insight;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Metrics that are a share of something, as an accuracy is: they lie between 0 and 1, or in percent. Known by their name. */
public final class Shares {

    private static final List<String> NAMES = List.of(
            "acc",
            "accuracy",
            "auc",
            "auroc",
            "f1",
            "precision",
            "recall",
            "dice",
            "iou",
            "miou",
            "map",
            "top1",
            "top5");

    private Shares() {}

    /** Whether a part of the name, between anything but letters and digits, is such a metric's. */
    public static boolean named(String metric) {
        return Arrays.stream(metric.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .anyMatch(NAMES::contains);
    }

    /** What to say of an interval that reaches where no value can lie; empty where there is nothing to say. */
    public static String beyond(String metric, Estimate.Bounded estimate) {
        boolean share = named(metric) && estimate.mean() >= 0 && estimate.mean() <= 1;
        if (!share || (estimate.low() >= 0 && estimate.high() <= 1)) {
            return "";
        }
        return "; it reaches " + (estimate.high() > 1 ? "above 1" : "below 0") + ", where no " + metric
                + " can lie: the interval is that of a normal mean, which knows no bound";
    }
}
