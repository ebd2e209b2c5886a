package dev.stint.runtime.file;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.insight.Guardrails;
import dev.stint.engine.space.Space;
import dev.stint.engine.spec.Command;
import dev.stint.engine.spec.CostGuess;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Proxy;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.runtime.file.Node.Entries;
import dev.stint.runtime.file.Node.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The second pass over a study file: makes a {@link StudySpec}, and checks what needs several keys at once. */
final class SpecReader {

    private final Findings findings;
    private final Entries file;
    private final List<String> declared;

    /**
     * Over one file.
     *
     * @param file what of it has the right shape
     * @param declared every parameter that the file names, broken ones too
     */
    SpecReader(Findings findings, Entries file, List<String> declared) {
        this.findings = findings;
        this.file = file;
        this.declared = declared;
    }

    /** The specification, or null where anything is wrong; then the findings say what. */
    @Nullable
    StudySpec read() {
        Fidelity fidelity = fidelity();
        Amount budget = budget();
        CostGuess cost = cost(budget);
        Resources resources = resources(budget);
        MetricReader metricReader = new MetricReader(findings, file);
        Objective objective = metricReader.objective();
        Space space = space(fidelity);
        Command command = command();
        PlanSpec plan = new PlanReader(findings, space, allow().contains("grid")).read(file.get("plan"));
        Validate validate = validate(plan);
        StudySpec.Metrics metrics = metricReader.sources(resources, commands());
        LimitReader limitReader = new LimitReader(findings, file);
        Limits limits = limitReader.limits();
        Double deadline = limitReader.seconds(file, "deadline");
        SequencedMap<String, String> env = env();
        List<Proxy> proxies = proxies(fidelity, space, budget, plan);
        checkAllowed();
        String name = file.text("study");
        if (name == null
                || budget == null
                || objective == null
                || fidelity == null
                || space == null
                || findings.problems() > 0) {
            return null;
        }
        return new StudySpec(
                name,
                budget,
                deadline,
                command,
                objective,
                file.text("holdout"),
                file.text("test"),
                file.text("goal-metric"),
                fidelity,
                cost,
                yes("checkpoint"),
                resources,
                space,
                plan,
                validate,
                seed(),
                metrics,
                limits,
                "warm".equals(file.text("workers")),
                "keep".equals(file.text("leftover")),
                allow(),
                tags(),
                env,
                file.text("workdir"),
                proxies);
    }

    private @Nullable Fidelity fidelity() {
        Entries section = file.section("fidelity");
        Leaf max = section == null ? null : section.leaf("max");
        String unit = section == null ? null : section.text("unit");
        if (section == null || max == null || unit == null) {
            return null;
        }
        Leaf min = section.leaf("min");
        long least = min == null ? 1 : min.whole();
        if (least > max.whole()) {
            findings.problem(
                    section.placeOf("min"),
                    "the shortest training, " + least + ", is longer than the full one, " + max.whole(),
                    "write min: 1, or a larger max");
            return null;
        }
        boolean rescale = "rescale".equals(section.text("schedule"));
        return new Fidelity(unit, least, max.whole(), rescale ? Fidelity.Schedule.RESCALE : Fidelity.Schedule.TRUNCATE);
    }

    private AmountReader amounts(double gpus) {
        Entries fidelity = file.section("fidelity");
        return new AmountReader(findings, fidelity == null ? null : fidelity.text("unit"), gpus);
    }

    private @Nullable Amount budget() {
        Leaf leaf = file.leaf("budget");
        return leaf == null ? null : amounts(1).read(leaf);
    }

    private CostGuess cost(@Nullable Amount budget) {
        Entries section = file.section("cost");
        if (section == null || budget == null) {
            return CostGuess.none();
        }
        AmountReader amounts = amounts(gpus(budget.unit()));
        Leaf full = section.leaf("full");
        Leaf startUp = section.leaf("start-up");
        return new CostGuess(
                full == null ? null : amounts.read(full, budget.unit()),
                startUp == null ? null : amounts.read(startUp, budget.unit()));
    }

    private double gpus(Unit budget) {
        Entries section = file.section("resources");
        Leaf gpus = section == null ? null : section.leaf("gpus-per-trial");
        return gpus != null ? gpus.number() : budget.kind() == Unit.Kind.GPU_TIME ? 1 : 0;
    }

    private Resources resources(@Nullable Amount budget) {
        Entries section = file.section("resources");
        Leaf slots = section == null ? null : section.leaf("slots");
        double gpus = budget == null ? 0 : gpus(budget.unit());
        if (section != null && budget != null && budget.unit().kind() == Unit.Kind.GPU_TIME && gpus == 0) {
            findings.problem(
                    section.placeOf("gpus-per-trial"),
                    "a training without a GPU would never spend a budget in "
                            + budget.unit().key(),
                    "write the budget in hours, or gpus-per-trial: 1");
        }
        return new Resources(slots == null || slots.text().equals("auto") ? null : (Integer) (int) slots.whole(), gpus);
    }

    private @Nullable Space space(@Nullable Fidelity fidelity) {
        Entries section = file.section("space");
        return section == null
                ? null
                : new SpaceReader(findings, section, declared, fidelity).read(file.items("constraints"));
    }

    private @Nullable Command command() {
        Node.Items items = file.items("command");
        Entries space = file.section("space");
        if (items == null) {
            return null;
        }
        CommandReader reader = commands();
        Command command = reader.read(items);
        if (space != null) {
            reader.warnOfUnused(space);
        }
        return command;
    }

    private CommandReader commands() {
        Entries space = file.section("space");
        List<String> conditional = new ArrayList<>();
        if (space != null) {
            space.entries().forEach((name, entry) -> {
                if (entry.node() instanceof Entries section && section.get("when") != null) {
                    conditional.add(name);
                }
            });
        }
        return new CommandReader(findings, declared, conditional);
    }

    private List<Proxy> proxies(
            @Nullable Fidelity fidelity, @Nullable Space space, @Nullable Amount budget, PlanSpec plan) {
        Node.Items items = file.items("proxies");
        if (items == null || fidelity == null || space == null || budget == null) {
            return List.of();
        }
        AmountReader amounts = amounts(gpus(budget.unit()));
        return new ProxyReader(findings, fidelity, space, amounts, budget.unit()).read(items, plan);
    }

    private Validate validate(PlanSpec plan) {
        Node node = file.get("validate");
        boolean listed = plan instanceof PlanSpec.Custom custom
                && custom.phases().stream().anyMatch(phase -> phase.phase().equals("validate"));
        if (node instanceof Leaf word) {
            boolean none = word.text().equals("none");
            if (none && listed) {
                findings.problem(
                        word.place(),
                        "'none' contradicts the plan, which has a phase validate",
                        "delete one of the two");
            }
            return new Validate(none ? Validate.Mode.NONE : Validate.Mode.SINGLE_SEED, null, null);
        }
        return node instanceof Entries section
                ? new Validate(Validate.Mode.FULL, count(section, "finalists"), count(section, "seeds"))
                : Validate.auto();
    }

    private static @Nullable Integer count(Entries section, String key) {
        Leaf leaf = section.leaf(key);
        return leaf == null || leaf.text().equals("auto") ? null : (Integer) (int) leaf.whole();
    }

    private SequencedMap<String, String> env() {
        SequencedMap<String, String> env = new LinkedHashMap<>();
        switch (file.get("env")) {
            case Entries section ->
                section.entries().forEach((name, entry) -> env.put(name, ((Leaf) entry.node()).text()));
            case Node.Items names ->
                names.nodes().forEach(name -> {
                    env.put(((Leaf) name).text(), "");
                    findings.warning(name.place(), "has no value, and will be empty", "write env: {NAME: value}");
                });
            case null, default -> {}
        }
        env.sequencedKeySet().stream()
                .filter(name -> name.startsWith("STINT_"))
                .forEach(name ->
                        findings.problem(file.placeOf("env"), "'" + name + "' is Stint's own to set", "delete it"));
        return env;
    }

    private SequencedMap<String, String> tags() {
        SequencedMap<String, String> tags = new LinkedHashMap<>();
        Entries section = file.section("tags");
        if (section != null) {
            section.entries().forEach((name, entry) -> tags.put(name, ((Leaf) entry.node()).text()));
        }
        return tags;
    }

    private void checkAllowed() {
        Node.Items items = file.items("allow");
        if (items == null) {
            return;
        }
        for (Node node : items.nodes()) {
            String code = ((Leaf) node).text();
            if (!Guardrails.CODES.contains(code)) {
                String remedy = Spelling.remedy(code, Guardrails.CODES, "guardrails: ");
                findings.warning(node.place(), "no guardrail is called '" + code + "'", remedy);
            }
        }
    }

    private List<String> allow() {
        Node.Items items = file.items("allow");
        return items == null ? List.of() : items.texts();
    }

    private boolean yes(String key) {
        Leaf leaf = file.leaf(key);
        return leaf == null || leaf.flag();
    }

    private long seed() {
        Leaf seed = file.leaf("seed");
        return seed == null ? 0 : seed.whole();
    }
}
