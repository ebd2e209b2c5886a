package dev.stint.bench.lcbench;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Space;
import java.util.HashMap;
import java.util.Map;

/** One instance in the space of one seed, with every curve that was asked for. Belongs to one thread. */
public final class Instance {

    private final LcBench bench;
    private final String name;
    private final SpaceKind kind;
    private final int seed;
    private final Space space;
    private final Map<Config, Trajectory> known = new HashMap<>();

    Instance(LcBench bench, String name, SpaceKind kind, int seed) {
        this.bench = bench;
        this.name = name;
        this.kind = kind;
        this.seed = seed;
        this.space = bench.space(kind, name, seed);
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
        return known.computeIfAbsent(config, c -> bench.trajectory(name, c));
    }

    LcBench.Scale scale() {
        return bench.scale(name);
    }

    /** The regret of a configuration, trained out and without noise. */
    public double regret(Config config) {
        return scale().regret(trajectory(config).end());
    }

    /** The same on the balanced accuracy of the test set. */
    double testRegret(Config config) {
        return bench.testScale(name).regret(trajectory(config).testBalanced());
    }

    /** The mean time of a full training. */
    double trainingSeconds() {
        return bench.trainingSeconds(name);
    }
}
