package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import org.jspecify.annotations.Nullable;

/** Where new configurations come from in the methods that only open them. */
public interface Sampler {

    /** As the study file names it. */
    String method();

    /** A configuration that is admissible and untried, or null when none is left. */
    @Nullable
    Proposal propose(History history, Seed seed);

    /** A configuration, and in words why this one. */
    record Proposal(Config config, String why) {}
}
