package dev.stint.runtime.file;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Space;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.PlanSpec.PhaseSpec;
import dev.stint.runtime.file.Node.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the plan. */
final class PlanReader {

    private static final int GRID_STEPS = 5;
    private static final List<String> WITH_RUNGS = List.of("halving", "hyperband", "asha");
    private static final List<String> REFINING =
            List.of("gp", "halving", "freeze-thaw", "tpe", "hyperband", "asha", "random", "sobol");
    private static final double A_LITTLE_OVER = 1 + 1e-9;
    private static final List<String> ONCE = List.of("transfer", "lr-find", "validate");

    private final Findings findings;
    private final @Nullable Space space;
    private final boolean gridAllowed;

    /**
     * Over one plan.
     *
     * @param space null where it could not be read
     * @param gridAllowed whether the user insists on a grid
     */
    PlanReader(Findings findings, @Nullable Space space, boolean gridAllowed) {
        this.findings = findings;
        this.space = space;
        this.gridAllowed = gridAllowed;
    }

    PlanSpec read(@Nullable Node plan) {
        if (plan instanceof Leaf word && word.text().equals("classic")) {
            return new PlanSpec.Classic();
        }
        if (!(plan instanceof Node.Items items)) {
            return new PlanSpec.Adaptive();
        }
        List<PhaseSpec> phases =
                items.nodes().stream().map(node -> phase((Node.Entries) node)).toList();
        checkOrder(phases, items);
        checkShares(phases, items);
        return new PlanSpec.Custom(phases);
    }

    private PhaseSpec phase(Node.Entries section) {
        String phase = section.text("phase");
        Leaf eta = section.leaf("eta");
        Leaf method = section.leaf("method");
        String name = phase == null ? "" : phase;
        checkMethod(name, method);
        if (eta != null && (method == null || !WITH_RUNGS.contains(method.text()))) {
            findings.problem(
                    eta.place(),
                    "only methods halving, hyperband and asha have an eta",
                    "write method: halving, or delete eta");
        }
        return new PhaseSpec(
                name, method(method), share(section.leaf("share")), eta == null ? null : (int) eta.whole());
    }

    private void checkMethod(String phase, @Nullable Leaf method) {
        if (method == null) {
            return;
        }
        List<String> possible = switch (phase) {
            case "explore" -> List.of("random", "sobol");
            case "refine" -> REFINING;
            default -> List.of();
        };
        if (method.text().equals("grid")) {
            refuseGrid(method);
        } else if (possible.isEmpty() && !phase.isEmpty()) {
            findings.problem(method.place(), "phase " + phase + " has no choice of method", "delete it");
        } else if (!phase.isEmpty() && !possible.contains(method.text())) {
            findings.problem(
                    method.place(),
                    "phase " + phase + " cannot use method " + method.text(),
                    "write " + Spelling.either(possible));
        }
    }

    private void refuseGrid(Leaf method) {
        if (gridAllowed) {
            findings.problem(method.place(), "'grid' is allowed here, but not built yet", "write method: sobol");
            return;
        }
        String cost = space == null ? "a grid needs a training for every combination of values" : gridCost(space);
        findings.problem(
                method.place(),
                cost,
                "write method: sobol, which tries a new value of every parameter in each training");
    }

    private static String gridCost(Space space) {
        double points = 1;
        List<String> factors = new ArrayList<>();
        for (Parameter parameter : space.tuned()) {
            long steps = steps(parameter.domain());
            points *= (double) steps;
            factors.add(Long.toString(steps));
        }
        String count = points < 1e15
                ? String.format(Locale.ROOT, "%,d", (long) points)
                : String.format(Locale.ROOT, "%.1e", points);
        return "a grid with " + GRID_STEPS + " steps a range needs " + String.join(" x ", factors) + " = " + count
                + " trainings";
    }

    private static long steps(Domain domain) {
        return switch (domain) {
            case Domain.Choice choice -> choice.options().size();
            case Domain.Ordinal ordinal -> ordinal.options().size();
            case Domain.IntRange range -> Math.min(GRID_STEPS, range.high() - range.low() + 1);
            case Domain.LogInt range -> Math.min(GRID_STEPS, range.high() - range.low() + 1);
            case Domain.Uniform ignored -> GRID_STEPS;
            case Domain.LogUniform ignored -> GRID_STEPS;
            case Domain.Constant ignored -> 1;
        };
    }

    private static @Nullable Method method(@Nullable Leaf method) {
        return method == null || method.text().equals("grid")
                ? null
                : Method.valueOf(method.text().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private @Nullable Double share(@Nullable Leaf share) {
        if (share == null) {
            return null;
        }
        double part = share.isNumber() ? share.number() : Quantities.share(share.text());
        if (part <= 0 || part > 1) {
            findings.problem(
                    share.place(),
                    "the share " + share.found() + " is not between 0 and 100 %",
                    "write " + Quantities.Kind.SHARE.examples());
            return null;
        }
        return part;
    }

    private void checkOrder(List<PhaseSpec> phases, Node.Items items) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            String phase = phases.get(i).phase();
            if (ONCE.contains(phase) && seen.contains(phase)) {
                findings.problem(
                        items.nodes().get(i).place(), "phase " + phase + " appears a second time", "keep one of them");
            } else if (seen.contains("validate")) {
                findings.problem(
                        items.nodes().get(i).place(),
                        "phase " + phase + " comes after validate, which ends the search",
                        "move it before validate");
            }
            seen.add(phase);
        }
    }

    private void checkShares(List<PhaseSpec> phases, Node.Items items) {
        double sum = 0;
        for (PhaseSpec phase : phases) {
            Double share = phase.share();
            sum += share == null ? 0 : share;
        }
        if (sum > A_LITTLE_OVER) {
            findings.problem(
                    items.place(),
                    "the shares add up to " + Quantities.plain(Math.round(sum * 1000) / 10.0) + " %",
                    "lower them to 100 % at most");
        }
    }
}
