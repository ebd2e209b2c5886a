package dev.stint.runtime.file;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Constraint;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Prior;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Command;
import dev.stint.engine.spec.CostGuess;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Proxy;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Writes a specification as a study file: every key with its value, defaults too, so that it reads back the same
 * whatever later versions fill in. Of the environment only the names are written.
 */
public final class StudyFileWriter {

    private StudyFileWriter() {}

    /** The canonical text; {@link StudyFile#parse} gives the same specification, but for the values of {@code env}. */
    public static String write(StudySpec spec) {
        DumpSettings settings = DumpSettings.builder()
                .setSchema(new CoreSchema())
                .setDereferenceAliases(true)
                .setSplitLines(false)
                .build();
        return new Dump(settings).dumpToString(tree(spec));
    }

    /** The same as nested maps and lists of texts, longs, doubles and truth values: ready to be JSON. */
    public static SequencedMap<String, Object> tree(StudySpec spec) {
        SequencedMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("study", spec.name());
        tree.put("budget", amount(spec.budget()));
        putIfAny(tree, "deadline", seconds(spec.deadlineSeconds()));
        Command command = spec.command();
        putIfAny(tree, "command", command == null ? null : command(command));
        tree.put("objective", objective(spec));
        putIfAny(tree, "holdout", spec.holdout());
        putIfAny(tree, "test", spec.test());
        putIfAny(tree, "goal-metric", spec.goalMetric());
        tree.put("fidelity", fidelity(spec));
        tree.put("cost", cost(spec.cost()));
        tree.put("checkpoint", spec.checkpoint());
        tree.put("resources", resources(spec));
        tree.put("space", space(spec.space().parameters()));
        tree.put(
                "constraints",
                new ArrayList<>(spec.space().constraints().stream()
                        .map(Constraint::text)
                        .toList()));
        tree.put("plan", plan(spec.plan()));
        tree.put("validate", validate(spec.validate()));
        tree.put("seed", spec.seed());
        tree.put("metrics", metrics(spec.metrics()));
        tree.put("limits", limits(spec.limits()));
        if (!spec.proxies().isEmpty()) {
            tree.put(
                    "proxies",
                    new ArrayList<>(
                            spec.proxies().stream().map(StudyFileWriter::proxy).toList()));
        }
        tree.put("tags", new LinkedHashMap<>(spec.tags()));
        putIfAny(tree, "workdir", spec.workdir());
        tree.put("env", new ArrayList<>(spec.env().sequencedKeySet()));
        tree.put("workers", spec.warm() ? "warm" : "fresh");
        tree.put("allow", new ArrayList<>(spec.allow()));
        tree.put("leftover", spec.keepLeftover() ? "keep" : "spend");
        return tree;
    }

    private static Object metrics(StudySpec.Metrics metrics) {
        SequencedMap<String, Object> tree = new LinkedHashMap<>();
        if (!metrics.regex().isEmpty()) {
            tree.put("regex", new ArrayList<>(metrics.regex()));
        }
        putIfAny(tree, "tensorboard", metrics.tensorboard());
        return tree.isEmpty() ? "lines" : tree;
    }

    private static String amount(Amount amount) {
        return amount.value() + " " + amount.unit().key();
    }

    private static @Nullable String seconds(@Nullable Double seconds) {
        return seconds == null ? null : seconds + " seconds";
    }

    private static List<Object> command(Command command) {
        List<Object> words = new ArrayList<>();
        for (Command.Part part : command.parts()) {
            words.add(
                    part.group() ? new ArrayList<>(part.words()) : part.words().getFirst());
        }
        return words;
    }

    private static SequencedMap<String, Object> objective(StudySpec spec) {
        SequencedMap<String, Object> section = map("metric", spec.objective().metric());
        section.put("goal", word(spec.objective().goal()));
        section.put("at", word(spec.objective().at()));
        return section;
    }

    private static SequencedMap<String, Object> fidelity(StudySpec spec) {
        SequencedMap<String, Object> section = map("unit", spec.fidelity().unit());
        section.put("min", spec.fidelity().min());
        section.put("max", spec.fidelity().max());
        section.put("schedule", word(spec.fidelity().schedule()));
        return section;
    }

    private static SequencedMap<String, Object> cost(CostGuess cost) {
        SequencedMap<String, Object> section = new LinkedHashMap<>();
        Amount full = cost.full();
        Amount startUp = cost.startUp();
        putIfAny(section, "full", full == null ? null : amount(full));
        putIfAny(section, "start-up", startUp == null ? null : amount(startUp));
        return section;
    }

    private static SequencedMap<String, Object> proxy(Proxy proxy) {
        SequencedMap<String, Object> section = map("name", proxy.name());
        SequencedMap<String, Object> set = new LinkedHashMap<>();
        proxy.set().forEach((name, value) -> set.put(name, plain(value)));
        putIfAny(section, "set", set.isEmpty() ? null : set);
        section.put("fidelity", proxy.length());
        Amount cost = proxy.cost();
        putIfAny(section, "cost", cost == null ? null : amount(cost));
        return section;
    }

    private static SequencedMap<String, Object> resources(StudySpec spec) {
        SequencedMap<String, Object> section =
                map("slots", count(spec.resources().slots()));
        section.put("gpus-per-trial", spec.resources().gpusPerTrial());
        return section;
    }

    private static SequencedMap<String, Object> space(List<Parameter> parameters) {
        SequencedMap<String, Object> section = new LinkedHashMap<>();
        parameters.forEach(parameter -> section.put(parameter.name(), parameter(parameter)));
        return section;
    }

    private static SequencedMap<String, Object> parameter(Parameter parameter) {
        SequencedMap<String, Object> section = domain(parameter.domain());
        section.put("role", parameter.role().key());
        section.put("default", plain(parameter.fallback()));
        Prior prior = parameter.prior();
        if (prior != null) {
            SequencedMap<String, Object> belief = map("center", plain(prior.center()));
            belief.put("confidence", word(prior.confidence()));
            section.put("prior", belief);
        }
        Condition when = parameter.when();
        if (when != null) {
            SequencedMap<String, Object> clauses = new LinkedHashMap<>();
            when.clauses().forEach(clause -> clauses.put(clause.parameter(), plain(clause.anyOf())));
            section.put("when", clauses);
        }
        List<String> filledIn = new ArrayList<>();
        if (parameter.assumed()) {
            filledIn.add("default");
        }
        if (parameter.roleGuessed()) {
            filledIn.add("role");
        }
        putIfAny(section, "filled-in", filledIn.isEmpty() ? null : filledIn);
        return section;
    }

    private static SequencedMap<String, Object> domain(Domain domain) {
        return switch (domain) {
            case Domain.Uniform range -> map("uniform", new ArrayList<>(List.of(range.low(), range.high())));
            case Domain.LogUniform range -> map("log-uniform", new ArrayList<>(List.of(range.low(), range.high())));
            case Domain.IntRange range -> map("int", new ArrayList<>(List.of(range.low(), range.high())));
            case Domain.LogInt range -> map("log-int", new ArrayList<>(List.of(range.low(), range.high())));
            case Domain.Choice choice -> map("choice", plain(choice.options()));
            case Domain.Ordinal ordinal -> map("ordinal", plain(ordinal.options()));
            case Domain.Constant constant -> map("constant", plain(constant.value()));
        };
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Real real -> real.value();
            case Value.Whole whole -> whole.value();
            case Value.Text text -> text.value();
            case Value.Flag flag -> flag.value();
        };
    }

    private static List<Object> plain(Collection<Value> values) {
        return new ArrayList<>(values.stream().map(StudyFileWriter::plain).toList());
    }

    private static Object plan(PlanSpec plan) {
        return switch (plan) {
            case PlanSpec.Classic ignored -> "classic";
            case PlanSpec.Adaptive ignored -> "adaptive";
            case PlanSpec.Custom custom ->
                new ArrayList<Object>(
                        custom.phases().stream().map(StudyFileWriter::phase).toList());
        };
    }

    private static SequencedMap<String, Object> phase(PlanSpec.PhaseSpec phase) {
        SequencedMap<String, Object> section = map("phase", phase.phase());
        PlanSpec.Method method = phase.method();
        Integer eta = phase.eta();
        putIfAny(section, "method", method == null ? null : word(method));
        putIfAny(section, "share", phase.share());
        putIfAny(section, "eta", eta == null ? null : (Long) (long) eta);
        return section;
    }

    private static Object validate(Validate validate) {
        return switch (validate.mode()) {
            case SINGLE_SEED -> "single-seed";
            case NONE -> "none";
            case FULL -> {
                SequencedMap<String, Object> section = map("finalists", count(validate.finalists()));
                section.put("seeds", count(validate.seeds()));
                yield section;
            }
        };
    }

    private static SequencedMap<String, Object> limits(Limits limits) {
        SequencedMap<String, Object> section = new LinkedHashMap<>();
        putIfAny(section, "time", seconds(limits.seconds()));
        Long memory = limits.memoryBytes();
        putIfAny(section, "memory", memory == null ? null : memory + " B");
        section.put("retries", (long) limits.retries());
        section.put("grace", limits.graceSeconds() + " seconds");
        if (limits.silenceSeconds() != Limits.standard().silenceSeconds()) {
            section.put("silence", seconds(limits.silenceSeconds()));
        }
        Long disk = limits.diskBytes();
        putIfAny(section, "disk", disk == null ? null : disk + " B");
        return section;
    }

    private static Object count(@Nullable Integer count) {
        return count == null ? "auto" : (Object) (long) count;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static SequencedMap<String, Object> map(String key, Object value) {
        SequencedMap<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    private static void putIfAny(SequencedMap<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
