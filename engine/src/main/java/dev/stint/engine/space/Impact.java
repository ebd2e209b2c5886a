package dev.stint.engine.space;

import java.util.List;

/**
 * How much a parameter usually decides, by its role, the largest first. A prior for what to tune when not everything can be; what a study
 * measures itself counts for more.
 */
public enum Impact {
    /** Learning rate, batch size, model size, training duration. */
    HIGH,
    /** Weight decay, warm-up, dropout, the place of the norm; and the optimiser with its momentum. */
    MEDIUM,
    /** A parameter whose role nobody knows. */
    UNKNOWN,
    /** Adam's second moment, gradient clipping, label smoothing, dropout of attention. */
    LOW;

    private static final List<Role> HIGHS =
            List.of(Role.LEARNING_RATE, Role.BATCH_SIZE, Role.WIDTH, Role.DEPTH, Role.DURATION);
    private static final List<Role> LOWS =
            List.of(Role.BETA2, Role.GRAD_CLIP, Role.LABEL_SMOOTHING, Role.ATTENTION_DROPOUT);

    /** The usual impact of a role. */
    public static Impact of(Role role) {
        return HIGHS.contains(role) ? HIGH : LOWS.contains(role) ? LOW : role == Role.OTHER ? UNKNOWN : MEDIUM;
    }
}
