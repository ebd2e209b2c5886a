package dev.stint.bench.lcbench;

import dev.stint.engine.history.Curve;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.history.PastTrial.Reading;
import dev.stint.engine.history.Trial;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.PlanSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a study is told of ten other instances, or of all others where there are fewer. Any thread may ask; every past study is made once, when it is first asked for. */
final class Histories {

    static final int STUDIES = 10;
    static final int CONFIGURATIONS = 30;

    /** Budget of the product's own past studies, in full trainings. */
    private static final double BUDGET = 6.25;

    /** Epochs at which a past curve is read, besides where it ends; the first is that of an untrained network. */
    private static final long[] EPOCHS = {2, 4, 8, 16, 32};

    /** Nothing says that one of the instances is nearer than another. */
    private static final double SIMILARITY = 1;

    /** Own studies have the seed on the other side of the twenty, so that a run over one half is told nothing of itself. */
    private static final int SEEDS = 20;

    private record Past(String instance, SpaceKind kind, int seed) {}

    private final Suite suite;
    private final SimulatedStudy own = new SimulatedStudy(new PlanSpec.Adaptive());
    private final Map<Past, List<PastTrial>> randoms = new ConcurrentHashMap<>();
    private final Map<Past, List<PastTrial>> owns = new ConcurrentHashMap<>();

    Histories(Suite suite) {
        this.suite = suite;
    }

    /** What an arm knows beforehand of an instance. */
    Knowledge told(Arm arm, Instance instance) {
        return switch (arm) {
            case COLD, NOISE -> Knowledge.none();
            case OWN_HISTORY -> told(instance, other -> own(other, instance.kind(), instance.seed()));
            case RICH_HISTORY -> told(instance, other -> random(other, instance.kind(), instance.seed()));
            case MISLEADING -> told(instance, other -> inverted(random(other, instance.kind(), instance.seed())));
        };
    }

    private Knowledge told(Instance instance, Function<String, List<PastTrial>> past) {
        return new Knowledge(others(instance).stream()
                .map(other -> new PastStudy(other, SIMILARITY, rewritten(past.apply(other), instance)))
                .toList());
    }

    List<String> others(Instance instance) {
        List<String> names = new ArrayList<>(suite.tellable(instance.name()));
        names.remove(instance.name());
        instance.streams().child("history").stream().shuffle(names);
        return names.subList(0, Math.min(STUDIES, names.size()));
    }

    private List<PastTrial> rewritten(List<PastTrial> past, Instance instance) {
        return past.stream()
                .map(t -> new PastTrial(suite.rewritten(t.config(), instance.space()), t.readings()))
                .toList();
    }

    /** The best configuration has the curve of the worst, and so on: ranks are inverted and every curve is still one of a training. */
    private static List<PastTrial> inverted(List<PastTrial> past) {
        List<PastTrial> ranked = past.stream()
                .sorted(Comparator.comparingDouble(Histories::last))
                .toList();
        Map<Config, PastTrial> opposite = new HashMap<>();
        for (int i = 0; i < ranked.size(); i++) {
            opposite.put(ranked.get(i).config(), ranked.get(ranked.size() - 1 - i));
        }
        return past.stream()
                .map(t -> new PastTrial(
                        t.config(),
                        Objects.requireNonNull(opposite.get(t.config())).readings()))
                .toList();
    }

    private static double last(PastTrial trial) {
        return trial.readings().isEmpty()
                ? Double.NEGATIVE_INFINITY
                : trial.readings().getLast().score();
    }

    /** Full trainings of random configurations, in the space of that instance and seed. */
    List<PastTrial> random(String name, SpaceKind kind, int seed) {
        return randoms.computeIfAbsent(new Past(name, kind, seed), this::trained);
    }

    private List<PastTrial> trained(Past past) {
        Instance instance = suite.instance(past.instance(), past.kind(), past.seed());
        Stream stream = instance.streams().child("past").stream();
        return IntStream.range(0, CONFIGURATIONS)
                .mapToObj(i -> instance.space().sample(stream))
                .map(config -> trained(instance, config))
                .toList();
    }

    private PastTrial trained(Instance instance, Config config) {
        Trajectory curve = instance.trajectory(config);
        LongStream read = curve.whole() ? rungs(suite.epochs()) : LongStream.empty();
        return new PastTrial(config, read.mapToObj(e -> reading(e, curve.at(e))).toList());
    }

    /** What one of the product's own studies trained, with a seed that is not the one given. */
    List<PastTrial> own(String name, SpaceKind kind, int seed) {
        return owns.computeIfAbsent(new Past(name, kind, (seed + SEEDS / 2) % SEEDS), this::studied);
    }

    private List<PastTrial> studied(Past past) {
        Instance instance = suite.instance(past.instance(), past.kind(), past.seed());
        Setting cold = new Setting(Arm.COLD, past.kind(), 0, 1, false);
        History history = own.play(instance, BUDGET, cold, Knowledge.none()).history();
        return history.candidates().stream()
                .filter(t -> !t.runs().isEmpty() && t.runs().getFirst().curve().reached() > 0)
                .map(t -> new PastTrial(t.config(), readings(history, t)))
                .toList();
    }

    private List<Reading> readings(History history, Trial trial) {
        Curve curve = trial.runs().getFirst().curve();
        double end = curve.objective(history.spec().objective(), curve.reached());
        LongStream read = Double.isFinite(end) ? rungs(curve.reached()) : LongStream.empty();
        return read.mapToObj(e -> reading(e, curve.objective(history.spec().objective(), e)))
                .toList();
    }

    private static LongStream rungs(long reached) {
        return LongStream.concat(LongStream.of(EPOCHS).filter(e -> e < reached), LongStream.of(reached));
    }

    private Reading reading(long epoch, double value) {
        return new Reading((double) epoch / suite.epochs(), suite.objective().score(value));
    }
}
