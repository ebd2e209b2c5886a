package dev.stint.bench.lcbench;

import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.PlanSpec.PhaseSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every method that can be compared. A plan of Stint's own takes one line. */
final class Methods {

    private Methods() {}

    static List<Method> all(Suite suite) {
        Histories histories = new Histories(suite);
        return List.of(
                new PlannedStudy("adaptive", new PlanSpec.Adaptive(), histories),
                new PlannedStudy("classic", new PlanSpec.Classic(), histories),
                new PlannedStudy("halving", custom(PlanSpec.Method.HALVING), histories),
                new PlannedStudy("gp", custom(PlanSpec.Method.GP), histories),
                new PlannedStudy("freeze-thaw", only(PlanSpec.Method.FREEZE_THAW), histories),
                new PlannedStudy("halving-only", only(PlanSpec.Method.HALVING), histories),
                new PlannedStudy("tpe", only(PlanSpec.Method.TPE), histories),
                new PlannedStudy("hyperband", only(PlanSpec.Method.HYPERBAND), histories),
                new PlannedStudy("asha", only(PlanSpec.Method.ASHA), histories),
                new PlannedStudy("sobol", only(PlanSpec.Method.SOBOL), histories),
                new RandomSearch(),
                new RandomFinals(),
                FixedList.corners(),
                FixedList.grid());
    }

    /** The classic shares with a method of refinement that is given and not chosen. */
    private static PlanSpec custom(PlanSpec.Method refinement) {
        return new PlanSpec.Custom(List.of(
                phase("explore", null, 0.11), phase("refine", refinement, 0.25), phase("validate", null, 0.64)));
    }

    /** No exploration before the refinement. */
    private static PlanSpec only(PlanSpec.Method refinement) {
        return new PlanSpec.Custom(List.of(phase("refine", refinement, 0.36), phase("validate", null, 0.64)));
    }

    private static PhaseSpec phase(String name, PlanSpec.@Nullable Method method, double share) {
        return new PhaseSpec(name, method, share, null);
    }
}
