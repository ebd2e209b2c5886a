package dev.stint.runtime.file;

import static dev.stint.runtime.file.Key.later;
import static dev.stint.runtime.file.Key.optional;
import static dev.stint.runtime.file.Key.required;

import dev.stint.engine.space.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every key of the study file: the one table behind the reader, the JSON Schema and the reference page. */
final class Keys {

    static final String STUDY_NAME = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

    private static final long MANY = 1_000_000_000L;
    private static final Shape ANY_TEXT = new Shape.Text("^[\\s\\S]+$", "text");
    private static final Shape METRIC = new Shape.Text("^\\S{1,100}$", "the name of a metric, without spaces");
    private static final Shape SCALAR = new Shape.Scalar();
    private static final Shape RANGE = new Shape.Range();
    private static final Shape YES_NO = new Shape.YesNo();
    private static final Shape AMOUNT = new Shape.Measured(Quantities.Kind.AMOUNT);
    private static final Shape DURATION = new Shape.Measured(Quantities.Kind.DURATION);
    private static final Shape SHARE = new Shape.Measured(Quantities.Kind.SHARE);

    /** The kinds of parameter; each has exactly one. */
    static final List<String> KINDS =
            List.of("uniform", "log-uniform", "int", "log-int", "choice", "ordinal", "constant");

    static final Shape.Section PRIOR = section(
            required("center", SCALAR, "1e-3", "Where you believe the best value is."),
            optional("confidence", word("low", "medium", "high"), "low", "medium",
                    "How sure you are. A prior never excludes a value, and counts less as results come in."));

    static final Shape.Section PARAMETER = new Shape.Section(
            List.of(
                    optional("uniform", RANGE, "[0, 0.1]", "", "Any number between the two, both included."),
                    optional("log-uniform", RANGE, "[1e-5, 1e-2]", "", "Any positive number between the two, on a logarithmic scale: for what varies by factors."),
                    optional("int", RANGE, "[1, 8]", "", "Any whole number between the two, both included."),
                    optional("log-int", RANGE, "[16, 1024]", "", "Any positive whole number between the two, on a logarithmic scale."),
                    optional("choice", many(SCALAR, 1), "[adamw, sgd]", "", "One of these, in no order."),
                    optional("ordinal", many(SCALAR, 1), "[small, medium, large]", "", "One of these, in this order."),
                    optional("constant", SCALAR, "128", "", "One value, handed to the command and never tuned; `width: 128` says the same."),
                    optional("role", roles(), "learning-rate", "guessed from the name, and said", "What the parameter does in a training. `other` stops the guess."),
                    optional("default", SCALAR, "1e-3", "by role from a shipped table, else the middle of the range in its scale, else the first choice; the report then says `control: assumed`",
                            "The value you use today. The defaults together are the control that a recommendation must beat."),
                    optional("prior", PRIOR, "{center: 1e-3, confidence: low}", "none", "Where you believe the best value is."),
                    optional("when", named(either(SCALAR, many(SCALAR, 1)), "^.+$", "a parameter"), "{optimizer: sgd}", "always active",
                            "Other parameters and the values (one, or a list) under which this one exists."),
                    optional("filled-in", many(word("default", "role"), 0), "[default]", "none", "Which of the two Stint filled in. Stint writes it into its journal; you never need it.")),
            KINDS);

    static final Shape.Section PHASE = section(
            required("phase", word("transfer", "lr-find", "explore", "refine", "validate"), "explore", "Which phase."),
            optional("method", new Shape.Word(List.of("random", "sobol", "gp", "halving", "grid"), List.of("tpe", "hyperband", "asha", "freeze-thaw")), "sobol", "the phase's own",
                    "How it proposes: `random` or `sobol` explore, `gp` (Bayesian optimisation) or `halving` refine. `grid` is answered with what it would cost."),
            optional("share", SHARE, "10%", "an equal part of what the others leave", "Its share of the budget."),
            optional("eta", whole(2, 16), "2", "2", "For `halving`: one in so many goes on, so many times longer."));

    static final Shape.Section OBJECTIVE = section(
            required("metric", METRIC, "val_loss", "The metric that the search sees, as the script prints it."),
            required("goal", word("minimize", "maximize"), "minimize", "Which way is better."),
            optional("at", word("last", "best"), "last", "last", "Which value of a training counts."));

    static final Shape.Section FIDELITY = section(
            required("unit", new Shape.Text("^[A-Za-z][A-Za-z0-9_-]{0,63}$", "a word such as epoch or step"), "epoch", "What a training's length is counted in: the step's name in the lines that the script prints."),
            optional("min", whole(1, MANY), "1", "1", "The shortest training whose result means anything."),
            required("max", whole(1, MANY), "50", "The full length."),
            optional("schedule", word("truncate", "rescale"), "truncate", "truncate",
                    "`truncate`: a short run is a prefix of the full one, and can go on. `rescale`: schedules shrink with the length; such a run is never resumed."));

    static final Shape.Section COST = section(
            optional("full", AMOUNT, "16 gpu-hours", "measured", "What one full training costs."),
            optional("start-up", AMOUNT, "1 minute", "measured", "What starting it costs, before the first step."));

    static final Shape.Section RESOURCES = section(
            optional("slots", new Shape.Whole(1, 100_000, true), "auto", "auto", "How many trainings run at once."),
            optional("gpus-per-trial", new Shape.Real(0, 1024), "1", "1 if the budget counts GPU time, else 0", "GPUs that one training holds; 0.5 when two share one."));

    static final Shape.Section VALIDATE = section(
            optional("finalists", new Shape.Whole(1, 100, true), "auto", "auto: 3 to 5", "How many configurations reach the finals, besides the control."),
            optional("seeds", new Shape.Whole(2, 100, true), "auto", "auto", "How often each is trained at most, with paired seeds."));

    static final Shape.Section METRICS = section(
            optional("regex", many(ANY_TEXT, 1), "['epoch (?P<epoch>\\d+) loss (?P<val_loss>\\S+)']", "none",
                    "Regular expressions (RE2) for a script that cannot be changed; each named group is a metric."),
            later("tensorboard", ANY_TEXT, "runs/", "A folder of TensorBoard event files."));

    static final Shape.Section LIMITS = section(
            optional("time", DURATION, "12 hours", "none", "Elapsed time of one attempt at most."),
            optional("memory", new Shape.Measured(Quantities.Kind.MEMORY), "16 GB", "none", "Memory of one attempt and all its processes at most."),
            optional("retries", whole(0, 100), "2", "2", "How often an attempt that the machine ended is started again."),
            optional("grace", DURATION, "10 seconds", "10 seconds", "Time to write a checkpoint between SIGTERM and SIGKILL."));

    static final Shape.Section PROXY = section(
            required("name", METRIC, "small", "Name of the proxy."),
            optional("set", named(SCALAR, "^.+$", "a parameter"), "{width: 128}", "nothing", "Parameters that it fixes."));

    static final Shape.Section STUDY = section(
            required("study", new Shape.Text(STUDY_NAME, "a name of letters, digits, '.', '_' and '-', at most 64"), "resnet-new-block", "Name of the study, and of its folder under `.stint/`."),
            required("budget", AMOUNT, "100 gpu-hours",
                    "All that the study may spend: `hours`, `minutes` or `seconds` that a slot is busy, `gpu-hours`, units of fidelity by their name (`30 epochs`), or full-length `trainings`."),
            optional("deadline", DURATION, "3 days", "none", "Limit on elapsed time since the start."),
            optional("command", many(either(SCALAR, many(SCALAR, 1)), 1), "[python, train.py, --lr, \"${lr}\"]", "none: a caller drives the study",
                    "The training command, word by word; no shell runs it. `${name}` stands for a parameter, or for seed, until, full, checkpoint_dir, from or mode; `$${` for a plain `${`. An inner list vanishes when a parameter in it is inactive."),
            required("objective", OBJECTIVE, "{metric: val_loss, goal: minimize}", "What the search improves."),
            optional("holdout", METRIC, "holdout_loss", "none", "A metric on data that the search never sees. Opened once, after the finals; chooses the winner."),
            optional("test", METRIC, "test_accuracy", "none", "A metric on further data. Opened once, for the winner only."),
            optional("goal-metric", METRIC, "holdout_loss", "the holdout", "What you really want, when the objective only stands for it."),
            required("fidelity", FIDELITY, "{unit: epoch, min: 1, max: 50}", "How long a training is."),
            optional("cost", COST, "{full: 16 gpu-hours}", "measured", "First guesses, in units of the budget's kind; measured anyway."),
            optional("checkpoint", YES_NO, "true", "true", "Whether the script resumes from its checkpoint. `false`: going on means starting over, and is charged."),
            optional("resources", RESOURCES, "{slots: auto}", "{slots: auto}", "How much runs at once."),
            required("space", named(either(SCALAR, PARAMETER), "^[A-Za-z_][A-Za-z0-9_.-]{0,63}$", "a parameter name: letters, digits, '_', '.' and '-', at most 64"),
                    "{lr: {log-uniform: [1e-5, 1e-2]}}", "The parameters; a plain value is a constant."),
            optional("constraints", new Shape.Many(ANY_TEXT, 0, true), "[\"warmup_ratio * 10 <= 1\"]", "none",
                    "Conditions that every configuration keeps: numbers, parameters, quoted text, `+ - * / ( )`, comparisons, `and or not`. One that names an inactive parameter holds."),
            optional("plan", either(new Shape.Word(List.of("classic"), List.of("adaptive")), new Shape.Many(PHASE, 1, false)), "classic", "classic",
                    "`classic`: 1 % learning-rate sweep, 10 % exploration, 25 % refinement, 64 % validation. Or a list of phases of your own."),
            optional("validate", either(word("single-seed", "none"), VALIDATE), "{finalists: auto, seeds: auto}", "{finalists: auto, seeds: auto}",
                    "How the finals are run. `single-seed`: one seed each, and the report says so. `none`: search only."),
            optional("seed", new Shape.Whole(Long.MIN_VALUE, Long.MAX_VALUE, false), "0", "0", "Seed of all of Stint's random decisions."),
            optional("metrics", either(word("lines"), METRICS), "lines", "lines", "How metrics are read. `lines`: one JSON object a line; always read, whatever else is."),
            optional("limits", LIMITS, "{time: 12 hours}", "{retries: 2, grace: 10 seconds}", "Limits on one attempt."),
            later("proxies", many(PROXY, 1), "[{name: small, set: {width: 128}}]", "Cheaper stand-ins for the training."),
            optional("tags", named(SCALAR, "^[\\s\\S]{1,100}$", "a tag"), "{team: vision}", "none", "Notes of your own, kept with the study."),
            optional("archive", new Shape.Word(List.of("off"), List.of("on")), "off", "off", "Whether the study is kept for later ones to learn from."),
            optional("workdir", ANY_TEXT, "src", "the study file's folder", "Where the command runs, relative to the study file's folder."),
            optional("env", either(many(envName(), 0), named(SCALAR, "^[A-Za-z_][A-Za-z0-9_]*$", "the name of an environment variable")), "{OMP_NUM_THREADS: 1}", "none",
                    "Added to the environment of every attempt. Values are never journaled: a list of names is how the journal keeps it."),
            optional("workers", word("fresh", "warm"), "warm", "fresh", "`warm`: the script stays alive and takes one assignment after the other."),
            optional("allow", many(new Shape.Text("^[a-z][a-z0-9-]*$", "the name of a guardrail"), 0), "[guardrail]", "none", "Guardrails, by name, that may be crossed."),
            optional("leftover", word("spend", "keep"), "keep", "spend", "`keep`: a rest too small for the next useful step stays unspent, instead of buying further seeds."));

    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("categorical", "choice"),
            Map.entry("values", "choice"),
            Map.entry("options", "choice"),
            Map.entry("float", "uniform"),
            Map.entry("quniform", "uniform"),
            Map.entry("integer", "int"),
            Map.entry("randint", "int"),
            Map.entry("value", "constant"),
            Map.entry("init", "default"),
            Map.entry("condition", "when"),
            Map.entry("parameters", "space"),
            Map.entry("search-space", "space"),
            Map.entry("name", "study"),
            Map.entry("cmd", "command"),
            Map.entry("program", "command"),
            Map.entry("metric", "objective"),
            Map.entry("timeout", "deadline"),
            Map.entry("direction", "goal"),
            Map.entry("mode", "goal"),
            Map.entry("environment", "env"));

    private Keys() {}

    /** What other tools' word for a key is called here; null where there is none. */
    static @Nullable String elsewhere(String name) {
        return ELSEWHERE.get(name);
    }

    private static Shape.Section section(Key... keys) {
        return new Shape.Section(List.of(keys), List.of());
    }

    private static Shape word(String... words) {
        return new Shape.Word(List.of(words), List.of());
    }

    private static Shape whole(long low, long high) {
        return new Shape.Whole(low, high, false);
    }

    private static Shape many(Shape of, int least) {
        return new Shape.Many(of, least, false);
    }

    private static Shape named(Shape of, String pattern, String what) {
        return new Shape.Named(of, pattern, what);
    }

    private static Shape either(Shape... forms) {
        return new Shape.Either(List.of(forms));
    }

    private static Shape envName() {
        return new Shape.Text("^[A-Za-z_][A-Za-z0-9_]*$", "the name of an environment variable");
    }

    private static Shape roles() {
        return new Shape.Word(Arrays.stream(Role.values()).map(Role::key).toList(), List.of());
    }
}
