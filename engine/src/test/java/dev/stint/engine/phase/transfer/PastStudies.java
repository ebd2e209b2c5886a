package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Play;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Earlier studies of thirty trials whose scores are known functions. */
final class PastStudies {

    private PastStudies() {}

    /** A study of a space that scores as given. */
    static PastStudy of(StudySpec spec, long seed, ToDoubleFunction<Config> score) {
        Stream stream = Seed.of(seed).stream();
        List<PastTrial> trials = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Config config = spec.space().sample(stream);
            trials.add(new PastTrial(config, List.of(new PastTrial.Reading(1, score.applyAsDouble(config)))));
        }
        return new PastStudy("study " + seed, 1, trials);
    }

    /** A study of x and y whose best lies at (x, y). */
    static PastStudy around(StudySpec spec, double x, double y, long seed) {
        return of(spec, seed, config -> {
            double dx = at(config, "x") - x;
            double dy = at(config, "y") - y;
            return 100 - dx * dx - dy * dy;
        });
    }

    static History after(StudySpec spec, PastStudy... studies) {
        return new Play(spec, new Knowledge(List.of(studies))).history();
    }

    static double at(Config config, String name) {
        Value value = config.get(name);
        return value == null ? Double.NaN : value.number();
    }
}
