package dev.stint.engine.insight;

/** How an optimiser scales its steps, which decides how far below the edge of stability a good peak rate lies. */
public enum OptimizerFamily {
    /** Steps in proportion to the gradient: SGD, momentum. */
    SGD,
    /** Steps of a size given by the rate: Adam, AdamW, RMSprop, Lion. */
    ADAM_LIKE,
    UNKNOWN
}
