package dev.stint.runtime.file;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Command;
import dev.stint.engine.spec.CostGuess;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Proxy;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Legal specifications with awkward contents, drawn from a seed. */
final class RandomSpecs {

    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "1",
            "1e-3",
            "true",
            "null",
            "~",
            "off",
            "- a",
            "a: b",
            "#x",
            "'",
            "\"",
            "\\",
            "{",
            "[",
            "*a",
            "&a",
            "!t",
            "%",
            "@",
            "|",
            ">",
            "?",
            "a\nb",
            "a\tb ",
            "\u0007",
            "\u00e9",
            "\ud83d\ude00",
            "\u2028",
            "0x1F",
            ".inf",
            "=",
            "<<x",
            "long text ".repeat(15),
            "2026-01-01",
            "12:30",
            "\ufeffx",
            "\u0085",
            "---",
            "...");

    private final Stream stream;

    RandomSpecs(Stream stream) {
        this.stream = stream;
    }

    StudySpec next() {
        Unit unit = one(Unit.values());
        Space space = new RandomSpaces(stream, this).next();
        SequencedMap<String, String> tags = new LinkedHashMap<>();
        SequencedMap<String, String> env = new LinkedHashMap<>();
        for (int i = 0; i < stream.below(4); i++) {
            tags.put("tag" + i + one(AWKWARD), one(AWKWARD));
            env.put("NAME_" + i, "");
        }
        PlanSpec plan = plan();
        boolean gpu = unit.kind() == Unit.Kind.GPU_TIME;
        return new StudySpec(
                "study-" + stream.below(1000),
                amount(unit),
                perhaps(this::seconds),
                perhaps(() -> command(space)),
                new Objective("val_loss", one(Objective.Goal.values()), one(Objective.At.values())),
                perhaps(() -> "hold/out"),
                perhaps(() -> "test:acc"),
                perhaps(() -> "goal"),
                new Fidelity("step", 1 + stream.below(10), 100 + stream.below(1000), one(Fidelity.Schedule.values())),
                new CostGuess(perhaps(() -> amount(unit)), perhaps(() -> amount(unit))),
                flip(),
                new Resources(perhaps(() -> 1 + stream.below(8)), gpu ? 0.25 + stream.below(4) : stream.below(3)),
                space,
                plan,
                validate(),
                stream.bits(),
                new StudySpec.Metrics(
                        flip() ? List.of() : List.of("a (?P<loss>\\S+)", "'(?P<x>[\"#:])'\n"),
                        flip() ? null : "${checkpoint_dir}/logs"),
                new Limits(
                        perhaps(this::seconds),
                        perhaps(() -> 1L + stream.below(1 << 30)),
                        stream.below(5),
                        seconds(),
                        flip() ? 600 : seconds(),
                        perhaps(() -> 1L + stream.below(1 << 30))),
                flip(),
                flip(),
                flip() ? List.of() : List.of("seed-reuse", "grid"),
                tags,
                env,
                perhaps(() -> "dir" + one(AWKWARD)),
                proxies(plan, unit));
    }

    private List<Proxy> proxies(PlanSpec plan, Unit unit) {
        if (!(plan instanceof PlanSpec.Adaptive) || flip()) {
            return List.of();
        }
        SequencedMap<String, Value> set = new LinkedHashMap<>();
        set.put("proxy_width", new Value.Whole(stream.below(100)));
        set.put("proxy_data", new Value.Text(one(AWKWARD)));
        return List.of(
                new Proxy("small", set, 1 + stream.below(100), perhaps(() -> amount(unit))),
                new Proxy("short", new LinkedHashMap<>(), 5, null));
    }

    private double seconds() {
        return stream.uniform(1e-9, 1e6);
    }

    private Amount amount(Unit unit) {
        return new Amount(StrictMath.pow(10, stream.uniform(-12, 12)), unit);
    }

    private Command command(Space space) {
        List<Command.Part> parts = new ArrayList<>();
        parts.add(new Command.Part(List.of("run"), false));
        space.parameters()
                .forEach(parameter -> parts.add(new Command.Part(
                        List.of("--x", one(AWKWARD).replace("$", "") + "${" + parameter.name() + "}"), true)));
        parts.add(new Command.Part(List.of(one(AWKWARD)), false));
        return new Command(parts);
    }

    private PlanSpec plan() {
        if (flip()) {
            return flip() ? new PlanSpec.Adaptive() : new PlanSpec.Classic();
        }
        List<PlanSpec.PhaseSpec> phases = new ArrayList<>();
        phases.add(new PlanSpec.PhaseSpec("lr-find", null, perhaps(() -> stream.uniform(0.001, 0.1)), null));
        phases.add(new PlanSpec.PhaseSpec(
                "explore", perhaps(() -> PlanSpec.Method.SOBOL), stream.uniform(0.1, 0.2), null));
        phases.add(refine(one(PlanSpec.Method.values())));
        return new PlanSpec.Custom(phases);
    }

    private PlanSpec.PhaseSpec refine(PlanSpec.Method method) {
        boolean rungs = switch (method) {
            case HALVING, HYPERBAND, ASHA -> true;
            case RANDOM, SOBOL, TPE, GP, FREEZE_THAW -> false;
        };
        return new PlanSpec.PhaseSpec("refine", method, null, rungs ? perhaps(() -> 2 + stream.below(4)) : null);
    }

    private Validate validate() {
        Validate.Mode mode = one(Validate.Mode.values());
        return mode == Validate.Mode.FULL
                ? new Validate(mode, perhaps(() -> 1 + stream.below(5)), perhaps(() -> 2 + stream.below(5)))
                : new Validate(mode, null, null);
    }

    String awkward() {
        return one(AWKWARD);
    }

    boolean flip() {
        return stream.below(2) == 0;
    }

    <T> @Nullable T perhaps(Supplier<T> value) {
        return flip() ? value.get() : null;
    }

    @SafeVarargs
    final <T> T one(T... of) {
        return of[stream.below(of.length)];
    }

    <T> T one(List<T> of) {
        return of.get(stream.below(of.size()));
    }
}
