package dev.stint.bench.lcbench;

import dev.stint.engine.history.History;
import dev.stint.engine.phase.transfer.PortfolioPhase;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.runtime.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The configurations that the adaptive plan starts from, with where each comes from: peers can be given the same. */
record Starts(Histories histories, Setting setting) {

    /** They do not depend on the budget from three trainings on. */
    private static final double BUDGET = 5;

    /** One line of JSON for an instance and a seed. */
    String line(Instance instance) {
        History begun = new SimulatedStudy(new PlanSpec.Adaptive())
                .begun(instance, BUDGET, setting, histories.told(setting, instance));
        List<Map<String, Object>> points = new ArrayList<>();
        PortfolioPhase.starts(begun)
                .forEach((config, from) -> points.add(Map.of("from", from, "config", plain(config))));
        return Json.object()
                .with("instance", instance.name())
                .with("seed", instance.seed())
                .with("space", instance.kind().key())
                .with("arm", setting.beforehand().key())
                .with("points", points)
                .text();
    }

    private static SequencedMap<String, Object> plain(Config config) {
        SequencedMap<String, Object> plain = new LinkedHashMap<>();
        config.values().forEach((name, value) -> plain.put(name, number(value)));
        return plain;
    }

    private static Object number(Value value) {
        return value instanceof Value.Whole whole ? (Object) whole.value() : (Object) value.number();
    }
}
