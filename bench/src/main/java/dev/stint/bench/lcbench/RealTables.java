package dev.stint.bench.lcbench;

import dev.stint.bench.realtable.Curve;
import dev.stint.bench.realtable.Problem;
import dev.stint.bench.realtable.Sweep;
import dev.stint.bench.realtable.Table;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Space;
import dev.stint.engine.spec.Objective;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tables of real trainings as instances. A configuration shows the curve of the nearest row's first seed; its test error is that of the other
 * seed, so that it is measured on a training and on examples that no search saw.
 */
final class RealTables implements Suite {

    private static final Objective LOSS = new Objective("val_loss", Objective.Goal.MINIMIZE, Objective.At.LAST);

    /** One table, read once: its trajectories by row and its scales. */
    private record Sheaf(Table table, List<Trajectory> rows, Scale scale, Scale testScale) {

        static Sheaf of(Table table) {
            List<Trajectory> rows = trajectories(table);
            return new Sheaf(table, rows, span(rows, Trajectory::end), span(rows, Trajectory::test));
        }
    }

    private final Map<String, Sheaf> tables = new LinkedHashMap<>();

    private final Map<String, Sweep> sweeps = new LinkedHashMap<>();

    /** @param root the project's folder, where there are sweeps to be; null for none */
    RealTables(@Nullable Path root) {
        for (Problem problem : Problem.values()) {
            tables.put(problem.key(), Sheaf.of(Table.load(problem)));
            Sweep sweep = root == null ? null : Sweep.of(problem, root);
            if (sweep != null) {
                sweeps.put(problem.key(), sweep);
            }
        }
    }

    private static List<Trajectory> trajectories(Table table) {
        double worst = table.rows().stream()
                .mapToDouble(row -> row.curves().getFirst().loss(Problem.EPOCHS))
                .filter(Double::isFinite)
                .max()
                .orElseThrow();
        return table.rows().stream()
                .map(row -> trajectory(table.problem(), row.curves(), worst))
                .toList();
    }

    /** What diverged is worth as little as the worst that did not, and tells nothing of the test examples. */
    private static Trajectory trajectory(Problem problem, List<Curve> curves, double worst) {
        Curve seen = curves.getFirst();
        double[] losses = new double[Problem.EPOCHS];
        Arrays.setAll(losses, i -> seen.loss(i + 1L));
        double end = seen.whole() ? losses[Problem.EPOCHS - 1] : worst;
        double perEpoch = seen.seconds() / Math.max(1, seen.epochs().size());
        return new Trajectory(
                losses,
                end,
                (double) curves.getLast().testWrong(problem.test()) / problem.test(),
                perEpoch * Problem.EPOCHS);
    }

    /** The best row and the median row. */
    private static Scale span(List<Trajectory> rows, ToDoubleFunction<Trajectory> value) {
        double[] sorted = rows.stream().mapToDouble(value).sorted().toArray();
        int half = sorted.length / 2;
        return new Scale(sorted[0], (sorted[half - 1] + sorted[half]) / 2);
    }

    private Sheaf sheaf(String name) {
        Sheaf sheaf = tables.get(name);
        if (sheaf == null) {
            throw new IllegalArgumentException("there is no table " + name + "; there are " + tables.keySet());
        }
        return sheaf;
    }

    @Override
    public Objective objective() {
        return LOSS;
    }

    @Override
    public int epochs() {
        return Problem.EPOCHS;
    }

    @Override
    public List<String> instances() {
        return List.copyOf(tables.keySet());
    }

    @Override
    public List<String> tellable(String name) {
        return instances();
    }

    /** The other two. */
    @Override
    public List<Instance> listedFrom(Instance instance) {
        List<String> names = new ArrayList<>(instances());
        names.remove(instance.name());
        return names.stream().map(name -> instance(name, instance.kind(), 0)).toList();
    }

    @Override
    public Space space(SpaceKind kind, String instance, int seed) {
        return sheaf(instance).table().problem().space();
    }

    @Override
    public Trajectory trajectory(String instance, Config config) {
        Sheaf sheaf = sheaf(instance);
        return sheaf.rows().get(sheaf.table().nearest(config));
    }

    @Override
    public double[] ends(String instance, List<Config> configs) {
        return configs.stream().mapToDouble(c -> trajectory(instance, c).end()).toArray();
    }

    @Override
    public @Nullable Double sweepLoss(String instance, double rate) {
        Sweep sweep = sweeps.get(instance);
        return sweep == null ? null : sweep.loss(rate);
    }

    @Override
    public Scale scale(String instance) {
        return sheaf(instance).scale();
    }

    @Override
    public Scale testScale(String instance) {
        return sheaf(instance).testScale();
    }

    @Override
    public double trainingSeconds(String instance) {
        return sheaf(instance).rows().stream()
                .mapToDouble(Trajectory::seconds)
                .average()
                .orElseThrow();
    }

    @Override
    public Config best(String instance) {
        Sheaf sheaf = sheaf(instance);
        int best = 0;
        for (int i = 1; i < sheaf.rows().size(); i++) {
            best = sheaf.rows().get(i).end() < sheaf.rows().get(best).end() ? i : best;
        }
        return sheaf.table().rows().get(best).config();
    }

    @Override
    public void close() {}
}
