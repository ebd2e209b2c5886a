package dev.stint.engine.insight;

import java.util.List;
import java.util.Locale;

/** How an optimiser scales its steps, which decides how far below the edge of stability a good peak rate lies. */
public enum OptimizerFamily {
    /** Steps in proportion to the gradient: SGD, momentum. */
    SGD,
    /** Steps of a size given by the rate: Adam, AdamW, RMSprop, Lion. */
    ADAM_LIKE,
    UNKNOWN;

    private static final List<String> ADAM_LIKE_NAMES = List.of("ada", "rmsprop", "lion");
    private static final List<String> SGD_NAMES = List.of("sgd", "momentum", "nesterov");

    /** The family of an optimiser by its usual name, whatever its case: {@code adamw}, {@code torch.optim.SGD}. */
    public static OptimizerFamily named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (SGD_NAMES.stream().anyMatch(lower::contains)) {
            return SGD;
        }
        return ADAM_LIKE_NAMES.stream().anyMatch(lower::contains) ? ADAM_LIKE : UNKNOWN;
    }
}
