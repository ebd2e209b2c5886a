package dev.stint.engine.space;

import java.util.List;

/** A condition that every configuration must keep, such as {@code warmup_steps < total_steps}. */
public record Constraint(String text, Expression expression) {

    /**
     * Reads a constraint.
     *
     * @throws ExpressionParser.Malformed with the column and what was expected
     */
    public static Constraint parse(String text) {
        Expression expression = new ExpressionParser(text).parse();
        return new Constraint(text, expression);
    }

    /** Whether a configuration keeps it; a constraint on an inactive parameter holds. */
    public boolean holds(Config config) {
        boolean applies = names().stream().allMatch(name -> config.get(name) != null);
        return !applies || Expression.truth(expression.evaluate(config));
    }

    /** The parameters that it mentions. */
    public List<String> names() {
        return expression.names().distinct().toList();
    }
}
