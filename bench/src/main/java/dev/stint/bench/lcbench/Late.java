package dev.stint.bench.lcbench;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Space;

/**
 * A suite whose trainings show nothing at first, as under a long warm-up: for so many epochs what the first shows, then what they would have
 * shown, faster, to the same end.
 */
record Late(Suite suite, int silent) implements Around {

    @Override
    public Space space(SpaceKind kind, String instance, int seed) {
        return suite.space(kind, instance, seed);
    }

    @Override
    public Trajectory trajectory(String instance, Config config) {
        return suite.trajectory(instance, config).late(silent);
    }
}
