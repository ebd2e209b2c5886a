package dev.stint.bench.lcbench;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Space;
import dev.stint.engine.spec.Objective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Instances that methods are compared on. Any thread may ask. */
interface Suite extends AutoCloseable {

    /** A scale: 0 is the best known value, 1 that of a median random configuration; which of the two is larger does not matter. */
    record Scale(double best, double median) {
        double regret(double value) {
            return (best - value) / (best - median) + 0.0; // no minus zero
        }

        double width() {
            return Math.abs(best - median);
        }
    }

    /** What its trainings print and a search wants. */
    Objective objective();

    /** Epochs of a full training. */
    int epochs();

    /** All names. */
    List<String> instances();

    /** The names of the instances whose studies one may be told of. */
    List<String> tellable(String name);

    /** The instances from which a fixed list for one is chosen. */
    List<Instance> listedFrom(Instance instance);

    Space space(SpaceKind kind, String instance, int seed);

    Trajectory trajectory(String instance, Config config);

    /** The objective at the last epoch of many configurations. */
    double[] ends(String instance, List<Config> configs);

    Scale scale(String instance);

    /** The scale of the test metric. */
    Scale testScale(String instance);

    /** The mean time of a full training. */
    double trainingSeconds(String instance);

    /** The best configuration that is known. */
    Config best(String instance);

    /** The loss of a batch in a sweep of the learning rate with the defaults; null for trainings without one. */
    default @Nullable Double sweepLoss(String instance, double rate) {
        return null;
    }

    /** One instance in the space that belongs to a seed. */
    default Instance instance(String name, SpaceKind kind, int seed) {
        return new Instance(this, name, kind, seed);
    }

    @Override
    void close();
}
