package dev.stint.archive;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;

/**
 * One parameter of an archived study.
 *
 * @param name as kept: plain, or {@code #} and a hash
 * @param unit what it counts, as far as its name says: {@code steps}, {@code epochs}, {@code share}; empty where it does not
 * @param fallback its default; part of the control
 */
public record ArchivedParameter(String name, Role role, String unit, Domain domain, Value fallback) {

    /**
     * A parameter of which only the name says what it does.
     *
     * @param fidelityUnit of its study
     */
    public static ArchivedParameter of(String name, Domain domain, Value fallback, String fidelityUnit) {
        Role role = Role.guess(name);
        return new ArchivedParameter(name, role, Units.of(name, role, fidelityUnit), domain, fallback);
    }
}
