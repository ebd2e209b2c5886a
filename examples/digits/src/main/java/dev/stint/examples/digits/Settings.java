package dev.stint.examples.digits;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The hyperparameters of one training.
 *
 * @param lr peak learning rate, reached after the warm-up
 * @param batchSize images in a step
 * @param weightDecay pull of the weights towards zero: decoupled for AdamW, part of the gradient for SGD
 * @param warmupRatio share of the full length over which the learning rate rises from zero, in [0, 1]
 * @param dropout probability of dropping a feature before the last layer, in [0, 1)
 * @param width channels of the first convolution; the second has twice as many
 * @param optimizer the update rule
 * @param momentum share of the last update kept by SGD, in [0, 1); AdamW has no use for it
 * @param labelSmoothing share of the target spread over all digits, in [0, 1)
 * @param shift probability of moving a training image by up to one pixel, in [0, 1]
 */
record Settings(
        double lr,
        int batchSize,
        double weightDecay,
        double warmupRatio,
        double dropout,
        int width,
        OptimizerKind optimizer,
        double momentum,
        double labelSmoothing,
        double shift) {

    /** The update rules on offer. */
    enum OptimizerKind {
        ADAMW,
        SGD
    }

    /** What one gets without asking: sensible, not tuned. */
    static final Settings DEFAULTS = new Settings(1e-3, 64, 1e-4, 0.05, 0, 32, OptimizerKind.ADAMW, 0.9, 0, 0);

    private static final Set<String> NAMES = Set.of(
            "lr",
            "batch_size",
            "weight_decay",
            "warmup_ratio",
            "dropout",
            "width",
            "optimizer",
            "momentum",
            "label_smoothing",
            "shift");

    Settings {
        check("lr", lr, lr > 0, "a positive number");
        check("batch_size", batchSize, batchSize >= 1, "1 or more");
        check("weight_decay", weightDecay, weightDecay >= 0, "0 or more");
        check("warmup_ratio", warmupRatio, warmupRatio >= 0 && warmupRatio <= 1, "between 0 and 1");
        check("dropout", dropout, dropout >= 0 && dropout < 1, "at least 0 and below 1");
        check("width", width, width >= 1, "1 or more");
        check("momentum", momentum, momentum >= 0 && momentum < 1, "at least 0 and below 1");
        check("label_smoothing", labelSmoothing, labelSmoothing >= 0 && labelSmoothing < 1, "at least 0 and below 1");
        check("shift", shift, shift >= 0 && shift <= 1, "between 0 and 1");
    }

    /** The settings in a configuration by name; those that it leaves out keep their defaults. */
    static Settings from(JsonObject config) {
        for (String name : config.keySet()) {
            if (!NAMES.contains(name)) {
                throw new Refusal("config." + name + ": not a setting of this training. It knows "
                        + String.join(", ", new TreeSet<>(NAMES)) + ".");
            }
        }
        Fields fields = new Fields("config.", config);
        return new Settings(
                fields.number("lr", DEFAULTS.lr),
                fields.whole("batch_size", DEFAULTS.batchSize),
                fields.number("weight_decay", DEFAULTS.weightDecay),
                fields.number("warmup_ratio", DEFAULTS.warmupRatio),
                fields.number("dropout", DEFAULTS.dropout),
                fields.whole("width", DEFAULTS.width),
                optimizer(fields.text("optimizer", "adamw")),
                fields.number("momentum", DEFAULTS.momentum),
                fields.number("label_smoothing", DEFAULTS.labelSmoothing),
                fields.number("shift", DEFAULTS.shift));
    }

    private static OptimizerKind optimizer(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "adamw" -> OptimizerKind.ADAMW;
            case "sgd" -> OptimizerKind.SGD;
            default -> throw new Refusal("config.optimizer (" + name + "): write adamw or sgd.");
        };
    }

    private static void check(String name, Number value, boolean holds, String expected) {
        if (!holds) {
            throw new Refusal("config." + name + " (" + value + "): should be " + expected + ".");
        }
    }
}
