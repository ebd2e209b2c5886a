package dev.stint.bench.lcbench;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Full trainings of a fixed list of points of the box, always in the same order.
 *
 * <p>The list is greedy: each point brings the mean regret of the best so far, over the instances that it is chosen from, down the most. On those
 * its figures are therefore too good.
 */
final class FixedList implements Method {

    private static final int LENGTH = 50;

    private final String name;
    private final double[] levels;
    private final Map<List<Object>, List<double[]>> chosen = new ConcurrentHashMap<>();

    private FixedList(String name, double... levels) {
        this.name = name;
        this.levels = levels;
    }

    /** From the corners of the box. */
    static FixedList corners() {
        return new FixedList("corners", 0, 1);
    }

    /** From a grid of three levels a parameter. */
    static FixedList grid() {
        return new FixedList("grid", 0, 0.5, 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean fits(Setting setting) {
        return setting.workers() == 1 && !setting.timed();
    }

    @Override
    public Delivered spend(Instance instance, double trainings, Setting setting) {
        Encoding cube = new Encoding(instance.space());
        List<Config> list = points(instance).stream()
                .limit((int) trainings)
                .map(cube::decode)
                .toList();
        return Delivered.of(RandomSearch.best(instance, setting, list, 1), list, instance.epochs());
    }

    /** The list for an instance; those that are chosen from the same instances have one. */
    List<double[]> points(Instance instance) {
        List<Instance> from = instance.suite().listedFrom(instance);
        List<Object> key =
                List.of(instance.kind(), from.stream().map(Instance::name).toList());
        return chosen.computeIfAbsent(key, k -> choose(from));
    }

    private List<double[]> choose(List<Instance> from) {
        List<double[]> candidates = candidates(new Encoding(from.getFirst().space()).dimensions());
        List<double[]> regrets =
                from.stream().map(one -> regrets(one, candidates)).toList();
        return greedy(candidates, regrets);
    }

    private double[] regrets(Instance instance, List<double[]> candidates) {
        Encoding cube = new Encoding(instance.space());
        double[] ends = instance.suite()
                .ends(instance.name(), candidates.stream().map(cube::decode).toList());
        for (int i = 0; i < ends.length; i++) {
            ends[i] = instance.scale().regret(ends[i]);
        }
        return ends;
    }

    private static List<double[]> greedy(List<double[]> candidates, List<double[]> regrets) {
        double[] best = new double[regrets.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        List<double[]> list = new ArrayList<>();
        while (list.size() < Math.min(LENGTH, candidates.size())) {
            int next = next(candidates, list, regrets, best);
            list.add(candidates.get(next));
            for (int r = 0; r < best.length; r++) {
                best[r] = Math.min(best[r], regrets.get(r)[next]);
            }
        }
        return List.copyOf(list);
    }

    private static int next(List<double[]> candidates, List<double[]> taken, List<double[]> regrets, double[] best) {
        int winner = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < candidates.size(); c++) {
            double sum = sum(regrets, best, c);
            if ((winner < 0 || sum < least) && !taken.contains(candidates.get(c))) {
                winner = c;
                least = sum;
            }
        }
        return winner;
    }

    private static double sum(List<double[]> regrets, double[] best, int candidate) {
        double sum = 0;
        for (int r = 0; r < best.length; r++) {
            sum += Math.min(best[r], regrets.get(r)[candidate]);
        }
        return sum;
    }

    private List<double[]> candidates(int dimensions) {
        List<double[]> grid = new ArrayList<>();
        int count = (int) StrictMath.round(StrictMath.pow(levels.length, dimensions));
        for (int i = 0; i < count; i++) {
            double[] point = new double[dimensions];
            int rest = i;
            for (int j = 0; j < dimensions; j++) {
                point[j] = levels[rest % levels.length];
                rest /= levels.length;
            }
            grid.add(point);
        }
        return grid;
    }
}
