package dev.stint.render;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Split;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.CostGuess;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.runtime.simulate.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A study whose every name tries to break out of the report. */
final class Hostile implements Training {

    static final String METRIC = "</script><img src=x onerror=\"window.hacked=1\">";
    static final String HOLDOUT = "score`|*_[a](https://evil.example)@everyone";
    static final String RANGE = "\"'><svg onload=window.hacked=2>";
    static final String OPTIONS = "{{script}} & \u202egnp.exe ]]> <!-- 😀 " + "x".repeat(400);

    static Report report() {
        List<Value> options = List.of(
                new Value.Text("'; window.hacked=3; //"),
                new Value.Text("$(touch /tmp/x) `id`\n```\nend"),
                new Value.Text("null"),
                new Value.Text("\ud83d\ude00".repeat(40)));
        Space space = new Space(
                List.of(
                        new Parameter(
                                RANGE,
                                new Domain.LogUniform(1e-4, 1),
                                Role.OTHER,
                                true,
                                new Value.Real(0.5),
                                true,
                                null,
                                null),
                        new Parameter(
                                OPTIONS,
                                new Domain.Choice(options),
                                Role.OTHER,
                                true,
                                options.getFirst(),
                                true,
                                null,
                                null)),
                List.of());
        StudySpec spec = new StudySpec(
                "<b onclick=window.hacked=4>study</b>",
                new Amount(20, Unit.TRAININGS),
                null,
                null,
                new Objective(METRIC, Objective.Goal.MAXIMIZE, Objective.At.BEST),
                HOLDOUT,
                null,
                null,
                new Fidelity("<i>epoch</i>", 1, 20, Fidelity.Schedule.TRUNCATE),
                new CostGuess(null, null),
                true,
                new Resources(1, 0),
                space,
                new PlanSpec.Classic(),
                Validate.auto(),
                3,
                new StudySpec.Metrics(List.of()),
                Limits.standard(),
                false,
                false,
                List.of(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                null,
                List.of());
        return Studies.after(Studies.entries(spec, new Hostile(), 1), 1);
    }

    private static double value(Config config, int seed, long step) {
        Value x = config.get(RANGE);
        return (x == null ? 0 : x.number()) * (1 - StrictMath.exp(-(double) step / 5))
                + 0.001 * StrictMath.sin((double) (seed + step));
    }

    @Override
    public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
        SequencedMap<String, Double> line = new LinkedHashMap<>();
        line.put(METRIC, value(config, seed, step));
        return line;
    }

    @Override
    public double secondsPerUnit(Config config) {
        return 60;
    }

    @Override
    public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
        SequencedMap<String, Double> line = new LinkedHashMap<>();
        line.put(HOLDOUT, value(config, seed + 1, step));
        return line;
    }
}
