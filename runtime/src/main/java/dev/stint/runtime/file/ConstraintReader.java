package dev.stint.runtime.file;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Constraint;
import dev.stint.engine.space.Expression;
import dev.stint.engine.space.ExpressionParser;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Space;
import dev.stint.runtime.file.Node.Leaf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads constraints, and checks that the defaults and enough of the space keep them. */
final class ConstraintReader {

    private static final int LONGEST = 1_000;
    private static final int MOST = 100;
    private static final int MOST_BLAMED = 3;
    private static final Seed SEED = Seed.of(0).child("study-file");

    /** A constraint with its place. */
    record Placed(Constraint constraint, Place place) {}

    private final Findings findings;

    ConstraintReader(Findings findings) {
        this.findings = findings;
    }

    List<Placed> read(Node.Items items, List<String> declared) {
        if (items.nodes().size() > MOST) {
            findings.problem(
                    items.place(),
                    items.nodes().size() + " constraints are too many; " + MOST + " may stand here",
                    "join some with and");
            return List.of();
        }
        List<Placed> read = new ArrayList<>();
        for (Node node : items.nodes()) {
            Constraint constraint = constraint((Leaf) node);
            if (constraint != null && knowsAll(constraint, node.place(), declared)) {
                read.add(new Placed(constraint, node.place()));
            }
        }
        return read;
    }

    private @Nullable Constraint constraint(Leaf leaf) {
        if (leaf.text().length() > LONGEST) {
            findings.problem(
                    leaf.place(), "longer than " + LONGEST + " characters", "split it at its 'and' into several");
            return null;
        }
        try {
            Constraint constraint = Constraint.parse(leaf.text());
            return isTruth(constraint, leaf) ? constraint : null;
        } catch (ExpressionParser.Malformed malformed) {
            findings.problem(
                    leaf.place(),
                    "cannot read " + leaf.found() + ": " + malformed.getMessage(),
                    "write a comparison such as \"warmup_ratio * 10 <= 1\"");
            return null;
        }
    }

    private boolean isTruth(Constraint constraint, Leaf leaf) {
        boolean number = switch (constraint.expression()) {
            case Expression.Literal literal -> !(literal.value() instanceof Boolean);
            case Expression.Unary unary -> unary.operator().equals("-");
            case Expression.Binary binary -> "+-*/".contains(binary.operator());
            case Expression.Name ignored -> false;
        };
        if (number) {
            findings.problem(
                    leaf.place(),
                    leaf.found() + " is a value and not a comparison",
                    "compare it: \"" + leaf.text() + " <= 1\"");
        }
        return !number;
    }

    private boolean knowsAll(Constraint constraint, Place place, List<String> declared) {
        int before = findings.problems();
        for (String name : constraint.names()) {
            if (!declared.contains(name)) {
                findings.problem(place, "'" + name + "' is no parameter of this space", remedy(name, declared));
            }
        }
        return findings.problems() == before;
    }

    private static String remedy(String name, List<String> declared) {
        return declared.stream()
                .filter(other -> other.startsWith(name + "-"))
                .findFirst()
                .map(other ->
                        "'-' means minus in a constraint: rename '" + other + "' to '" + other.replace('-', '_') + "'")
                .orElseGet(() -> Spelling.remedy(name, declared, "parameters: "));
    }

    /** Reports constraints that the defaults break, and those that no drawn configuration keeps. */
    void check(List<Parameter> parameters, List<Placed> constraints, Place all) {
        Space free = new Space(parameters, List.of());
        for (Placed one : constraints) {
            if (!one.constraint().holds(free.defaults())) {
                findings.problem(
                        one.place(),
                        "the defaults break it: " + defaults(free, one.constraint()),
                        remedyFor(free, one.constraint()));
            }
        }
        if (isImpossible(parameters, constraints)) {
            blame(parameters, constraints, all);
        }
    }

    /** Names the constraints that nothing keeps; else it is all of them together. */
    private void blame(List<Parameter> parameters, List<Placed> constraints, Place all) {
        List<Placed> impossible = constraints.stream()
                .filter(one -> isImpossible(parameters, List.of(one)))
                .limit(MOST_BLAMED)
                .toList();
        impossible.forEach(one -> findings.problem(
                one.place(), "no configuration keeps it, in 10,000 drawn at random", "loosen it, or widen the space"));
        if (impossible.isEmpty()) {
            findings.problem(
                    all,
                    "no configuration keeps all constraints at once, in 10,000 drawn at random",
                    "loosen one of them, or widen the space");
        }
    }

    private static boolean isImpossible(List<Parameter> parameters, List<Placed> placed) {
        List<Constraint> constraints = placed.stream().map(Placed::constraint).toList();
        try {
            new Space(parameters, constraints).sample(SEED.stream());
            return false;
        } catch (IllegalStateException none) {
            return true;
        }
    }

    private static String defaults(Space space, Constraint constraint) {
        List<String> values = new ArrayList<>();
        space.defaults().values().forEach((name, value) -> {
            if (constraint.names().contains(name)) {
                values.add(name + "=" + value.text());
            }
        });
        return String.join(" ", values);
    }

    private static String remedyFor(Space space, Constraint constraint) {
        List<String> assumed = constraint.names().stream()
                .filter(name -> {
                    Parameter parameter = space.parameter(name);
                    return parameter != null && parameter.assumed();
                })
                .toList();
        return assumed.isEmpty()
                ? "change the defaults or the constraint"
                : "Stint filled in the default of " + Spelling.either(assumed)
                        + ": write one that keeps the constraint";
    }
}
