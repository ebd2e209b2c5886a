package dev.stint.bench.lcbench;

import dev.stint.engine.model.Sobol;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The 34 instances: the surrogate with its spaces and its reference values. Any thread may ask. */
public final class LcBench implements AutoCloseable {

    /** A scale: 0 is the best known value, 1 that of a median random configuration. */
    record Scale(double best, double median) {
        double regret(double value) {
            return (best - value) / width();
        }

        double width() {
            return best - median;
        }
    }

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

    /** One instance in the space that belongs to a seed. */
    public Instance instance(String name, SpaceKind kind, int seed) {
        return new Instance(this, name, kind, seed);
    }

    Space space(SpaceKind kind, String instance, int seed) {
        return ranges.space(kind, instance, seed);
    }

    Trajectory trajectory(String instance, Config config) {
        return new Trajectory(surrogate.curve(index(instance), ranges.fold(config)));
    }

    /** Validation accuracy at the last epoch of many configurations. */
    double[] ends(String instance, List<Config> configs) {
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
    Scale scale(String instance) {
        JsonNode values = reference.get(instance);
        return new Scale(values.get("best").asDouble(), values.get("median").asDouble());
    }

    /** The configuration behind the best reference value. */
    Config best(String instance) {
        return ranges.config(reference.get(instance).get("best_config"));
    }

    /** The scale of the test metric, for which there is no reference: over Sobol points and the best configuration by validation. */
    Scale testScale(String instance) {
        return testScales.computeIfAbsent(instance, this::measuredTestScale);
    }

    private Scale measuredTestScale(String instance) {
        double[] values = column(instance, tabulatedSobol(instance, PROBES), Surrogate.TEST_BALANCED_ACCURACY);
        Arrays.sort(values);
        double known = trajectory(instance, best(instance)).testBalanced();
        return new Scale(Math.max(known, values[values.length - 1]), (values[PROBES / 2 - 1] + values[PROBES / 2]) / 2);
    }

    /** The mean time of a full training over 1,000 Sobol points of the table. */
    double trainingSeconds(String instance) {
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
