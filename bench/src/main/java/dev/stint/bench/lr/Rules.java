package dev.stint.bench.lr;

import dev.stint.bench.realtable.Problem;
import dev.stint.bench.realtable.Table;
import dev.stint.engine.insight.BatchRule;
import dev.stint.engine.insight.OptimizerFamily;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What is said of the rule of batch size and rate from some random rows of the real tables, beside what all rows say. */
final class Rules {

    private static final int SAMPLES = 100;

    private Rules() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        for (Problem problem : Problem.values()) {
            List<Table.Row> rows = Table.load(problem).rows();
            BatchRule all = rule(problem, rows);
            text.append(problem.key()).append(", all ").append(rows.size()).append(" rows: ");
            if (all == null || Double.isNaN(all.slope())) {
                text.append("no peak\n");
                continue;
            }
            text.append(said(all));
            for (int count : List.of(30, 60, 120)) {
                text.append(sampled(problem, rows, count, all));
            }
        }
        return text.toString();
    }

    private static String said(BatchRule rule) {
        return String.format(
                Locale.ROOT,
                "slope %.2f [%.2f, %.2f], rule %.2f: %s%n",
                rule.slope(),
                rule.low(),
                rule.high(),
                rule.expected(),
                rule.verdict());
    }

    private static String sampled(Problem problem, List<Table.Row> rows, int count, BatchRule all) {
        Map<BatchRule.Verdict, Integer> verdicts = new EnumMap<>(BatchRule.Verdict.class);
        int told = 0;
        int held = 0;
        for (int seed = 0; seed < SAMPLES; seed++) {
            List<Table.Row> some = new ArrayList<>(rows);
            Collections.shuffle(some, new Random(seed));
            BatchRule rule = rule(problem, some.subList(0, count));
            if (rule != null) {
                verdicts.merge(rule.verdict(), 1, Integer::sum);
                told += Double.isNaN(rule.slope()) ? 0 : 1;
                held += rule.low() <= all.slope() && all.slope() <= rule.high() ? 1 : 0;
            }
        }
        return String.format(
                Locale.ROOT,
                "  %d random rows, %d times: %s; an interval in %d, which holds the slope of all rows in %d%n",
                count,
                SAMPLES,
                verdicts,
                told,
                held);
    }

    private static @Nullable BatchRule rule(Problem problem, List<Table.Row> rows) {
        double[] scores = rows.stream()
                .mapToDouble(r -> -r.curves().getFirst().loss(Problem.EPOCHS))
                .toArray();
        double[] warped = HalfRankWarp.warp(scores);
        List<BatchRule.Reading> readings = new ArrayList<>();
        for (int i = 0; i < warped.length; i++) {
            if (Double.isFinite(scores[i])) {
                readings.add(new BatchRule.Reading(
                        number(rows.get(i), "lr"), number(rows.get(i), "batch_size"), 1, Math.clamp(warped[i], -3, 3)));
            }
        }
        OptimizerFamily family = problem == Problem.DIGITS_CONV ? OptimizerFamily.SGD : OptimizerFamily.ADAM_LIKE;
        return BatchRule.of(readings, family);
    }

    private static double number(Table.Row row, String name) {
        Value value = Objects.requireNonNull(row.config().get(name), name);
        return value.number();
    }
}
