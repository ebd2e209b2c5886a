package dev.stint.engine.budget;

/** A unit of compute. Amounts of one study are all in the unit of its budget. */
public enum Unit {
    SECONDS(Kind.SLOT_TIME, 1, "seconds", "s"),
    MINUTES(Kind.SLOT_TIME, 60, "minutes", "min"),
    HOURS(Kind.SLOT_TIME, 3600, "hours", "h"),
    GPU_SECONDS(Kind.GPU_TIME, 1, "gpu-seconds", "GPU-s"),
    GPU_MINUTES(Kind.GPU_TIME, 60, "gpu-minutes", "GPU-min"),
    GPU_HOURS(Kind.GPU_TIME, 3600, "gpu-hours", "GPU-h"),
    FIDELITY(Kind.FIDELITY, 1, "fidelity units", "units"),
    TRAININGS(Kind.TRAININGS, 1, "trainings", "trainings");

    /** What is counted. */
    public enum Kind {
        /** Seconds that a slot is busy; two slots for a minute cost two minutes. */
        SLOT_TIME,
        /** Seconds times the devices held. */
        GPU_TIME,
        /** Units of fidelity trained, whatever they cost. */
        FIDELITY,
        /** Full-length equivalents. */
        TRAININGS
    }

    private final Kind kind;
    private final double base;
    private final String key;
    private final String symbol;

    Unit(Kind kind, double base, String key, String symbol) {
        this.kind = kind;
        this.base = base;
        this.key = key;
        this.symbol = symbol;
    }

    public Kind kind() {
        return kind;
    }

    /** Seconds, fidelity units or trainings in one of this unit. */
    public double base() {
        return base;
    }

    /** As the study file writes it. */
    public String key() {
        return key;
    }

    /** As tables show it. */
    public String symbol() {
        return symbol;
    }

    /** Whether cost is metered by the clock. */
    public boolean timed() {
        return kind == Kind.SLOT_TIME || kind == Kind.GPU_TIME;
    }
}
