package dev.stint.runtime.file;

import static dev.stint.runtime.file.Key.optional;
import static dev.stint.runtime.file.Key.required;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every key of the study file: the one table behind the reader, the JSON Schema and the reference page. */
final class Keys {

    private static final long MANY = 1_000_000_000L;
    private static final String ENV_NAME = "^[A-Za-z_][A-Za-z0-9_]*$";
    private static final Shape ANY_TEXT = new Shape.Text("^[\\s\\S]+$", "text");
    private static final Shape METRIC = new Shape.Text("^\\S{1,100}$", "the name of a metric, without spaces");
    private static final Shape SCALAR = new Shape.Scalar();
    private static final Shape AMOUNT = new Shape.Measured(Quantities.Kind.AMOUNT);
    private static final Shape DURATION = new Shape.Measured(Quantities.Kind.DURATION);
    private static final Shape SHARE = new Shape.Measured(Quantities.Kind.SHARE);
    private static final Shape MEMORY = new Shape.Measured(Quantities.Kind.MEMORY);

    private static final Shape.Section OBJECTIVE = Shape.section(
            required("metric", METRIC, "val_loss", "The metric that the search sees, as the script prints it."),
            required("goal", Shape.word("minimize", "maximize"), "minimize", "Which way is better."),
            optional("at", Shape.word("last", "best"), "last", "last", "Which value of a training counts."));

    private static final Shape.Section FIDELITY = Shape.section(
            required(
                    "unit",
                    new Shape.Text("^[A-Za-z][A-Za-z0-9_-]{0,63}$", "a word such as epoch or step"),
                    "epoch",
                    "What a training's length is counted in: the step's name in the lines that the script prints."),
            optional("min", Shape.whole(1, MANY), "1", "1", "The shortest training whose result means anything."),
            required("max", Shape.whole(1, MANY), "50", "The full length."),
            optional(
                    "schedule",
                    Shape.word("truncate", "rescale"),
                    "truncate",
                    "truncate",
                    "`truncate`: a short run is a prefix of the full one, and can go on."
                            + " `rescale`: schedules shrink with the length; such a run is never resumed."));

    private static final Shape.Section COST = Shape.section(
            optional("full", AMOUNT, "16 gpu-hours", "measured", "What one full training costs."),
            optional("start-up", AMOUNT, "1 minute", "measured", "What a start costs, before the first step."));

    private static final Shape.Section RESOURCES = Shape.section(
            optional("slots", Shape.autoOr(1, 100_000), "auto", "auto", "How many trainings run at once."),
            optional(
                    "gpus-per-trial",
                    new Shape.Real(0, 1024),
                    "1",
                    "1 if the budget counts GPU time, else 0",
                    "GPUs that one training holds; 0.5 when two share one."));

    private static final Shape.Section PHASE = Shape.section(
            required(
                    "phase",
                    Shape.word("transfer", "lr-find", "explore", "refine", "validate"),
                    "explore",
                    "Which phase."),
            optional(
                    "method",
                    new Shape.Word(
                            List.of("random", "sobol", "gp", "halving", "freeze-thaw", "tpe", "hyperband", "asha"),
                            List.of("grid"),
                            List.of()),
                    "sobol",
                    "the phase's own",
                    "How it proposes: `random` or `sobol` explore. All but these two only refine: `gp` (Bayesian"
                            + " optimisation), `halving`, `freeze-thaw` (opens or continues by expected improvement at"
                            + " full length), `hyperband` (brackets of halving, from many short trainings to few long"
                            + " ones), `asha` (halving that never waits), and with every training at full length `tpe`"
                            + " (tree-structured Parzen estimator), `random` and `sobol`."
                            + " `grid` is answered with what it would cost."),
            optional("share", SHARE, "10%", "an equal part of what the others leave", "Its share of the budget."),
            optional(
                    "eta",
                    Shape.whole(2, 16),
                    "2",
                    "2 for halving (4 where nothing resumes), 3 for hyperband and asha",
                    "For `halving`, `hyperband` and `asha`: one in so many goes on, so many times longer."));

    private static final Shape.Section VALIDATE = Shape.section(
            optional(
                    "finalists",
                    Shape.autoOr(1, 100),
                    "auto",
                    "auto: 3 to 5",
                    "How many configurations reach the finals, besides the control."),
            optional(
                    "seeds",
                    Shape.autoOr(2, 100),
                    "auto",
                    "auto",
                    "How often each is trained at most, with paired seeds."));

    private static final Shape.Section METRICS = Shape.section(
            optional(
                    "regex",
                    Shape.many(ANY_TEXT, 1),
                    "['epoch (?P<epoch>\\d+) loss (?P<val_loss>\\S+)']",
                    "none",
                    "Regular expressions (RE2) for a script that cannot be changed; each named group is a metric."),
            optional(
                    "tensorboard",
                    ANY_TEXT,
                    "\"${checkpoint_dir}/logs\"",
                    "none",
                    "A folder of TensorBoard event files, read from where the command runs: each tag is a metric, and"
                            + " its step, or a scalar named after the unit, the step. Placeholders as in `command`."
                            + " Trainings that run at the same time need one each, so it needs `${checkpoint_dir}`"
                            + " unless `slots` is 1."));

    private static final Shape.Section LIMITS = Shape.section(
            optional("time", DURATION, "12 hours", "none", "Elapsed time of one attempt at most."),
            optional("memory", MEMORY, "16 GB", "none", "Memory of an attempt with all its processes at most."),
            optional("retries", Shape.whole(0, 100), "2", "2", "Restarts after the machine ended an attempt."),
            optional(
                    "grace",
                    DURATION,
                    "10 seconds",
                    "10 seconds",
                    "Time to write a checkpoint between SIGTERM and SIGKILL."),
            optional(
                    "silence",
                    DURATION,
                    "30 minutes",
                    "10 minutes",
                    "A training that has written nothing for so long, and for three times as long as it ever paused"
                            + " before, hangs: it is ended and tried again."),
            optional(
                    "disk",
                    MEMORY,
                    "200 GB",
                    "none",
                    "All checkpoints together at most, looked at whenever a training pauses or ends. Beyond it the"
                            + " least promising paused trainings lose theirs, and would have to start over. Those of"
                            + " running and finished trainings, finalists, control and the best so far are kept."));

    private static final Shape.Section PROXY = Shape.section(
            required(
                    "name",
                    new Shape.Text("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "a name of letters, digits, '.', '_' and '-'"),
                    "small",
                    "Name of the proxy; the script reads it in `STINT_PROXY` and `${proxy}`."),
            optional(
                    "set",
                    Shape.named(SCALAR, "^[A-Za-z_][A-Za-z0-9_.-]*$", "the name of a parameter"),
                    "{width: 128}",
                    "nothing",
                    "Values that its configurations have beside the tuned ones, or in place of constants."),
            optional(
                    "fidelity",
                    Shape.whole(1, MANY),
                    "10",
                    "fidelity.max",
                    "How long its training is, in units of fidelity; its schedules end there."),
            optional(
                    "cost",
                    AMOUNT,
                    "12 minutes",
                    "measured",
                    "What one such training costs: a first guess, or the price where the budget counts units or"
                            + " trainings."));

    /** The whole file. */
    static final Shape.Section STUDY = Shape.section(
            required(
                    "study",
                    new Shape.Text(
                            "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
                            "a name of letters, digits, '.', '_' and '-', at most 64"),
                    "resnet-new-block",
                    "Name of the study, and of its folder under `.stint/`."),
            required(
                    "budget",
                    AMOUNT,
                    "100 gpu-hours",
                    "All that the study may spend: `hours`, `minutes` or `seconds` that a slot is busy, `gpu-hours`,"
                            + " units of fidelity by their name (`30 epochs`), or full-length `trainings`."),
            optional("deadline", DURATION, "3 days", "none", "Limit on elapsed time since the start."),
            optional(
                    "command",
                    Shape.many(Shape.either(SCALAR, Shape.many(SCALAR, 1)), 1),
                    "[python, train.py, --lr, \"${lr}\"]",
                    "none: a caller drives the study",
                    "The training command, word by word; no shell runs it. `${name}` stands for a parameter, or for"
                            + " seed, until, full, checkpoint_dir, from or mode; `$${` for a plain `${`. An inner list"
                            + " vanishes when a parameter in it is inactive."),
            required("objective", OBJECTIVE, "{metric: val_loss, goal: minimize}", "What the search improves."),
            optional(
                    "holdout",
                    METRIC,
                    "holdout_loss",
                    "none",
                    "A metric on data that the search never sees. Opened once, after the finals; chooses the winner."),
            optional(
                    "test",
                    METRIC,
                    "test_accuracy",
                    "none",
                    "A metric on further data. Opened once, for the winner only."),
            optional(
                    "goal-metric",
                    METRIC,
                    "holdout_loss",
                    "the holdout",
                    "What you really want, when the objective only stands for it."),
            required("fidelity", FIDELITY, "{unit: epoch, min: 1, max: 50}", "How long a training is."),
            optional(
                    "cost",
                    COST,
                    "{full: 16 gpu-hours}",
                    "measured",
                    "First guesses, in units of the budget's kind; measured anyway."),
            optional(
                    "checkpoint",
                    new Shape.YesNo(),
                    "true",
                    "true",
                    "Whether the script resumes from its checkpoint."
                            + " `false`: going on means starting over, and is charged."),
            optional("resources", RESOURCES, "{slots: auto}", "{slots: auto}", "How much runs at once."),
            required("space", SpaceKeys.SPACE, "{lr: {log-uniform: [1e-5, 1e-2]}}", "The parameters."),
            optional(
                    "constraints",
                    new Shape.Many(ANY_TEXT, 0, true),
                    "[\"warmup_ratio * 10 <= 1\"]",
                    "none",
                    "Conditions that every configuration keeps: numbers, parameters, quoted text, `+ - * / ( )`,"
                            + " comparisons, `and or not`. One that names an inactive parameter holds."),
            optional(
                    "plan",
                    Shape.either(Shape.word("adaptive", "classic"), Shape.many(PHASE, 1)),
                    "adaptive",
                    "adaptive",
                    "`adaptive`: what is known first, then a search that opens or continues by value, then the finals."
                            + " `classic`: 1 % learning-rate sweep, 10 % exploration, 25 % refinement, 64 % validation."
                            + " Or a list of phases of your own."),
            optional(
                    "validate",
                    Shape.either(Shape.word("single-seed", "none"), VALIDATE),
                    "{finalists: auto, seeds: auto}",
                    "{finalists: auto, seeds: auto}",
                    "How the finals are run. `single-seed`: one seed each, and the report says so."
                            + " `none`: search only."),
            optional(
                    "seed",
                    Shape.whole(Long.MIN_VALUE, Long.MAX_VALUE),
                    "0",
                    "0",
                    "Seed of all of Stint's random decisions."),
            optional(
                    "metrics",
                    Shape.either(Shape.word("lines"), METRICS),
                    "lines",
                    "lines",
                    "How metrics are read. `lines`: one JSON object a line; always read, whatever else is."),
            optional("limits", LIMITS, "{time: 12 hours}", "{retries: 2, grace: 10 seconds}", "Limits on one attempt."),
            optional(
                    "proxies",
                    Shape.many(PROXY, 1),
                    "[{name: small, set: {width: 128}}]",
                    "none",
                    "Cheaper stand-ins for the training: a smaller model, less data, a shorter schedule. How well they"
                            + " rank configurations is measured; the first that can be trusted helps to choose."),
            optional(
                    "tags",
                    Shape.named(SCALAR, "^[\\s\\S]{1,200}$", "a tag"),
                    "{team: vision}",
                    "none",
                    "Notes of your own, kept with the study."),
            optional(
                    "archive",
                    Shape.word("on", "off", "keep-names"),
                    "off",
                    "on",
                    "Whether the study learns from the archive of earlier ones, and is kept there for later ones."
                            + " Names and labels that are not common words are kept as hashes;"
                            + " `keep-names`: as they are."),
            optional(
                    "workdir",
                    ANY_TEXT,
                    "src",
                    "the study file's folder",
                    "Where the command runs, relative to the study file's folder."),
            optional(
                    "env",
                    Shape.either(
                            Shape.many(new Shape.Text(ENV_NAME, "the name of an environment variable"), 0),
                            Shape.named(SCALAR, ENV_NAME, "the name of an environment variable")),
                    "{OMP_NUM_THREADS: 1}",
                    "none",
                    "Added to the environment of every attempt. Values are never journaled:"
                            + " a list of names is how the journal keeps it."),
            optional(
                    "workers",
                    Shape.word("fresh", "warm"),
                    "warm",
                    "fresh",
                    "`warm`: the script stays alive and takes one assignment after the other."),
            optional(
                    "allow",
                    Shape.many(new Shape.Text("^[a-z][a-z0-9-]*$", "the name of a guardrail"), 0),
                    "[guardrail]",
                    "none",
                    "Guardrails, by name, that may be crossed."),
            optional(
                    "leftover",
                    Shape.word("spend", "keep"),
                    "keep",
                    "spend",
                    "`keep`: a rest too small for the next useful step stays unspent,"
                            + " instead of buying further seeds."));

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
}
