package dev.stint.bench.lcbench;

import java.util.List;

/** A way to spend a budget. */
interface Method {

    String name();

    /** Spends B full trainings on an instance. */
    Delivered spend(Instance instance, double trainings, Setting setting);

    /** Whether it can be run in a setting. */
    default boolean fits(Setting setting) {
        return true;
    }

    /** The method of this name among those. */
    static Method named(String name, List<Method> methods) {
        return methods.stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--methods: there is no " + name + "; give some of "
                        + String.join(",", methods.stream().map(Method::name).toList())));
    }
}
