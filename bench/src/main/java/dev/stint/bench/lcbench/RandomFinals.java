package dev.stint.bench.lcbench;

import dev.stint.engine.space.Config;
import java.util.List;

/** What a careful user without a tool does: random search for B - 4 trainings, then its best and the defaults twice each. */
final class RandomFinals implements Method {

    private static final int FINALS = 4;
    private static final int[] SEEDS = {2, 3};

    @Override
    public String name() {
        return "random-finals";
    }

    @Override
    public boolean fits(Setting setting) {
        return setting.workers() == 1 && !setting.timed();
    }

    @Override
    public Delivered spend(Instance instance, double trainings, Setting setting) {
        List<Config> drawn = RandomSearch.drawn(instance, Math.max(0, (int) trainings - FINALS));
        Config best = RandomSearch.best(instance, setting, drawn, 1);
        Config defaults = instance.space().defaults();
        boolean better = mean(instance, setting, best) > mean(instance, setting, defaults);
        return Delivered.of(better ? best : defaults, drawn, instance.epochs());
    }

    private static double mean(Instance instance, Setting setting, Config config) {
        double sum = 0;
        for (int seed : SEEDS) {
            sum += RandomSearch.score(instance, setting, config, seed);
        }
        return sum / SEEDS.length;
    }
}
