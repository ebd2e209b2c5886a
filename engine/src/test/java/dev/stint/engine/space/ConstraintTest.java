package dev.stint.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.engine.testing.Draws;
import dev.stint.engine.testing.Property;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConstraintTest {

    private static Config config() {
        LinkedHashMap<String, Value> values = new LinkedHashMap<>();
        values.put("a", new Value.Real(2));
        values.put("b", new Value.Whole(3));
        values.put("opt", new Value.Text("sgd"));
        values.put("flag", new Value.Flag(true));
        values.put("zero", new Value.Real(0));
        return new Config(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b * 2 == 8",
                "(a + b) * 2 == 10",
                "a - b - 1 == -2",
                "12 / b / 2 == 2",
                "-a + b == 1",
                "- - a == 2",
                "2 * -a == -4",
                "a < b and b < 4",
                "a > b or b > a",
                "not a > b",
                "not not a < b",
                "a > b or not a > b and b == 3",
                "a > 9 and a > 9 or a == 2",
                "opt == 'sgd'",
                "opt == \"sgd\"",
                "opt != 'adam'",
                "flag",
                "flag == true",
                "not (flag and a > b)",
                "a != b",
                "1e3 == 1000",
                ".5 * a == 1",
                "a*b>=6",
                "-zero == 0",
                "zero * -1 == 0",
            })
    void holds(String text) {
        assertThat(Constraint.parse(text).holds(config())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b",
                "opt",
                "a",
                "a == opt",
                "opt < 'z'",
                "a / zero < 1",
                "zero / zero == zero / zero",
                "flag == 1",
                "not flag",
                "opt == sgd2 and a > b",
            })
    void doesNotHold(String text) {
        LinkedHashMap<String, Value> values = new LinkedHashMap<>(config().values());
        values.put("sgd2", new Value.Text("sgd"));
        assertThat(Constraint.parse(text).holds(new Config(values))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a < | 4 | the end",
                "a <  | 4 | the end",
                "(a < b | 7 | ')'",
                "a < b) | 6 | ')'",
                "a b | 3 | 'b'",
                "a $ b | 3 | '$'",
                "a = b | 3 | '='",
                "'open | 1 | never closed",
                "1.2.3 < a | 1 | '1.2.3'",
                "a < 1e | 5 | '1e'",
                "1 < a < 3 | 7 | '<'",
                "and | 1 | 'and'",
                "a and or b | 7 | 'or'",
                "a < not | 5 | 'not'",
                "* 3 | 1 | '*'",
                "a ! b | 3 | '!'",
            })
    void malformedTextIsPointedAt(String text, int column, String found) {
        ExpressionParser.Malformed malformed =
                catchThrowableOfType(ExpressionParser.Malformed.class, () -> Constraint.parse(text.stripTrailing()));
        assertThat(malformed).isNotNull();
        assertThat(malformed).hasMessageContaining(found).hasMessageContaining("column " + malformed.column());
        assertThat(malformed.column()).isEqualTo(column);
    }

    @Test
    void emptyTextIsMalformed() {
        assertThatThrownBy(() -> Constraint.parse(""))
                .isInstanceOf(ExpressionParser.Malformed.class)
                .hasMessageContaining("column 1");
        assertThatThrownBy(() -> Constraint.parse("   ")).isInstanceOf(ExpressionParser.Malformed.class);
    }

    @Test
    void hostileNestingAndLengthAreRefusedInsteadOfOverflowingTheStack() {
        int n = 100_000;
        for (String hostile : List.of(
                "(".repeat(n) + "a" + ")".repeat(n),
                "-".repeat(n) + "a",
                "not ".repeat(n) + "a",
                "a" + " + a".repeat(n) + " > 0",
                "a > 0" + " and a > 0".repeat(n),
                "a" + " or a".repeat(n))) {
            assertThatThrownBy(() -> Constraint.parse(hostile)).isInstanceOf(ExpressionParser.Malformed.class);
        }
        assertThat(Constraint.parse("(".repeat(90) + "a" + ")".repeat(90) + " == 2")
                        .holds(config()))
                .isTrue();
    }

    @Test
    void anythingEitherParsesOrIsMalformed() {
        List<String> words = List.of(
                "a", "b", "and", "or", "not", "(", ")", "<", "<=", "==", "+", "-", "*", "/", "1", "1e-3", "'x'", "true",
                " ", ".", "\"", "é", "_", "!", "😀");
        Property.holds(5_000, draws -> {
            String text = String.join(
                    draws.chance(0.5) ? " " : "", draws.list(draws.between(0, 12), () -> draws.pick(words)));
            try {
                Constraint.parse(text).holds(config());
            } catch (ExpressionParser.Malformed malformed) {
                assertThat(malformed.column()).isBetween(1, text.length() + 1);
            }
        });
    }

    @Test
    void valuesAgreeWithArithmetic() {
        Property.holds(2_000, draws -> {
            Sum sum = Sum.drawn(draws, 4);
            String text = sum.text() + " == " + "(" + sum.text() + ")";
            assertThat(Constraint.parse(text).holds(config())).isEqualTo(!Double.isNaN(sum.value()));
            if (Double.isFinite(sum.value())) {
                assertThat(Constraint.parse(sum.text() + " <= " + new Value.Real(Math.abs(sum.value()) + 1).text())
                                .holds(config()))
                        .isTrue();
                assertThat(Constraint.parse(sum.text() + " > " + new Value.Real(Math.abs(sum.value()) + 1).text())
                                .holds(config()))
                        .isFalse();
            }
        });
    }

    /** An expression with its value, computed beside the parser. */
    private record Sum(String text, double value, int level) {

        static Sum drawn(Draws draws, int depth) {
            if (depth == 0 || draws.chance(0.2)) {
                return draws.chance(0.5) ? new Sum("a", 2, 2) : new Sum("7", 7, 2);
            }
            Sum left = drawn(draws, depth - 1);
            Sum right = drawn(draws, depth - 1);
            return switch (draws.below(4)) {
                case 0 -> new Sum(left.text + " + " + right.atLeast(1), left.value + right.value, 0);
                case 1 -> new Sum(left.text + " - " + right.atLeast(1), left.value - right.value, 0);
                case 2 -> new Sum(left.atLeast(1) + " * " + right.atLeast(2), left.value * right.value, 1);
                default -> new Sum(left.atLeast(1) + " / " + right.atLeast(2), left.value / right.value, 1);
            };
        }

        String atLeast(int needed) {
            return level >= needed ? text : "(" + text + ")";
        }
    }

    @Test
    void aConstraintOnAnInactiveParameterHolds() {
        Constraint constraint = Constraint.parse("momentum > 1 and a > 100");
        assertThat(constraint.holds(config())).isTrue();
        assertThat(constraint.names()).containsExactly("momentum", "a");
    }
}
