package dev.stint.engine.space;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The syntax tree of a constraint. Values are numbers, texts and truth values; a comparison of unlike kinds is false. */
public sealed interface Expression {

    /** The value for a configuration in which every named parameter is active. */
    Object evaluate(Config config);

    /** The parameters that occur. */
    Stream<String> names();

    /** A number, text or truth value written in the constraint. */
    record Literal(Object value) implements Expression {
        @Override
        public Object evaluate(Config config) {
            return value;
        }

        @Override
        public Stream<String> names() {
            return Stream.empty();
        }
    }

    /** A parameter. */
    record Name(String name) implements Expression {
        @Override
        public Object evaluate(Config config) {
            @Nullable Value value = config.get(name);
            return switch (value) {
                case null -> Double.NaN;
                case Value.Real real -> real.value();
                case Value.Whole whole -> (double) whole.value();
                case Value.Text text -> text.value();
                case Value.Flag flag -> flag.value();
            };
        }

        @Override
        public Stream<String> names() {
            return Stream.of(name);
        }
    }

    /** Minus or not. */
    record Unary(String operator, Expression operand) implements Expression {
        @Override
        public Object evaluate(Config config) {
            Object value = operand.evaluate(config);
            return operator.equals("-") ? -number(value) : (Object) !truth(value);
        }

        @Override
        public Stream<String> names() {
            return operand.names();
        }
    }

    /** Arithmetic, a comparison, and, or. */
    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override
        public Object evaluate(Config config) {
            return switch (operator) {
                case "and" -> truth(left.evaluate(config)) && truth(right.evaluate(config));
                case "or" -> truth(left.evaluate(config)) || truth(right.evaluate(config));
                case "==" -> same(left.evaluate(config), right.evaluate(config));
                case "!=" -> !same(left.evaluate(config), right.evaluate(config));
                case "<", "<=", ">", ">=" -> compare(number(left.evaluate(config)), number(right.evaluate(config)));
                default -> arithmetic(number(left.evaluate(config)), number(right.evaluate(config)));
            };
        }

        /** Numbers compare as numbers: -0 is 0, and what cannot be computed equals nothing. */
        private static boolean same(Object a, Object b) {
            boolean numbers = a instanceof Double && b instanceof Double;
            return numbers ? number(a) == number(b) : a.equals(b);
        }

        private Object compare(double a, double b) {
            return switch (operator) {
                case "<" -> a < b;
                case "<=" -> a <= b;
                case ">" -> a > b;
                default -> a >= b;
            };
        }

        private Object arithmetic(double a, double b) {
            return switch (operator) {
                case "+" -> a + b;
                case "-" -> a - b;
                case "*" -> a * b;
                default -> a / b;
            };
        }

        @Override
        public Stream<String> names() {
            return Stream.concat(left.names(), right.names());
        }
    }

    /** A value as a number; NaN for anything else. */
    static double number(Object value) {
        return value instanceof Double number ? number : Double.NaN;
    }

    /** A value as a truth value; only true is true. */
    static boolean truth(Object value) {
        return Boolean.TRUE.equals(value);
    }
}
