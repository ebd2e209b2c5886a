package dev.stint.archive;

import dev.stint.archive.ArchivedTrial.Reading;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.StudyFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Archived studies whose results are known functions, and study files of those that come after them. */
final class Samples {

    private static final int POINTS = 8;

    private Samples() {}

    /** A study file with this space and these tags. */
    static StudySpec spec(String space, String... more) {
        String text = """
            study: next
            budget: 100 epochs
            command: [python3, train.py]
            objective: {metric: val_loss, goal: minimize}
            fidelity: {unit: epoch, min: 1, max: 16}
            space:
            %s
            """.formatted(space.indent(2));
        return StudyFile.parse(text + String.join("\n", more), "next.yaml").spec();
    }

    /** A study of thirty random trials over the space of a specification; smaller values are better. */
    static ArchivedStudy study(String name, StudySpec spec, ToDoubleFunction<Config> loss) {
        return study(name, 1_000_000, 30, spec, loss);
    }

    static ArchivedStudy study(
            String name, long finishedAt, int trials, StudySpec spec, ToDoubleFunction<Config> loss) {
        Stream stream = Seed.of(name.hashCode()).stream();
        List<ArchivedTrial> all = new ArrayList<>();
        for (int i = 1; i <= trials; i++) {
            Config config = spec.space().sample(stream);
            all.add(new ArchivedTrial(i, config, "finished", curve(loss.applyAsDouble(config))));
        }
        return new ArchivedStudy(
                name + " " + finishedAt,
                name,
                "stint",
                finishedAt,
                spec.tags(),
                spec.objective().metric(),
                Goal.MINIMIZE,
                spec.fidelity().unit(),
                spec.fidelity().max(),
                parameters(spec.space()),
                "done",
                null,
                all);
    }

    private static List<Reading> curve(double end) {
        return IntStream.rangeClosed(1, POINTS)
                .mapToObj(i -> new Reading((double) i / POINTS, end + POINTS - i))
                .toList();
    }

    static List<ArchivedParameter> parameters(Space space) {
        return space.parameters().stream().map(Samples::parameter).toList();
    }

    private static ArchivedParameter parameter(Parameter p) {
        return new ArchivedParameter(
                p.name(), p.role(), Units.of(p.name(), p.role(), "epoch"), p.domain(), p.fallback());
    }

    static double at(Config config, String name) {
        Value value = config.get(name);
        return value == null ? Double.NaN : value.number();
    }

    static double log(Config config, String name) {
        return StrictMath.log10(at(config, name));
    }

    static Config config(Map<String, Value> values) {
        return new Config(new LinkedHashMap<>(values));
    }
}
