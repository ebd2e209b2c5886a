package dev.stint.engine.insight;

/**
 * One thing that a learning curve shows.
 *
 * @param seen what was seen, with numbers and their uncertainty
 * @param next what to do; empty where there is nothing to do
 */
public record Diagnosis(Kind kind, String seen, String next) {
    public enum Kind {
        DIVERGED,
        EARLY_INSTABILITY,
        OVERFITTING,
        UNDERFITTING,
        NOT_CONVERGED,
        SATURATED,
        LATE_NOISE,
        HEALTHY,
        CANNOT_TELL
    }
}
