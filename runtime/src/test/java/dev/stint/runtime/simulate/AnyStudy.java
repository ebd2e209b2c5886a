package dev.stint.runtime.simulate;

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
import dev.stint.engine.testing.Draws;
import dev.stint.engine.testing.Spaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Studies over any space with any plan, budget and script: what the properties of the loop are checked on. */
record AnyStudy(StudySpec spec, AnyTraining training, int slots) {

    static AnyStudy drawn(Draws draws) {
        AnyTraining training = AnyTraining.drawn(draws);
        int slots = draws.between(1, 4);
        long max = draws.pick(List.of(1L, 3L, 8L, 20L, 40L));
        long min = draws.between(1, (int) Math.min(3, max));
        double full = max * training.secondsPerUnit() + training.startUpSeconds();
        Unit unit = draws.pick(List.of(Unit.values()));
        double trainings = draws.chance(0.15) ? draws.real(0.05, 4) : draws.logReal(4, 40);
        Amount budget = new Amount(trainings * inUnit(unit, full, max), unit);
        double guess = full * draws.logReal(0.6, 1.6);
        boolean guessed = unit.timed() && draws.chance(0.5);
        CostGuess cost = new CostGuess(guessed ? new Amount(inUnit(unit, guess, max), unit) : null, null);
        Fidelity.Schedule schedule = draws.chance(0.2) ? Fidelity.Schedule.RESCALE : Fidelity.Schedule.TRUNCATE;
        PlanSpec plan = plan(draws);
        StudySpec spec = new StudySpec(
                "any",
                budget,
                null,
                null,
                new Objective(
                        "val_loss",
                        draws.pick(List.of(Objective.Goal.values())),
                        draws.pick(List.of(Objective.At.values()))),
                draws.chance(0.6) ? "holdout_loss" : null,
                draws.chance(0.6) ? "test_loss" : null,
                null,
                new Fidelity("epoch", min, max, schedule),
                cost,
                draws.chance(0.8),
                new Resources(slots, 0),
                space(draws, max),
                plan,
                validate(draws),
                draws.below(1000),
                new StudySpec.Metrics(List.of()),
                Limits.standard(),
                false,
                draws.chance(0.2),
                List.of(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                null,
                proxies(draws, plan, max));
        return new AnyStudy(spec, training, slots);
    }

    /** Smaller and shorter ones, under some of the plans that use them. */
    private static List<Proxy> proxies(Draws draws, PlanSpec plan, long max) {
        if (!(plan instanceof PlanSpec.Adaptive) || draws.chance(0.5)) {
            return List.of();
        }
        SequencedMap<String, Value> set = new LinkedHashMap<>();
        set.put("size", new Value.Text("small"));
        return List.of(
                new Proxy("small", set, Math.max(1, max / 10), null),
                new Proxy("short", new LinkedHashMap<>(), Math.max(1, max / 20), null));
    }

    private static double inUnit(Unit unit, double seconds, long units) {
        return switch (unit.kind()) {
            case SLOT_TIME, GPU_TIME -> seconds / unit.base();
            case FIDELITY -> units;
            case TRAININGS -> 1;
        };
    }

    /** The most that one step, with a start before it, can cost in the unit of the budget; one for each slot may be too many. */
    double slack() {
        Unit unit = spec.budget().unit();
        double step = inUnit(unit, training.dearestSecondsPerUnit() + training.startUpSeconds(), 1);
        return slots * (unit == Unit.TRAININGS ? 1.0 / spec.fidelity().min() : step) * 1.001;
    }

    private static Space space(Draws draws, long max) {
        if (draws.chance(0.15)) {
            return new Space(
                    List.of(Spaces.parameter(
                            "tiny",
                            new Domain.Choice(List.of(new Value.Flag(true), new Value.Flag(false))),
                            draws,
                            null)),
                    List.of());
        }
        Space drawn = Spaces.space(draws);
        List<Parameter> parameters = new ArrayList<>(drawn.parameters());
        if (draws.chance(0.5)) {
            parameters.add(new Parameter(
                    "lr",
                    new Domain.LogUniform(1e-5, 1e-1),
                    Role.LEARNING_RATE,
                    true,
                    new Value.Real(1e-3),
                    false,
                    null,
                    null));
        }
        if (draws.chance(0.2) && max > 2) {
            parameters.add(new Parameter(
                    "epochs",
                    new Domain.IntRange(2, max),
                    Role.DURATION,
                    true,
                    new Value.Whole(max),
                    false,
                    null,
                    null));
        }
        return new Space(parameters, drawn.constraints());
    }

    private static PlanSpec plan(Draws draws) {
        if (draws.chance(0.6)) {
            return draws.chance(0.5) ? new PlanSpec.Adaptive() : new PlanSpec.Classic();
        }
        List<PhaseSpec> phases = new ArrayList<>();
        if (draws.chance(0.5)) {
            phases.add(new PhaseSpec("lr-find", null, 0.02, null));
        }
        if (draws.chance(0.8)) {
            phases.add(new PhaseSpec("explore", draws.chance(0.5) ? Method.SOBOL : null, 0.2, null));
        }
        if (draws.chance(0.8)) {
            Method method = draws.pick(List.of(Method.values()));
            phases.add(new PhaseSpec("refine", method, null, draws.chance(0.5) ? 3 : null));
        }
        if (phases.isEmpty() || draws.chance(0.8)) {
            phases.add(new PhaseSpec("validate", null, 0.6, null));
        }
        return new PlanSpec.Custom(phases);
    }

    private static Validate validate(Draws draws) {
        Validate.Mode mode = draws.chance(0.7) ? Validate.Mode.FULL : draws.pick(List.of(Validate.Mode.values()));
        @Nullable Integer finalists = draws.chance(0.3) ? draws.between(1, 6) : null;
        @Nullable Integer seeds = draws.chance(0.3) ? draws.between(1, 4) : null;
        return new Validate(mode, finalists, seeds);
    }
}
