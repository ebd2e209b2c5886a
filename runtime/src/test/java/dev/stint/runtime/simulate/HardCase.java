package dev.stint.runtime.simulate;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.Task;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Constraint;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective.At;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.engine.testing.Draft;
import dev.stint.runtime.executor.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A study that is hard in one respect, and easy in every other; {@code end} is how it must end, whatever the plan. */
@SuppressWarnings("ImmutableEnumChecker")
enum HardCase implements Training {
    CONSTANT(HardCase::easy, (config, seed, step) -> 0.7, Outcome.DONE),
    ZERO(HardCase::easy, (config, seed, step) -> step % 2 == 0 ? 0.0 : -0.0, Outcome.DONE),
    NEGATIVE(HardCase::easy, (config, seed, step) -> bowl(config, seed, step) - 1000, Outcome.DONE),
    ACROSS_ZERO(HardCase::easy, (config, seed, step) -> bowl(config, seed, step) - 2, Outcome.DONE),
    TIES(HardCase::easy, (config, seed, step) -> StrictMath.rint(bowl(config, seed, step)), Outcome.DONE),
    BEST_OF_CURVE(
            d -> d.objective(Goal.MAXIMIZE, At.BEST), (config, seed, step) -> -bowl(config, seed, step), Outcome.DONE),
    HUGE(HardCase::easy, (config, seed, step) -> 1e300 * bowl(config, seed, step), Outcome.DONE),
    HUGE_OF_BOTH_SIGNS(HardCase::easy, (config, seed, step) -> 1.7e308 * StrictMath.sin(9 * x(config)), Outcome.DONE),
    TINY(HardCase::easy, (config, seed, step) -> 1e-310 * bowl(config, seed, step), Outcome.DONE),
    ONE_OUTLIER(
            HardCase::easy, (config, seed, step) -> x(config) > 0.9 ? 1e300 : bowl(config, seed, step), Outcome.DONE),
    NEARLY_EQUAL(HardCase::easy, (config, seed, step) -> 1 + 1e-15 * bowl(config, seed, step), Outcome.DONE),
    GETTING_WORSE(HardCase::easy, (config, seed, step) -> bowl(config, seed, 1) + step, Outcome.DONE),
    PURE_NOISE(HardCase::easy, (config, seed, step) -> luck(config, seed, step, "noise"), Outcome.DONE),
    ALL_FAIL(HardCase::easy, HardCase::bowl, Outcome.FAILED),
    ALL_FAIL_LATE(HardCase::easy, HardCase::bowl, Outcome.FAILED),
    MOST_FAIL(HardCase::easy, HardCase::bowl, Outcome.DONE),
    ALL_DIVERGE(HardCase::easy, (config, seed, step) -> Double.NaN, Outcome.FAILED),
    ALL_EXPLODE(HardCase::easy, (config, seed, step) -> Double.POSITIVE_INFINITY, Outcome.FAILED),
    ALL_DIVERGE_LATE(
            HardCase::easy,
            (config, seed, step) -> step > 1 ? Double.NEGATIVE_INFINITY : bowl(config, seed, step),
            Outcome.FAILED),
    NAN_AT_RANDOM(
            HardCase::easy,
            (config, seed, step) -> luck(config, seed, step, "nan") < 0.02 ? Double.NaN : bowl(config, seed, step),
            Outcome.DONE),
    ONE_PARAMETER(d -> d.space(real("x")), HardCase::bowl, Outcome.DONE),
    FORTY_PARAMETERS(d -> d.space(many(40)), HardCase::bowl, Outcome.DONE),
    NOTHING_TO_TUNE(d -> d.space(fixed("x")), HardCase::bowl, Outcome.DONE),
    FIXED_BESIDE_TUNED(d -> d.space(real("x"), fixed("y")), HardCase::bowl, Outcome.DONE),
    FOUR_POINTS(d -> d.space(flag("a"), flag("b")), HardCase::flags, Outcome.DONE),
    FORTY_CHOICES(d -> d.space(choices(40)), HardCase::flags, Outcome.DONE),
    HUGE_RANGES(d -> d.space(wide(), real("x"), longest()), HardCase::bowl, Outcome.DONE),
    NARROW_RANGES(d -> d.space(narrow(), real("x")), HardCase::bowl, Outcome.DONE),
    ONE_LENGTH(d -> d.length(9, 9).budget(120, Unit.FIDELITY), HardCase::bowl, Outcome.DONE),
    ONE_EPOCH(d -> d.length(1, 1).budget(30, Unit.FIDELITY), HardCase::bowl, Outcome.DONE),
    TIGHT(d -> d.space(tight()), HardCase::bowl, Outcome.DONE),
    NOTHING_BUT_THE_DEFAULTS(d -> d.space(alone()), HardCase::bowl, Outcome.DONE),
    NESTED(d -> d.space(nested()), HardCase::flags, Outcome.DONE),
    NO_CHECKPOINT(Draft::noCheckpoint, HardCase::bowl, Outcome.DONE),
    RESCALED(Draft::rescale, HardCase::bowl, Outcome.DONE);

    static final int UNITS = 54;

    /** A loss that is known. */
    private interface Loss {
        double at(Config config, int seed, long step);
    }

    private final UnaryOperator<Draft> change;
    private final Loss loss;
    private final Outcome end;

    HardCase(UnaryOperator<Draft> change, Loss loss, Outcome end) {
        this.change = change;
        this.loss = loss;
        this.end = end;
    }

    /** Whatever the plan; a plan that looks at the defaults for one epoch first has measured something before all fail. */
    List<Outcome> ends() {
        return switch (this) {
            case ALL_FAIL_LATE, ALL_DIVERGE_LATE -> List.of(end, Outcome.DONE);
            default -> List.of(end);
        };
    }

    /** Six trainings of nine epochs over three numbers. */
    Draft draft() {
        Draft easy = new Draft()
                .budget(UNITS, Unit.FIDELITY)
                .length(1, 9)
                .space(
                        real("x"),
                        Draft.parameter("lr", new Domain.LogUniform(1e-5, 1), new Value.Real(1e-2)),
                        Draft.parameter("width", new Domain.LogInt(8, 512), new Value.Whole(64)));
        return change.apply(easy);
    }

    private static Draft easy(Draft draft) {
        return draft;
    }

    private static double x(Config config) {
        Value x = config.get("x");
        return x == null ? 0.5 : x.number();
    }

    private static double luck(Config config, int seed, long step, String of) {
        return Seed.of(seed).child(config.text()).child(of).child(step).stream().uniform();
    }

    private static double bowl(Config config, int seed, long step) {
        double off = x(config) - 0.3;
        return 8 * off * off + 1.0 / step + 0.01 * luck(config, seed, 0, "seed");
    }

    private static double flags(Config config, int seed, long step) {
        return (config.text().hashCode() & 7) / 8.0 + 1.0 / step + 0.01 * luck(config, seed, 0, "seed");
    }

    private static Parameter real(String name) {
        return Draft.parameter(name, new Domain.Uniform(0, 1), new Value.Real(0.8));
    }

    private static Parameter fixed(String name) {
        return Draft.parameter(name, new Domain.Constant(new Value.Real(0.5)), new Value.Real(0.5));
    }

    private static Parameter flag(String name) {
        return Draft.parameter(
                name, new Domain.Choice(List.of(new Value.Flag(false), new Value.Flag(true))), new Value.Flag(false));
    }

    private static Parameter wide() {
        return Draft.parameter("wide", new Domain.LogUniform(1e-300, 1e300), new Value.Real(1));
    }

    private static Parameter longest() {
        return Draft.parameter("longest", new Domain.Uniform(-8e307, 8e307), new Value.Real(0));
    }

    private static Parameter narrow() {
        return Draft.parameter("narrow", new Domain.Uniform(1, Math.nextUp(1.0)), new Value.Real(1));
    }

    private static Parameter[] many(int count) {
        Parameter[] all = new Parameter[count];
        for (int i = 0; i < count; i++) {
            all[i] = i == 0 ? real("x") : Draft.parameter("p" + i, new Domain.LogUniform(1e-4, 1e4), new Value.Real(1));
        }
        return all;
    }

    private static Parameter[] choices(int count) {
        List<Parameter> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Draft.parameter("c" + i, new Domain.Choice(Draft.wholes(1, 2, 3)), new Value.Whole(1)));
        }
        return all.toArray(new Parameter[0]);
    }

    /** One configuration in a thousand is admissible. */
    private static Space tight() {
        return new Space(
                List.of(real("x"), real("y"), real("z")),
                List.of(
                        Constraint.parse("x > 0.7 and x < 0.9"),
                        Constraint.parse("y > 0.75 and y < 0.85"),
                        Constraint.parse("z > 0.775 and z < 0.825")));
    }

    /** The constraint leaves one point of a continuum. */
    private static Space alone() {
        return new Space(List.of(real("x")), List.of(Constraint.parse("x == 0.8")));
    }

    /** Children of children: sgd has momentum, and large momentum has a warm-up; adam has two of its own. */
    private static Space nested() {
        Domain kinds = new Domain.Choice(List.of(new Value.Text("adam"), new Value.Text("sgd")));
        Domain steps = new Domain.Ordinal(Draft.wholes(0, 100, 1000));
        return new Space(
                List.of(
                        child("steps", steps, new Value.Whole(100), "warm", new Value.Flag(true)),
                        child("warm", flag("warm").domain(), new Value.Flag(true), "opt", new Value.Text("sgd")),
                        Draft.parameter("opt", kinds, new Value.Text("sgd")),
                        child("beta", new Domain.Uniform(0.8, 1), new Value.Real(0.9), "opt", new Value.Text("adam"))),
                List.of(Constraint.parse("steps < 1000 or warm == true")));
    }

    private static Parameter child(String name, Domain domain, Value fallback, String parent, Value when) {
        Condition condition = new Condition(List.of(new Condition.Clause(parent, List.of(when))));
        return new Parameter(name, domain, Role.OTHER, false, fallback, false, condition, null);
    }

    @Override
    public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
        SequencedMap<String, Double> line = new LinkedHashMap<>();
        line.put("val_loss", loss.at(config, seed, step));
        return line;
    }

    @Override
    public double secondsPerUnit(Config config) {
        return 60;
    }

    @Override
    public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
        return new LinkedHashMap<>();
    }

    @Override
    public @Nullable Ending ending(Assignment work) {
        if (!(work.task() instanceof Task.Full)) {
            return null;
        }
        return switch (this) {
            case ALL_FAIL -> new Ending(0, End.USER, "no such file: data.bin");
            case ALL_FAIL_LATE -> work.upTo() < 2 ? null : new Ending(1, End.OOM, "out of memory");
            case MOST_FAIL -> x(work.config()) < 0.6 ? new Ending(work.from(), End.USER, "boom") : null;
            default -> null;
        };
    }
}
