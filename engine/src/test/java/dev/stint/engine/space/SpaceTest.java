package dev.stint.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.seed.Seed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SpaceTest {

    private static Parameter flag(String name, @Nullable String parent) {
        Condition when = parent == null
                ? null
                : new Condition(List.of(new Condition.Clause(parent, List.of(new Value.Flag(true)))));
        Domain domain = new Domain.Choice(List.of(new Value.Flag(true), new Value.Flag(false)));
        return new Parameter(name, domain, Role.OTHER, false, new Value.Flag(true), false, when, null);
    }

    @Test
    void childrenVanishWithTheirParentsAtAnyDepth() {
        Space space = new Space(List.of(flag("c", "b"), flag("b", "a"), flag("a", null)), List.of());
        assertThat(space.defaults().text()).isEqualTo("c=true b=true a=true");
        assertThat(space.complete(Map.of("a", new Value.Flag(false))).text()).isEqualTo("a=false");
        assertThat(space.complete(Map.of("b", new Value.Flag(false))).text()).isEqualTo("b=false a=true");
    }

    @Test
    void circularAndUnknownConditionsAreRefused() {
        assertThatThrownBy(() -> new Space(List.of(flag("a", "b"), flag("b", "a")), List.of()))
                .hasMessageContaining("[a, b]");
        assertThatThrownBy(() -> new Space(List.of(flag("a", "a")), List.of())).hasMessageContaining("[a]");
        assertThatThrownBy(() -> new Space(List.of(flag("a", "nobody")), List.of()))
                .hasMessageContaining("[a]");
    }

    @Test
    void valuesOutsideTheirDomainAreKeptAndNamed() {
        Parameter lr = new Parameter(
                "lr",
                new Domain.LogUniform(1e-5, 1e-1),
                Role.LEARNING_RATE,
                false,
                new Value.Real(1e-3),
                false,
                null,
                null);
        Space space = new Space(List.of(lr), List.of(Constraint.parse("lr < 0.01")));
        Config outside = space.complete(Map.of("lr", new Value.Real(7)));
        assertThat(space.problems(outside)).hasSize(2);
        assertThat(space.problems(outside).getFirst())
                .contains("lr=7.0")
                .contains("log-uniform [1e-5, 0.1]".replace("1e-5", "0.00001"));
        assertThat(space.problems(outside).getLast()).contains("lr < 0.01");
        assertThat(space.problems(new Config(new java.util.LinkedHashMap<>(Map.of("typo", new Value.Whole(1))))))
                .hasSize(1);
    }

    @Test
    void constraintsThatNothingKeepsAreSaid() {
        Parameter a =
                new Parameter("a", new Domain.Uniform(0, 1), Role.OTHER, false, new Value.Real(0), false, null, null);
        Space space = new Space(List.of(a), List.of(Constraint.parse("a > 2")));
        assertThatThrownBy(() -> space.sample(Seed.of(1).stream()))
                .hasMessageContaining("no configuration in 10000 draws");
    }

    @Test
    void aDefaultOutsideItsDomainIsRefused() {
        assertThatThrownBy(() -> new Parameter(
                        "a", new Domain.Uniform(0, 1), Role.OTHER, false, new Value.Real(3), false, null, null))
                .hasMessageContaining("the default 3.0 of a is outside uniform [0.0, 1.0]");
    }

    @Test
    void numbersReadBackTheSameFromTheirText() {
        assertThat(new Value.Real(3e-4).text()).isEqualTo("0.0003");
        assertThat(new Value.Real(1e-7).text()).isEqualTo("1e-7");
        assertThat(new Value.Real(-1.25e-9).text()).isEqualTo("-1.25e-9");
        assertThat(new Value.Real(-0.0).text()).isEqualTo("0.0");
        dev.stint.engine.testing.Property.holds(5_000, draws -> {
            double x = Double.longBitsToDouble(draws.stream().bits());
            if (Double.isFinite(x)) {
                assertThat(Double.parseDouble(new Value.Real(x).text())).isEqualTo(x == 0 ? 0.0 : x);
            }
        });
    }
}
