package dev.stint.bench.lcbench;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Space;
import dev.stint.engine.spec.Objective;
import java.util.HashMap;
import java.util.Map;

/** One instance in the space of one seed, with every curve that was asked for. Belongs to one thread. */
public final class Instance {

    private final Suite suite;
    private final String name;
    private final SpaceKind kind;
    private final int seed;
    private final Space space;
    private final Map<Config, Trajectory> known = new HashMap<>();

    Instance(Suite suite, String name, SpaceKind kind, int seed) {
        this.suite = suite;
        this.name = name;
        this.kind = kind;
        this.seed = seed;
        this.space = suite.space(kind, name, seed);
    }

    public String name() {
        return name;
    }

    public SpaceKind kind() {
        return kind;
    }

    public int seed() {
        return seed;
    }

    public Space space() {
        return space;
    }

    /** The root of every stream of this instance and seed: the same for every method, so that comparisons are paired. */
    Seed streams() {
        return Seed.of(seed).child("lcbench").child(name);
    }

    Trajectory trajectory(Config config) {
        return known.computeIfAbsent(config, c -> suite.trajectory(name, c));
    }

    Objective objective() {
        return suite.objective();
    }

    /** Epochs of a full training. */
    int epochs() {
        return suite.epochs();
    }

    Suite suite() {
        return suite;
    }

    Suite.Scale scale() {
        return suite.scale(name);
    }

    /** The regret of a configuration, trained out and without noise. */
    public double regret(Config config) {
        return scale().regret(trajectory(config).end());
    }

    /** The same on the test metric. */
    double testRegret(Config config) {
        return suite.testScale(name).regret(trajectory(config).test());
    }

    /** The mean time of a full training. */
    double trainingSeconds() {
        return suite.trainingSeconds(name);
    }
}
