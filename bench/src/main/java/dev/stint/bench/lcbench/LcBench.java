package dev.stint.bench.lcbench;

import dev.stint.engine.model.Sobol;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Space;
import dev.stint.engine.spec.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The 34 instances: the surrogate with its spaces and its reference values. Any thread may ask. */
public final class LcBench implements Suite {

    private static final Objective ACCURACY = new Objective("val_accuracy", Objective.Goal.MAXIMIZE, Objective.At.LAST);

    /** A fixed list for the widened space is chosen over this many seeds. */
    private static final int LIST_SEEDS = 5;

    private static final int PROBES = 4_000;
    private static final int TIMED = 1_000;

    private final Shared shared;
    private final Surrogate surrogate;
    private final Ranges ranges;
    private final JsonNode encoding;
    private final JsonNode reference;
    private final Map<String, Scale> testScales = new ConcurrentHashMap<>();
    private final Map<String, Double> trainingSeconds = new ConcurrentHashMap<>();

    public LcBench(Shared shared) {
        this.shared = shared;
        this.ranges = new Ranges(shared);
        this.encoding = shared.encoding();
        this.reference = shared.reference();
        this.surrogate = new Surrogate(shared.model());
    }

    Shared shared() {
        return shared;
    }

    Ranges ranges() {
        return ranges;
    }

    @Override
    public Objective objective() {
        return ACCURACY;
    }

    @Override
    public int epochs() {
        return Surrogate.EPOCHS;
    }

    @Override
    public List<String> instances() {
        return shared.instances(Shared.Split.ALL);
    }

    /** Of the tuning instances only where the target is one of them: who tunes must not see the others through their histories. */
    @Override
    public List<String> tellable(String name) {
        List<String> tuning = shared.instances(Shared.Split.TUNE);
        return tuning.contains(name) ? tuning : instances();
    }

    /** The instances for tuning, whichever is asked for; in the widened space with several seeds. */
    @Override
    public List<Instance> listedFrom(Instance instance) {
        SpaceKind kind = instance.kind();
        List<Instance> from = new ArrayList<>();
        for (String name : shared.instances(Shared.Split.TUNE)) {
            for (int seed = 0; seed < (kind == SpaceKind.WIDENED ? LIST_SEEDS : 1); seed++) {
                from.add(instance(name, kind, seed));
            }
        }
        return from;
    }

    @Override
    public Space space(SpaceKind kind, String instance, int seed) {
        return ranges.space(kind, instance, seed);
    }

    @Override
    public Trajectory trajectory(String instance, Config config) {
        return Trajectory.of(surrogate.curve(index(instance), ranges.fold(config)));
    }

    /** Validation accuracy at the last epoch of many configurations. */
    @Override
    public double[] ends(String instance, List<Config> configs) {
        return column(instance, configs, Surrogate.VAL_ACCURACY);
    }

    private double[] column(String instance, List<Config> configs, int column) {
        float[][] rows = surrogate.ends(
                index(instance), configs.stream().map(ranges::fold).toList());
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private int index(String instance) {
        return encoding.get(instance).asInt();
    }

    /** The scale of validation accuracy, from the reference values. */
    @Override
    public Scale scale(String instance) {
        JsonNode values = reference.get(instance);
        return new Scale(values.get("best").asDouble(), values.get("median").asDouble());
    }

    /** The configuration behind the best reference value. */
    @Override
    public Config best(String instance) {
        return ranges.config(reference.get(instance).get("best_config"));
    }

    /** The scale of the test metric, for which there is no reference: over Sobol points and the best configuration by validation. */
    @Override
    public Scale testScale(String instance) {
        return testScales.computeIfAbsent(instance, this::measuredTestScale);
    }

    private Scale measuredTestScale(String instance) {
        double[] values = column(instance, tabulatedSobol(instance, PROBES), Surrogate.TEST_BALANCED_ACCURACY);
        Arrays.sort(values);
        double known = trajectory(instance, best(instance)).test();
        return new Scale(Math.max(known, values[values.length - 1]), (values[PROBES / 2 - 1] + values[PROBES / 2]) / 2);
    }

    /** The mean time of a full training over 1,000 Sobol points of the table. */
    @Override
    public double trainingSeconds(String instance) {
        return trainingSeconds.computeIfAbsent(
                instance,
                name -> Arrays.stream(column(name, tabulatedSobol(name, TIMED), Surrogate.TIME))
                        .average()
                        .orElseThrow());
    }

    private List<Config> tabulatedSobol(String instance, int count) {
        Encoding cube = new Encoding(ranges.space(SpaceKind.TABULATED, instance, 0));
        List<Config> configs = new ArrayList<>();
        for (double[] point : Sobol.plain(cube.dimensions()).points(1, count)) {
            configs.add(cube.decode(point));
        }
        return configs;
    }

    @Override
    public void close() {
        surrogate.close();
    }
}
