package dev.stint.engine.phase;

import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;

/** Lengths of trainings. A rung is named by its length at the study's maximum; a configuration with a duration of its own is scaled. */
public final class Lengths {

    private Lengths() {}

    /** The length of a rung for one configuration. */
    public static long of(StudySpec spec, Config config, long rung) {
        long full = spec.fullLength(config);
        long scaled = StrictMath.round((double) rung * full / spec.fidelity().max());
        return Math.max(Math.min(spec.fidelity().min(), full), Math.min(full, scaled));
    }

    /** A share of the full length as a rung. */
    public static long share(StudySpec spec, double share) {
        return clamp(spec, StrictMath.round(share * spec.fidelity().max()));
    }

    /** A rung within the study's lengths. */
    public static long clamp(StudySpec spec, long rung) {
        return Math.max(spec.fidelity().min(), Math.min(spec.fidelity().max(), rung));
    }
}
