package dev.stint.bench.lcbench;

import dev.stint.archive.Archive;
import dev.stint.archive.ArchivedParameter;
import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ArchivedTrial;
import dev.stint.archive.ArchivedTrial.Reading;
import dev.stint.archive.Finished;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.spec.PlanSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a study is told of other instances: their studies are put into an archive, as at the end of {@code stint run}, and what it recalls for
 * the study is what {@code stint run} would begin with. Any thread may ask; every past study is made once, when it is first asked for.
 */
final class Histories {

    static final int CONFIGURATIONS = 30;

    /** Budget of the product's own past studies, in full trainings. */
    private static final double BUDGET = 6.25;

    /** Epochs at which a past curve is read, besides where it ends; the first is that of an untrained network. */
    private static final long[] EPOCHS = {2, 4, 8, 16, 32};

    /** Own studies have the seed on the other side of the twenty, so that a run over one half is told nothing of itself. */
    private static final int SEEDS = 20;

    static final String UNIT = "epoch";

    private record Past(String instance, SpaceKind kind, int seed, boolean otherSpaces) {}

    private record Target(String instance, SpaceKind kind, int seed, Beforehand beforehand) {}

    private final Suite suite;
    private final SimulatedStudy own = new SimulatedStudy(new PlanSpec.Adaptive());
    private final Map<Past, ArchivedStudy> randoms = new ConcurrentHashMap<>();
    private final Map<Past, ArchivedStudy> owns = new ConcurrentHashMap<>();
    private final Map<Target, Knowledge> recalled = new ConcurrentHashMap<>();

    Histories(Suite suite) {
        this.suite = suite;
    }

    /** What is known beforehand of an instance, whatever the budget. */
    Knowledge told(Setting setting, Instance instance) {
        List<ArchivedStudy> studies = studies(setting.beforehand(), instance);
        return studies.isEmpty()
                ? Knowledge.none()
                : recalled.computeIfAbsent(
                        new Target(instance.name(), instance.kind(), instance.seed(), setting.beforehand()),
                        target -> recalled(studies, instance, setting));
    }

    private Knowledge recalled(List<ArchivedStudy> studies, Instance instance, Setting setting) {
        try {
            Path folder = Files.createTempDirectory("stint-lcbench-");
            try {
                return recalled(folder.resolve("archive.db"), studies, instance, setting);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no place for an archive", e);
        }
    }

    private Knowledge recalled(Path file, List<ArchivedStudy> studies, Instance instance, Setting setting) {
        try (Archive archive = Archive.open(file)) {
            studies.forEach(study -> archive.add(study, false));
            return archive.recall(own.spec(instance, BUDGET, setting));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** The studies that the archive of an arm holds. */
    List<ArchivedStudy> studies(Beforehand beforehand, Instance instance) {
        List<String> others = others(instance, beforehand.earlier());
        return IntStream.range(0, beforehand.arm().hasHistory() ? others.size() : 0)
                .mapToObj(i -> {
                    Past past = new Past(others.get(i), instance.kind(), instance.seed(), beforehand.otherSpaces());
                    return switch (beforehand.arm()) {
                        case OWN_HISTORY -> own(past);
                        case MISLEADING -> inverted(random(past));
                        case MIXED -> i % 2 == 0 ? random(past) : inverted(random(past));
                        case RICH_HISTORY, COLD, NOISE -> random(past);
                    };
                })
                .toList();
    }

    List<String> others(Instance instance, int most) {
        List<String> names = new ArrayList<>(suite.tellable(instance.name()));
        names.remove(instance.name());
        instance.streams().child("history").stream().shuffle(names);
        return names.subList(0, Math.min(most, names.size()));
    }

    private Instance instance(Past past) {
        Suite spaces = past.otherSpaces() ? new OtherSpaces(suite, past.kind()) : suite;
        return spaces.instance(past.instance(), past.kind(), past.seed());
    }

    /** The best configuration has the curve of the worst, and so on: ranks are inverted and every curve is still one of a training. */
    private ArchivedStudy inverted(ArchivedStudy study) {
        List<ArchivedTrial> ranked = study.trials().stream()
                .sorted(Comparator.comparingDouble(this::last))
                .toList();
        Map<Integer, ArchivedTrial> opposite = new LinkedHashMap<>();
        for (int i = 0; i < ranked.size(); i++) {
            opposite.put(ranked.get(i).number(), ranked.get(ranked.size() - 1 - i));
        }
        List<ArchivedTrial> trials = study.trials().stream()
                .map(t -> {
                    ArchivedTrial other = opposite.getOrDefault(t.number(), t);
                    return new ArchivedTrial(t.number(), t.config(), other.state(), other.curve());
                })
                .toList();
        return study(study.name(), study.tags(), study.parameters(), trials);
    }

    private double last(ArchivedTrial trial) {
        Reading last = trial.last();
        return last == null ? Double.NEGATIVE_INFINITY : suite.objective().score(last.value());
    }

    /** Full trainings of random configurations, in the space of that instance and seed. */
    ArchivedStudy random(String name, SpaceKind kind, int seed) {
        return random(new Past(name, kind, seed, false));
    }

    private ArchivedStudy random(Past past) {
        return randoms.computeIfAbsent(past, this::trained);
    }

    private ArchivedStudy trained(Past past) {
        Instance instance = instance(past);
        Stream<Config> drawn = draws(instance);
        List<ArchivedTrial> trials = new ArrayList<>();
        drawn.forEach(config -> trials.add(trained(instance, config, trials.size() + 1)));
        List<ArchivedParameter> parameters =
                instance.space().parameters().stream().map(Histories::archived).toList();
        return study(past.instance(), tags(past.instance()), parameters, trials);
    }

    private static Stream<Config> draws(Instance instance) {
        dev.stint.engine.seed.Stream stream = instance.streams().child("past").stream();
        return IntStream.range(0, CONFIGURATIONS).mapToObj(i -> instance.space().sample(stream));
    }

    private static ArchivedParameter archived(Parameter p) {
        return ArchivedParameter.of(p.name(), p.domain(), p.fallback(), UNIT);
    }

    private ArchivedStudy study(
            String name,
            SequencedMap<String, String> tags,
            List<ArchivedParameter> parameters,
            List<ArchivedTrial> trials) {
        return new ArchivedStudy(
                name,
                name,
                "stint",
                0,
                tags,
                suite.objective().metric(),
                suite.objective().goal(),
                UNIT,
                suite.epochs(),
                parameters,
                "done",
                null,
                trials);
    }

    /** As a user might: the same network, other data. */
    static SequencedMap<String, String> tags(String instance) {
        SequencedMap<String, String> tags = new LinkedHashMap<>();
        tags.put("model", "network");
        tags.put("data", instance);
        return tags;
    }

    private ArchivedTrial trained(Instance instance, Config config, int number) {
        Trajectory curve = instance.trajectory(config);
        return new ArchivedTrial(
                number, config, curve.whole() ? "finished" : "failed", curve.whole() ? readings(curve) : List.of());
    }

    private List<Reading> readings(Trajectory curve) {
        List<Reading> readings = new ArrayList<>();
        for (long epoch : EPOCHS) {
            if (epoch < suite.epochs()) {
                readings.add(new Reading((double) epoch / suite.epochs(), curve.at(epoch)));
            }
        }
        readings.add(new Reading(1, curve.at(suite.epochs())));
        return readings;
    }

    /** What one of the product's own studies keeps, with a seed that is not the one given. */
    ArchivedStudy own(String name, SpaceKind kind, int seed) {
        return own(new Past(name, kind, seed, false));
    }

    private ArchivedStudy own(Past past) {
        int other = (past.seed() + SEEDS / 2) % SEEDS;
        return owns.computeIfAbsent(new Past(past.instance(), past.kind(), other, past.otherSpaces()), this::studied);
    }

    private ArchivedStudy studied(Past past) {
        Setting cold = new Setting(Arm.COLD, past.kind(), 0, 1, false);
        return Finished.of(
                own.play(instance(past), BUDGET, cold, Knowledge.none()).history());
    }
}
