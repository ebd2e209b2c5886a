package dev.stint.bench.lcbench;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Full trainings of random configurations, the best of which is recommended; what buys no full training is lost. */
final class RandomSearch implements Method {

    @Override
    public String name() {
        return "random";
    }

    @Override
    public boolean fits(Setting setting) {
        return setting.workers() == 1 && !setting.timed();
    }

    @Override
    public Delivered spend(Instance instance, double trainings, Setting setting) {
        List<Config> drawn = drawn(instance, (int) trainings);
        return Delivered.of(best(instance, setting, drawn, 1), drawn, instance.epochs());
    }

    static List<Config> drawn(Instance instance, int count) {
        Stream stream = instance.streams().child("random").stream();
        List<Config> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(instance.space().sample(stream));
        }
        return drawn;
    }

    /** The one that did best in one training each. */
    static Config best(Instance instance, Setting setting, List<Config> trained, int replicate) {
        return trained.stream()
                .max(Comparator.comparingDouble(c -> score(instance, setting, c, replicate)))
                .orElseGet(() -> instance.space().defaults());
    }

    /** What a full training with the seed of a replicate shows, larger is better; one that diverged is worse than all. */
    static double score(Instance instance, Setting setting, Config config, int replicate) {
        Seed seed = instance.streams().child("replicate").child(replicate);
        double value = new LcTraining(instance, setting.noise()).at(config, seed.trainingSeed(), instance.epochs());
        return Double.isNaN(value)
                ? Double.NEGATIVE_INFINITY
                : instance.objective().score(value);
    }
}
