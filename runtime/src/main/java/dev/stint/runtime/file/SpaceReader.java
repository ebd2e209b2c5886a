package dev.stint.runtime.file;

import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Constraint;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Prior;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.runtime.file.Node.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code space} with its constraints. */
final class SpaceReader {

    static final List<String> PLACEHOLDERS =
            List.of("seed", "until", "full", "checkpoint_dir", "from", "mode", "proxy");

    private static final List<String> RESERVED =
            List.of("seed", "until", "full", "checkpoint_dir", "from", "mode", "proxy", "and", "or", "not");
    private static final int MOST = 500;

    private final Findings findings;
    private final Node.Entries space;
    private final List<String> declared;
    private final @Nullable Fidelity fidelity;
    private final Map<String, Domain> domains = new LinkedHashMap<>();
    private final List<String> guesses = new ArrayList<>();

    /**
     * Over one space.
     *
     * @param space what of it has the right shape
     * @param declared every name in the file, broken parameters too
     * @param fidelity null where it could not be read
     */
    SpaceReader(Findings findings, Node.Entries space, List<String> declared, @Nullable Fidelity fidelity) {
        this.findings = findings;
        this.space = space;
        this.declared = declared;
        this.fidelity = fidelity;
    }

    /** The space, or null where anything in it is wrong. */
    @Nullable
    Space read(Node.@Nullable Items constraints) {
        if (declared.size() > MOST) {
            findings.problem(
                    space.place(),
                    declared.size() + " parameters are too many; " + MOST + " may stand here",
                    "tune fewer at once");
            return null;
        }
        List<Parameter> parameters = parameters();
        ConstraintReader reader = new ConstraintReader(findings);
        List<ConstraintReader.Placed> placed = constraints == null ? List.of() : reader.read(constraints, declared);
        if (isBroken() || parameters.size() < declared.size()) {
            return null;
        }
        if (parameters.stream().noneMatch(Parameter::tuned)) {
            findings.problem(
                    space.place(),
                    "there is nothing to tune",
                    "give a parameter a range, such as lr: {log-uniform: [1e-5, 1e-2]}");
            return null;
        }
        if (constraints != null) {
            reader.check(parameters, placed, constraints.place());
        }
        List<Constraint> kept =
                placed.stream().map(ConstraintReader.Placed::constraint).toList();
        if (!guesses.isEmpty()) {
            findings.warning(
                    space.place(),
                    "roles guessed from names: " + String.join(", ", guesses),
                    "write the roles, or role: other where a guess is wrong");
        }
        return isBroken() ? null : new Space(parameters, kept);
    }

    private boolean isBroken() {
        return findings.anyUnder("space") || findings.anyUnder("constraints");
    }

    private List<Parameter> parameters() {
        DomainReader domainReader = new DomainReader(findings);
        space.entries().forEach((name, entry) -> {
            refuseReserved(name, entry.key());
            Domain domain = domainReader.read(entry.node());
            if (domain != null) {
                domains.put(name, domain);
            }
        });
        ConditionReader conditions = new ConditionReader(findings, space, declared, domains);
        conditions.refuseCircles();
        ShippedDefaults shipped = new ShippedDefaults(usesSgd(), fidelity == null ? null : fidelity.max());
        List<Parameter> parameters = new ArrayList<>();
        space.entries().forEach((name, entry) -> {
            Parameter parameter = parameter(name, entry.node(), conditions.read(name), shipped);
            if (parameter != null) {
                parameters.add(parameter);
            }
        });
        return parameters;
    }

    private void refuseReserved(String name, Place place) {
        if (RESERVED.contains(name)) {
            findings.problem(
                    place,
                    "'" + name + "' has a meaning of its own in commands or constraints",
                    "rename it, for example model_" + name);
        }
    }

    private @Nullable Parameter parameter(String name, Node node, @Nullable Condition when, ShippedDefaults shipped) {
        Domain domain = domains.get(name);
        if (domain == null) {
            return null;
        }
        if (!(node instanceof Node.Entries section)) {
            Value value = domain.fromUnit(0);
            return new Parameter(
                    name, domain, Role.guess(name), Role.guess(name) != Role.OTHER, value, false, null, null);
        }
        Role role = role(name, section);
        boolean guessed = section.get("role") == null ? role != Role.OTHER : filledIn(section, "role");
        checkDuration(role, domain, section);
        Value fallback = fallback(section, role, domain, shipped);
        Prior prior = prior(section, domain);
        boolean assumed = !(domain instanceof Domain.Constant)
                && (section.get("default") == null || filledIn(section, "default"));
        return fallback == null ? null : new Parameter(name, domain, role, guessed, fallback, assumed, when, prior);
    }

    private static boolean filledIn(Node.Entries section, String what) {
        Node.Items items = section.items("filled-in");
        return items != null
                && items.nodes().stream()
                        .anyMatch(
                                node -> node instanceof Leaf leaf && leaf.text().equals(what));
    }

    private Role role(String name, Node.Entries section) {
        String given = section.text("role");
        if (given != null) {
            return Role.valueOf(given.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        Role guess = Role.guess(name);
        if (guess != Role.OTHER) {
            guesses.add(name + " is " + guess.key());
        }
        return guess;
    }

    private @Nullable Value fallback(Node.Entries section, Role role, Domain domain, ShippedDefaults shipped) {
        Leaf given = section.leaf("default");
        if (given != null) {
            return inside(domain, given, "default");
        }
        ShippedDefaults.Filled filled = shipped.fill(role, domain);
        if (!(domain instanceof Domain.Constant)) {
            findings.warning(
                    section.place(),
                    "default " + filled.value().text() + " filled in: " + filled.why(),
                    "write default: followed by the value you use today; it is the control to beat");
        }
        return filled.value();
    }

    private @Nullable Prior prior(Node.Entries section, Domain domain) {
        Node.Entries prior = section.section("prior");
        Leaf center = prior == null ? null : prior.leaf("center");
        if (prior == null || center == null) {
            return null;
        }
        Value value = inside(domain, center, "center");
        String confidence = prior.text("confidence");
        return value == null
                ? null
                : new Prior(
                        value,
                        confidence == null
                                ? Prior.Confidence.MEDIUM
                                : Prior.Confidence.valueOf(confidence.toUpperCase(Locale.ROOT)));
    }

    private @Nullable Value inside(Domain domain, Leaf given, String what) {
        Value value = Values.within(domain, given);
        if (value == null) {
            findings.problem(
                    given.place(),
                    "the " + what + " " + given.found() + " is outside " + domain.describe(),
                    remedy(domain, given, what));
        }
        return value;
    }

    private static String remedy(Domain domain, Leaf given, String what) {
        if (given.isQuotedNumber()) {
            return "it is text: delete the quotes to make it a number";
        }
        return switch (domain) {
            case Domain.Choice ignored -> "write one of the choices, or add it to them";
            case Domain.Ordinal ignored -> "write one of them, or add it to them";
            case Domain.Constant ignored -> "a constant needs no " + what + ": delete it";
            case Domain.Uniform ignored -> "move the " + what + ", or widen the range";
            case Domain.LogUniform ignored -> "move the " + what + ", or widen the range";
            case Domain.IntRange ignored -> "write a whole number in the range, or widen it";
            case Domain.LogInt ignored -> "write a whole number in the range, or widen it";
        };
    }

    private void checkDuration(Role role, Domain domain, Node.Entries section) {
        if (role != Role.DURATION || fidelity == null || domain.fixed()) {
            return;
        }
        double longest = ShippedDefaults.largest(domain);
        if (longest > fidelity.max()) {
            findings.problem(
                    section.place(),
                    "goes up to " + Quantities.plain(longest) + ", but fidelity.max is " + fidelity.max(),
                    "write fidelity max: " + Quantities.plain(longest) + ", or role: other if it is no length");
        }
    }

    /** Whether the first optimizer's default is SGD, which changes usual learning rates. */
    private boolean usesSgd() {
        for (Map.Entry<String, Domain> one : domains.entrySet()) {
            Node node = space.get(one.getKey());
            String role = node instanceof Node.Entries section ? section.text("role") : null;
            if (role == null ? Role.guess(one.getKey()) == Role.OPTIMIZER : role.equals("optimizer")) {
                String given = node instanceof Node.Entries section ? section.text("default") : null;
                String value = given != null
                        ? given
                        : new ShippedDefaults(false, null)
                                .fill(Role.OPTIMIZER, one.getValue())
                                .value()
                                .text();
                return value.toLowerCase(Locale.ROOT).contains("sgd");
            }
        }
        return false;
    }
}
