package dev.stint.engine.space;

import java.util.List;
import java.util.Map;

/** When a conditional parameter is active: every clause must hold, and a clause on an inactive parameter does not. */
public record Condition(List<Clause> clauses) {

    /** {@code parameter} takes one of {@code anyOf}. */
    public record Clause(String parameter, List<Value> anyOf) {
        public Clause {
            anyOf = List.copyOf(anyOf);
        }
    }

    public Condition {
        clauses = List.copyOf(clauses);
    }

    /** Whether the values chosen so far make the parameter active. */
    public boolean holds(Map<String, Value> chosen) {
        return clauses.stream().allMatch(clause -> {
            Value value = chosen.get(clause.parameter());
            return value != null && clause.anyOf().contains(value);
        });
    }
}
