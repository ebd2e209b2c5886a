package dev.stint.engine.insight;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the name of an objective gives away: data that a search must not choose by. */
public final class MetricName {

    /** What scripts call the loss of their training. */
    public static final String TRAINING_LOSS = "train_loss";

    private static final List<String> TRAINING = List.of("train", "training", "trn");
    private static final List<String> TEST = List.of("test", "tst");
    private static final List<String> VALIDATION =
            List.of("val", "valid", "validation", "dev", "eval", "cv", "holdout");

    private MetricName() {}

    /** The objective is measured on what is trained on. */
    public static @Nullable Warning training(String metric) {
        return !names(metric, TRAINING)
                ? null
                : new Warning(
                        "training-objective",
                        "the objective " + metric + " looks like a metric of the training data, which overfitting"
                                + " improves: what is best by it need not be good at anything else",
                        "name a metric on data that the training does not see, such as val_loss");
    }

    /** The objective is measured on the test data. */
    public static @Nullable Warning test(String metric) {
        return !names(metric, TEST)
                ? null
                : new Warning(
                        "test-objective",
                        "the objective " + metric + " looks like a metric of the test data: what a search chooses by"
                                + " is no estimate of anything afterwards",
                        "search by a metric on validation data, and name this one under test:, where it is opened once,"
                                + " for the winner");
    }

    /** Whether a metric is the loss of the training, measured on other data: {@code val_loss}. */
    public static boolean isLossElsewhere(String metric) {
        return VALIDATION.stream().anyMatch(data -> metric.equals(data + "_loss"));
    }

    private static boolean names(String metric, List<String> data) {
        List<String> words = Arrays.asList(metric.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+", -1));
        return words.stream().anyMatch(data::contains) && words.stream().noneMatch(VALIDATION::contains);
    }
}
