package dev.stint.runtime.drive;

import dev.stint.engine.history.Split;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.runtime.json.Json;
import dev.stint.runtime.json.Lines.Fields;
import dev.stint.runtime.simulate.Training;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A simulated training that speaks the protocol; its costs are in seconds. */
record TalkingTraining(Training training, long full) {

    /** Answers orders until Stint says no more. */
    void answer(Talk talk) throws IOException {
        for (Fields order = talk.heard(); order != null; order = talk.heard()) {
            answer(talk, order);
        }
    }

    /** Does what one line asks for. */
    void answer(Talk talk, Fields order) throws IOException {
        if (!"stop".equals(order.text("do"))) {
            for (String line : answers(order)) {
                talk.say(line);
            }
        }
    }

    private List<String> answers(Fields order) {
        List<String> lines = new ArrayList<>();
        Config config = config(order);
        switch (order.text("do")) {
            case "train" -> train(order, config, lines);
            case "lr-range" -> sweep(order, config, lines);
            case "evaluate" -> evaluate(order, config, lines);
            case null, default -> throw new AssertionError("unexpected: " + order.values());
        }
        lines.add(Talk.line(order, "\"done\":true"));
        return lines;
    }

    private void train(Fields order, Config config, List<String> lines) {
        double each = training.secondsPerUnit(config);
        for (long step = Talk.whole(order, "from") + 1; step <= Talk.whole(order, "to"); step++) {
            String metrics = Json.text(training.metrics(config, seed(order), step));
            lines.add(Talk.line(order, "\"epoch\":" + step + ",\"metrics\":" + metrics + ",\"cost\":" + each));
        }
    }

    private void sweep(Fields order, Config config, List<String> lines) {
        long steps = Talk.whole(order, "steps");
        double min = Objects.requireNonNull(order.real("min"));
        double max = Objects.requireNonNull(order.real("max"));
        for (int i = 0; i < steps; i++) {
            double lr = min * StrictMath.pow(max / min, i / (steps - 1.0));
            double loss = Objects.requireNonNull(training.sweepLoss(config, lr));
            double cost = training.secondsPerUnit(config) / 50;
            lines.add(Talk.line(order, "\"lr\":" + lr + ",\"loss\":" + Json.text(loss) + ",\"cost\":" + cost));
        }
    }

    private void evaluate(Fields order, Config config, List<String> lines) {
        Split split = "holdout".equals(order.text("split")) ? Split.HOLDOUT : Split.TEST;
        String metrics = Json.text(training.evaluate(config, seed(order), full, split));
        lines.add(Talk.line(order, "\"metrics\":" + metrics + ",\"cost\":" + training.secondsPerUnit(config) / 10));
    }

    private static int seed(Fields order) {
        return Math.toIntExact(Talk.whole(order, "seed"));
    }

    static Config config(Fields order) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        Objects.requireNonNull(order.object("config"))
                .values()
                .forEach((name, value) -> values.put(name, value(value)));
        return new Config(values);
    }

    private static Value value(@Nullable Object given) {
        return switch (given) {
            case Double real -> new Value.Real(real);
            case Long whole -> new Value.Whole(whole);
            case String text -> new Value.Text(text);
            case Boolean flag -> new Value.Flag(flag);
            case null, default -> throw new AssertionError("no value: " + given);
        };
    }
}
