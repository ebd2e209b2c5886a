package dev.stint.engine.study;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a configuration of one space is written in another of the same training: by name. A parameter that is new has its default; one that
 * is gone must have had its default, since that is what the training now does without it.
 */
record Transition(Space before, Space now) {

    /** Why a configuration cannot be written in the new space; empty where it can. */
    String obstacle(Config config) {
        for (Map.Entry<String, Value> entry : config.values().entrySet()) {
            String obstacle = obstacle(entry.getKey(), entry.getValue());
            if (!obstacle.isEmpty()) {
                return obstacle;
            }
        }
        return "";
    }

    private String obstacle(String name, Value value) {
        Parameter own = now.parameter(name);
        if (own != null) {
            return own.domain().contains(value) ? "" : "outside the range of " + name;
        }
        Parameter old = before.parameter(name);
        boolean usual = old != null && old.domain().canonical(old.fallback()).equals(value);
        return usual ? "" : "with another " + name + " than its default, which is gone";
    }

    /** The configuration in the new space; only where nothing stands against it. */
    Config rewritten(Config config) {
        Map<String, Value> kept = new LinkedHashMap<>(config.values());
        kept.keySet().removeIf(name -> now.parameter(name) == null);
        return now.complete(kept);
    }
}
