package dev.stint.runtime.file;

import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.Node.Entries;
import dev.stint.runtime.file.Node.Leaf;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads which metrics count, and how the lines of the script are read. */
final class MetricReader {

    private static final List<String> LINE_KEYS =
            List.of("checkpoint", "from", "cost", "ready", "done", "trial", "replicate");

    private final Findings findings;
    private final Entries file;

    MetricReader(Findings findings, Entries file) {
        this.findings = findings;
        this.file = file;
    }

    /** The objective, or null where it is incomplete; checks the names of all metrics. */
    @Nullable
    Objective objective() {
        Objective objective = readObjective();
        checkMetrics(objective);
        return objective;
    }

    private @Nullable Objective readObjective() {
        Entries section = file.section("objective");
        String metric = section == null ? null : section.text("metric");
        String goal = section == null ? null : section.text("goal");
        if (section == null || metric == null || goal == null) {
            return null;
        }
        boolean best = "best".equals(section.text("at"));
        return new Objective(
                metric,
                Objective.Goal.valueOf(goal.toUpperCase(Locale.ROOT)),
                best ? Objective.At.BEST : Objective.At.LAST);
    }

    private void checkMetrics(@Nullable Objective objective) {
        Entries section = file.section("objective");
        if (section != null) {
            checkMetric(section, "metric");
        }
        List.of("holdout", "test", "goal-metric").forEach(key -> checkMetric(file, key));
        String holdout = file.text("holdout");
        if (objective != null) {
            refuseSame("holdout", "the objective's metric", objective.metric());
            refuseSame("test", "the objective's metric", objective.metric());
        }
        if (holdout != null) {
            refuseSame("test", "the holdout", holdout);
        }
    }

    private void checkMetric(Entries section, String key) {
        Entries fidelity = file.section("fidelity");
        String metric = section.text(key);
        String unit = fidelity == null ? null : fidelity.text("unit");
        if (metric != null && (metric.equals(unit) || LINE_KEYS.contains(metric))) {
            findings.problem(
                    section.placeOf(key),
                    "'" + metric + "' has a meaning of its own in the lines of a script",
                    "name a metric, and let the script print it under another name");
        }
    }

    private void refuseSame(String key, String what, String metric) {
        if (metric.equals(file.text(key))) {
            findings.problem(
                    file.placeOf(key),
                    "'" + metric + "' is " + what + " already; a " + key + " metric must be on data of its own",
                    "name a metric on data that nothing else looks at, or delete it");
        }
    }

    /**
     * Where metrics come from.
     *
     * @param placeholders checks them
     */
    StudySpec.Metrics sources(Resources resources, CommandReader placeholders) {
        Entries section = file.section("metrics");
        Node.Items regex = section == null ? null : section.items("regex");
        Leaf events = section == null ? null : section.leaf("tensorboard");
        if (regex != null) {
            regex.nodes().forEach(node -> checkRegex((Leaf) node));
        }
        if (events != null) {
            placeholders.checkFolder(events);
            checkPrivate(events, resources);
        }
        return new StudySpec.Metrics(regex == null ? List.of() : regex.texts(), events == null ? null : events.text());
    }

    /** Nothing in an event file says which training wrote it. */
    private void checkPrivate(Leaf events, Resources resources) {
        Integer slots = resources.slots();
        if (!events.text().contains("${checkpoint_dir}") && (slots == null || slots != 1)) {
            findings.problem(
                    events.place(),
                    events.found() + " is one folder for all trainings, and several may write to it at the same time",
                    "let each write to its own: tensorboard: \"${checkpoint_dir}/logs\", with the same word in the"
                            + " command; or run one at a time: resources: {slots: 1}");
        }
    }

    private void checkRegex(Leaf leaf) {
        Expression.Problem problem = Expression.problem(leaf.text());
        if (problem != null) {
            findings.problem(leaf.place(), leaf.found() + " " + problem.what(), problem.remedy());
        }
    }
}
