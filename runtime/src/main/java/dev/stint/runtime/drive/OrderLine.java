package dev.stint.runtime.drive;

import dev.stint.engine.history.Task;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.json.Json;

/** What the caller is asked for, one line without its end. */
final class OrderLine {

    private OrderLine() {}

    static String of(Assignment order) {
        return switch (order.task()) {
            case Task.Full ignored ->
                training(named("train", order), order).with("why", order.why()).text();
            case Task.Proxy proxy ->
                training(named("train", order), order)
                        .with("proxy", proxy.name())
                        .with("why", order.why())
                        .text();
            case Task.LrRange range ->
                configured(named("lr-range", order), order)
                        .with("min", range.min())
                        .with("max", range.max())
                        .with("steps", range.steps())
                        .with("why", order.why())
                        .text();
            case Task.Evaluate evaluate ->
                configured(named("evaluate", order), order)
                        .with("split", evaluate.split().key())
                        .with("why", order.why())
                        .text();
        };
    }

    static String stop(Assignment order) {
        return named("stop", order).text();
    }

    private static Json.Members named(String what, Assignment order) {
        return Json.object()
                .with("do", what)
                .with("trial", order.run().trial())
                .with("replicate", order.run().replicate());
    }

    private static Json.Members configured(Json.Members members, Assignment order) {
        return members.with("config", order.config()).with("seed", order.seed());
    }

    private static Json.Members training(Json.Members members, Assignment order) {
        return configured(members, order)
                .with("from", order.from())
                .with("to", order.upTo())
                .with("full", order.full());
    }
}
