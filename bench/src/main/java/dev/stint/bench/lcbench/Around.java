package dev.stint.bench.lcbench;

import dev.stint.engine.space.Config;
import dev.stint.engine.spec.Objective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A suite around another, with other spaces over the same trainings; all but the spaces is handed on. */
interface Around extends Suite {

    /** The one within. */
    Suite suite();

    @Override
    default Objective objective() {
        return suite().objective();
    }

    @Override
    default int epochs() {
        return suite().epochs();
    }

    @Override
    default List<String> instances() {
        return suite().instances();
    }

    @Override
    default List<String> tellable(String name) {
        return suite().tellable(name);
    }

    @Override
    default List<Instance> listedFrom(Instance instance) {
        return suite().listedFrom(instance);
    }

    @Override
    default Trajectory trajectory(String instance, Config config) {
        return suite().trajectory(instance, config);
    }

    @Override
    default double[] ends(String instance, List<Config> configs) {
        return suite().ends(instance, configs);
    }

    @Override
    default Scale scale(String instance) {
        return suite().scale(instance);
    }

    @Override
    default Scale testScale(String instance) {
        return suite().testScale(instance);
    }

    @Override
    default double trainingSeconds(String instance) {
        return suite().trainingSeconds(instance);
    }

    @Override
    default Config best(String instance) {
        return suite().best(instance);
    }

    @Override
    default @Nullable Double sweepLoss(String instance, double rate) {
        return suite().sweepLoss(instance, rate);
    }

    @Override
    default void close() {
        suite().close();
    }
}
