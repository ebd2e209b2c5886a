package dev.stint.runtime.file;

import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Proxy;
import dev.stint.runtime.file.Node.Entries;
import dev.stint.runtime.file.Node.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads the list {@code proxies}. */
final class ProxyReader {

    private final Findings findings;
    private final Fidelity fidelity;
    private final Space space;
    private final AmountReader amounts;
    private final Unit budget;

    ProxyReader(Findings findings, Fidelity fidelity, Space space, AmountReader amounts, Unit budget) {
        this.findings = findings;
        this.fidelity = fidelity;
        this.space = space;
        this.amounts = amounts;
        this.budget = budget;
    }

    List<Proxy> read(Node.Items items, PlanSpec plan) {
        if (!(plan instanceof PlanSpec.Adaptive)) {
            findings.problem(items.place(), "only plan: adaptive uses proxies", "delete them, or write plan: adaptive");
        }
        List<Proxy> proxies = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Node node : items.nodes()) {
            Entries section = (Entries) node;
            String name = section.text("name");
            if (name != null && names.contains(name)) {
                findings.problem(
                        section.placeOf("name"), "a proxy is called " + name + " already", "give it another name");
            }
            names.add(name == null ? "" : name);
            proxies.add(proxy(section, name == null ? "" : name));
        }
        return proxies;
    }

    private Proxy proxy(Entries section, String name) {
        Leaf length = section.leaf("fidelity");
        Entries set = section.section("set");
        Leaf cost = section.leaf("cost");
        long units = length == null ? fidelity.max() : length.whole();
        if (units > fidelity.max()) {
            findings.problem(
                    section.placeOf("fidelity"),
                    "a proxy of " + units + " " + fidelity.unit() + "s is longer than the training, " + fidelity.max(),
                    "write " + fidelity.max() + " at most");
        }
        if (set == null && units == fidelity.max() && findings.problems() == 0) {
            findings.problem(
                    section.place(),
                    "nothing makes this proxy cheaper than the training",
                    "say what it sets, such as set: {width: 128}, or a shorter fidelity");
        }
        return new Proxy(
                name,
                set == null ? new LinkedHashMap<>() : values(set),
                units,
                cost == null ? null : amounts.read(cost, budget));
    }

    /** What is tuned cannot be fixed as well: two configurations would be one. */
    private SequencedMap<String, Value> values(Entries set) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        set.entries().forEach((name, entry) -> {
            Parameter parameter = space.parameter(name);
            if (parameter != null && parameter.tuned()) {
                findings.problem(
                        set.placeOf(name),
                        name + " is tuned, so that a proxy cannot fix it",
                        "take it out of set, or make it a constant of the space");
            } else if (SpaceReader.PLACEHOLDERS.contains(name)) {
                findings.problem(set.placeOf(name), "'" + name + "' is Stint's own to set", "delete it");
            }
            values.put(name, Values.of((Leaf) entry.node()));
        });
        return values;
    }
}
