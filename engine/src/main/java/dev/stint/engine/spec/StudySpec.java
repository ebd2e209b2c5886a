package dev.stint.engine.spec;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param name of the study
 * @param budget in the unit that the user wrote; every amount of the study has this unit
 * @param deadlineSeconds limit on elapsed time since the start; null for none
 * @param command null where a caller drives the study
 * @param holdout metric opened once, after the race; null for none
 * @param test metric opened once, for the winner; null for none
 * @param goalMetric what the user really wants; null when it is the holdout
 * @param metrics how lines of the script are read
 * @param warm whether the script takes assignment after assignment
 * @param keepLeftover whether a rest that buys no full seed stays unspent
 * @param env added to the environment of each attempt; never journaled
 * @param workdir where commands run, relative to the study file's folder; null for that folder itself
 * @param proxies cheaper stand-ins for the training, the one to ask first first
 */
public record StudySpec(
        String name,
        Amount budget,
        @Nullable Double deadlineSeconds,
        @Nullable Command command,
        Objective objective,
        @Nullable String holdout,
        @Nullable String test,
        @Nullable String goalMetric,
        Fidelity fidelity,
        CostGuess cost,
        boolean checkpoint,
        Resources resources,
        Space space,
        PlanSpec plan,
        Validate validate,
        long seed,
        Metrics metrics,
        Limits limits,
        boolean warm,
        boolean keepLeftover,
        List<String> allow,
        SequencedMap<String, String> tags,
        SequencedMap<String, String> env,
        @Nullable String workdir,
        List<Proxy> proxies) {

    private static final List<String> LOWER_IS_BETTER =
            List.of("loss", "error", "perplexity", "ppl", "mse", "mae", "wer");
    private static final List<String> HIGHER_IS_BETTER =
            List.of("acc", "auc", "f1", "bleu", "score", "precision", "recall", "iou");

    /**
     * Where metrics come from: JSON lines always, and these besides.
     *
     * @param regex regular expressions with named groups, for lines of output
     * @param tensorboard a folder of event files, which may have placeholders; null for none
     */
    public record Metrics(List<String> regex, @Nullable String tensorboard) {
        public Metrics {
            regex = List.copyOf(regex);
        }

        /** JSON lines and these regular expressions. */
        public Metrics(List<String> regex) {
            this(regex, null);
        }
    }

    public StudySpec {
        allow = List.copyOf(allow);
        proxies = List.copyOf(proxies);
    }

    /** The full length of a configuration's training, in units of fidelity: its duration parameter, or the file's maximum. */
    public long fullLength(Config config) {
        Parameter duration = space.withRole(Role.DURATION);
        Value value = duration == null || !duration.tuned() ? null : config.get(duration.name());
        return value == null || Double.isNaN(value.number())
                ? fidelity.max()
                : Math.max(fidelity.min(), (long) value.number());
    }

    /** The proxy of this name; it must be there. */
    public Proxy proxy(String proxy) {
        return proxies.stream()
                .filter(p -> p.name().equals(proxy))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no proxy " + proxy));
    }

    /** What the script gets of a configuration: the values that a proxy sets are put over it. */
    public Config given(Config config, @Nullable String proxy) {
        if (proxy == null) {
            return config;
        }
        SequencedMap<String, Value> values = new LinkedHashMap<>(config.values());
        values.putAll(proxy(proxy).set());
        return new Config(values);
    }

    /** Whether a paused trial goes on from where it was; otherwise continuing means starting over. */
    public boolean resumes() {
        return checkpoint && fidelity.schedule() == Fidelity.Schedule.TRUNCATE;
    }

    /** Which way a metric is better: as its name says, or else as the objective. */
    public Objective.Goal goalOf(String metric) {
        Objective.Goal usual = metric.equals(objective.metric()) ? null : usualGoal(metric);
        return usual == null ? objective.goal() : usual;
    }

    /** Which way a metric is better as its name says; null where it says nothing. */
    public static Objective.@Nullable Goal usualGoal(String metric) {
        String name = metric.toLowerCase(Locale.ROOT);
        if (LOWER_IS_BETTER.stream().anyMatch(name::contains)) {
            return Objective.Goal.MINIMIZE;
        }
        return HIGHER_IS_BETTER.stream().anyMatch(name::contains) ? Objective.Goal.MAXIMIZE : null;
    }

    /** The same study under another budget. */
    public StudySpec withBudget(Amount amount) {
        return new StudySpec(
                name,
                amount,
                deadlineSeconds,
                command,
                objective,
                holdout,
                test,
                goalMetric,
                fidelity,
                cost,
                checkpoint,
                resources,
                space,
                plan,
                validate,
                seed,
                metrics,
                limits,
                warm,
                keepLeftover,
                allow,
                tags,
                env,
                workdir,
                proxies);
    }
}
