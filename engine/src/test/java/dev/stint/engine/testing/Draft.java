package dev.stint.engine.testing;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.CostGuess;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.PlanSpec.PhaseSpec;
import dev.stint.engine.spec.Proxy;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A specification being written: the study of the textbook, until a test says otherwise. */
public final class Draft {

    private Amount budget = new Amount(100, Unit.GPU_HOURS);
    private @Nullable Double deadline;
    private Objective objective = new Objective("val_loss", Objective.Goal.MINIMIZE, Objective.At.LAST);
    private @Nullable String holdout;
    private @Nullable String test;
    private Fidelity fidelity = new Fidelity("epoch", 2, 96, Fidelity.Schedule.TRUNCATE);
    private @Nullable Amount full;
    private @Nullable Amount startUp;
    private boolean checkpoint = true;
    private Space space = textbook();
    private PlanSpec plan = new PlanSpec.Classic();
    private Validate validate = Validate.auto();
    private long seed = 1;
    private int retries = 2;
    private boolean keepLeftover;
    private @Nullable Long disk;
    private @Nullable String goalMetric;
    private List<String> allow = List.of();
    private List<Proxy> proxies = List.of();

    /** The four parameters of the textbook's example. */
    public static Space textbook() {
        return new Space(
                List.of(
                        parameter("lr", new Domain.LogUniform(1e-5, 1e-2), new Value.Real(1e-3)),
                        parameter("batch_size", new Domain.Choice(wholes(32, 64, 128, 256)), new Value.Whole(64)),
                        parameter("weight_decay", new Domain.LogUniform(1e-6, 1e-1), new Value.Real(1e-4)),
                        parameter("warmup_ratio", new Domain.Uniform(0, 0.1), new Value.Real(0.05))),
                List.of());
    }

    public static Parameter parameter(String name, Domain domain, Value fallback) {
        return new Parameter(name, domain, Role.guess(name), true, fallback, false, null, null);
    }

    public static List<Value> wholes(long... numbers) {
        return java.util.Arrays.stream(numbers)
                .mapToObj(n -> (Value) new Value.Whole(n))
                .toList();
    }

    public Draft budget(double amount, Unit unit) {
        budget = new Amount(amount, unit);
        return this;
    }

    public Draft deadline(double seconds) {
        deadline = seconds;
        return this;
    }

    public Draft objective(Objective.Goal goal, Objective.At at) {
        objective = new Objective("val_loss", goal, at);
        return this;
    }

    /** Another name of the objective, lower is better. */
    public Draft metric(String name) {
        objective = new Objective(name, objective.goal(), objective.at());
        return this;
    }

    public Draft goalMetric(String name) {
        goalMetric = name;
        return this;
    }

    public Draft allow(String... codes) {
        allow = List.of(codes);
        return this;
    }

    /** The usual names: {@code holdout_loss} and {@code test_accuracy}. */
    public Draft splits() {
        holdout = "holdout_loss";
        test = "test_accuracy";
        return this;
    }

    public Draft length(long min, long max) {
        fidelity = new Fidelity("epoch", min, max, fidelity.schedule());
        return this;
    }

    public Draft rescale() {
        fidelity = new Fidelity("epoch", fidelity.min(), fidelity.max(), Fidelity.Schedule.RESCALE);
        return this;
    }

    /** What a full training is believed to cost, in the unit of the budget that stands. */
    public Draft cost(double amount) {
        full = new Amount(amount, budget.unit());
        return this;
    }

    public Draft startUp(double amount) {
        startUp = new Amount(amount, budget.unit());
        return this;
    }

    public Draft noCheckpoint() {
        checkpoint = false;
        return this;
    }

    public Draft space(Parameter... parameters) {
        space = new Space(List.of(parameters), List.of());
        return this;
    }

    /** A space with its constraints. */
    public Draft space(Space whole) {
        space = whole;
        return this;
    }

    public Draft plan(PhaseSpec... phases) {
        return plan(new PlanSpec.Custom(List.of(phases)));
    }

    /** Any plan. */
    public Draft plan(PlanSpec whole) {
        plan = whole;
        return this;
    }

    public Draft adaptive() {
        plan = new PlanSpec.Adaptive();
        return this;
    }

    /** A phase of a custom plan. */
    public static PhaseSpec phase(String name, @Nullable Method method, @Nullable Double share) {
        return new PhaseSpec(name, method, share, null);
    }

    public Draft validate(Validate.Mode mode) {
        validate = new Validate(mode, null, null);
        return this;
    }

    public Draft finals(@Nullable Integer finalists, @Nullable Integer seeds) {
        validate = new Validate(Validate.Mode.FULL, finalists, seeds);
        return this;
    }

    public Draft seed(long number) {
        seed = number;
        return this;
    }

    public Draft retries(int number) {
        retries = number;
        return this;
    }

    public Draft keepLeftover() {
        keepLeftover = true;
        return this;
    }

    public Draft disk(long bytes) {
        disk = bytes;
        return this;
    }

    public Draft proxies(Proxy... several) {
        proxies = List.of(several);
        return this;
    }

    /** The specification. */
    public StudySpec spec() {
        return new StudySpec(
                "draft",
                budget,
                deadline,
                null,
                objective,
                holdout,
                test,
                goalMetric,
                fidelity,
                new CostGuess(full, startUp),
                checkpoint,
                new Resources(1, 0),
                space,
                plan,
                validate,
                seed,
                new StudySpec.Metrics(List.of()),
                new Limits(null, null, retries, 10, 600, disk),
                false,
                keepLeftover,
                allow,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                null,
                proxies);
    }
}
