package dev.stint.runtime.file;

import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code when}: under which values of other parameters a parameter exists. */
final class ConditionReader {

    private final Findings findings;
    private final Node.Entries space;
    private final List<String> declared;
    private final Map<String, Domain> domains;

    /**
     * Over one space.
     *
     * @param space what of it has the right shape
     * @param declared every name in the file, broken parameters too
     * @param domains those that could be read
     */
    ConditionReader(Findings findings, Node.Entries space, List<String> declared, Map<String, Domain> domains) {
        this.findings = findings;
        this.space = space;
        this.declared = declared;
        this.domains = domains;
    }

    /** The condition of a parameter; null if it has none, or none that makes sense. */
    @Nullable
    Condition read(String name) {
        Node.Entries when = when(name);
        if (when == null) {
            return null;
        }
        List<Condition.Clause> clauses = new ArrayList<>();
        when.entries().forEach((parent, entry) -> {
            Condition.Clause clause = clause(parent, entry);
            if (clause != null) {
                clauses.add(clause);
            }
        });
        if (when.entries().isEmpty()) {
            findings.problem(when.place(), "names no parameter", "write when: {optimizer: sgd}, or delete it");
        }
        return clauses.isEmpty() ? null : new Condition(clauses);
    }

    private Condition.@Nullable Clause clause(String parent, Node.Entry entry) {
        if (!declared.contains(parent)) {
            findings.problem(
                    entry.key(),
                    "'" + parent + "' is no parameter of this space",
                    Spelling.remedy(parent, declared, "parameters: "));
            return null;
        }
        Domain domain = domains.get(parent);
        if (domain instanceof Domain.Uniform || domain instanceof Domain.LogUniform) {
            findings.problem(
                    entry.key(),
                    "'" + parent + "' takes any number of a range, so no single value can be a condition",
                    "use a parameter of kind choice, ordinal or int");
            return null;
        }
        return domain == null ? null : clause(parent, domain, entry.node());
    }

    private Condition.@Nullable Clause clause(String parent, Domain domain, Node node) {
        List<Node> wanted = node instanceof Node.Items items ? items.nodes() : List.of(node);
        List<Value> values = new ArrayList<>();
        for (Node one : wanted) {
            Value value = Values.within(domain, (Node.Leaf) one);
            if (value == null) {
                findings.problem(one.place(), parent + " never is " + one.found(), "it is " + domain.describe());
            } else {
                values.add(value);
            }
        }
        return values.isEmpty() ? null : new Condition.Clause(parent, values);
    }

    /** Reports each circle of conditions once. */
    void refuseCircles() {
        Set<String> cleared = new LinkedHashSet<>();
        for (String name : space.entries().keySet()) {
            follow(name, new ArrayList<>(), cleared);
        }
    }

    private void follow(String name, List<String> path, Set<String> cleared) {
        int seen = path.indexOf(name);
        if (seen >= 0) {
            List<String> circle = new ArrayList<>(path.subList(seen, path.size()));
            circle.add(name);
            findings.problem(
                    space.placeOf(name),
                    "conditions go round in a circle: " + String.join(" needs ", circle),
                    "delete one of these conditions");
            return;
        }
        Node.Entries when = when(name);
        if (when == null || cleared.contains(name)) {
            return;
        }
        path.add(name);
        when.entries().keySet().forEach(parent -> follow(parent, path, cleared));
        path.removeLast();
        cleared.add(name);
    }

    private Node.@Nullable Entries when(String name) {
        return space.get(name) instanceof Node.Entries section ? section.section("when") : null;
    }
}
