package dev.stint.cli.doctor;

import dev.stint.cli.text.Spelling;
import dev.stint.cli.text.Words;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Split;
import java.util.List;

/** Can a holdout or test metric be had, only when asked for, and is it one of its own? */
final class SplitCheck implements Check {

    private static final double SAME = 1e-9;

    private final Split split;

    SplitCheck(Split split) {
        this.split = split;
    }

    @Override
    public List<Finding> of(Evidence evidence) {
        String metric = evidence.metric(split);
        if (metric == null || !evidence.readable()) {
            return List.of();
        }
        Seen evaluated = evidence.evaluated(split);
        return List.of(evaluated == null ? printed(evidence, metric) : opened(evidence, metric, evaluated));
    }

    private Finding printed(Evidence evidence, String metric) {
        Trace trace = evidence.whole().trace(metric);
        if (trace.agrees(evidence.objective(evidence.whole()), SAME)) {
            return same(evidence, metric);
        }
        return Finding.warning(
                split.key(),
                metric + " is printed in training; Stint seals it on arrival, but the script's own output has it in the"
                        + " open",
                "better print it only in STINT_MODE=evaluate with STINT_SPLIT=" + split.key()
                        + "; that costs a start for each finalist");
    }

    private Finding opened(Evidence evidence, String metric, Seen evaluated) {
        if (evaluated.end() == End.UNSUPPORTED) {
            return Finding.problem(
                    split.key(), metric + " is printed neither in training nor by evaluation: exit code 64", remedy());
        }
        if (evaluated.failed() || evaluated.stop() != null) {
            String how = evaluated.failed() ? "evaluation fails" : "evaluation does not end";
            return Finding.problem(split.key(), how + Say.quoted(evaluated.detail()), remedy());
        }
        Double value = evaluated.values().get(metric);
        if (value == null) {
            String read = evaluated.values().isEmpty()
                    ? "no metric"
                    : Say.list(evaluated.values().keySet());
            return Finding.problem(
                    split.key(),
                    metric + " is printed neither in training nor by evaluation, which prints " + read + "."
                            + Spelling.hint(metric, evaluated.values().keySet()),
                    remedy());
        }
        return Trace.near(value, evidence.objective(evidence.whole()).last(), SAME)
                ? same(evidence, metric)
                : Finding.ok(split.key(), "evaluation opens it: " + metric + " is " + Words.value(value));
    }

    private Finding same(Evidence evidence, String metric) {
        return Finding.warning(
                split.key(),
                metric + " is the same number as the objective "
                        + evidence.spec().objective().metric(),
                "compute it on data that the search never sees: on the same data it only confirms the choice");
    }

    private String remedy() {
        return "when STINT_MODE is evaluate, load the checkpoint and print the metric of STINT_SPLIT; or delete "
                + split.key() + " from the study file";
    }
}
