package dev.stint.engine.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.testing.Property;
import dev.stint.engine.testing.Spaces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EncodingTest {

    @Test
    void decodingUndoesEncodingForEveryConfiguration() {
        Property.holds(4_000, draws -> {
            Space space = Spaces.space(draws);
            Config config = Spaces.config(draws, space);
            Encoding encoding = new Encoding(space);
            double[] point = encoding.encode(config);

            assertThat(point).hasSize(encoding.dimensions());
            for (double x : point) {
                assertThat(x).isBetween(0.0, 1.0);
            }
            assertThat(encoding.decode(point)).isEqualTo(config);
        });
    }

    @Test
    void everyConfigurationIsInItsSpaceAndCanonical() {
        Property.holds(4_000, draws -> {
            Space space = Spaces.space(draws);
            Config config = Spaces.config(draws, space);

            assertThat(space.problems(config)).allMatch(p -> p.startsWith("violates"));
            assertThat(space.complete(config.values())).isEqualTo(config);
            assertThat(space.admits(space.defaults())).isTrue();
        });
    }

    @Test
    void aParameterIsThereExactlyWhenItsConditionHolds() {
        Property.holds(2_000, draws -> {
            Space space = Spaces.space(draws);
            Config config = Spaces.config(draws, space);
            for (Parameter parameter : space.parameters()) {
                Condition when = parameter.when();
                boolean active = when == null || when.holds(config.values());
                assertThat(config.get(parameter.name()) != null)
                        .as(parameter.name())
                        .isEqualTo(active);
            }
            assertThat(config.values().sequencedKeySet())
                    .isSubsetOf(space.parameters().stream().map(Parameter::name).toList());
        });
    }

    @Test
    void samplesKeepTheConstraintsAndShowFewDigits() {
        Space space = new Space(
                List.of(number("a", new Domain.Uniform(0, 1)), number("b", new Domain.LogUniform(1e-5, 1))),
                List.of(Constraint.parse("a + b <= 0.5")));
        Property.holds(500, draws -> {
            Config config = space.sample(draws.stream());
            assertThat(space.problems(config)).isEmpty();
            assertThat(config.values().values())
                    .allMatch(v -> v.text().length() <= 10, "has few digits: " + config.text());
        });
    }

    @Test
    void anInactiveParameterSaysNothingAndItsIndicatorSaysSo() {
        Condition sgd = new Condition(List.of(new Condition.Clause("opt", List.of(new Value.Text("sgd")))));
        Domain opt = new Domain.Choice(List.of(new Value.Text("adam"), new Value.Text("sgd")));
        Space space = new Space(
                List.of(
                        new Parameter(
                                "momentum",
                                new Domain.Uniform(0, 1),
                                Role.MOMENTUM,
                                false,
                                new Value.Real(0.9),
                                false,
                                sgd,
                                null),
                        new Parameter("opt", opt, Role.OPTIMIZER, false, new Value.Text("adam"), false, null, null)),
                List.of());
        Encoding encoding = new Encoding(space);

        assertThat(encoding.encode(space.defaults())).containsExactly(0.5, 0.25, 0);
        Config sgdConfig = space.complete(Map.of("opt", new Value.Text("sgd")));
        assertThat(encoding.encode(sgdConfig)).containsExactly(0.9, 0.75, 1);
        assertThat(encoding.categorical()).containsExactly(false, true, true);
    }

    @Test
    void constantsAreHandedOnButNotTuned() {
        Space space = new Space(List.of(number("c", new Domain.Constant(new Value.Whole(3)))), List.of());
        assertThat(new Encoding(space).dimensions()).isZero();
        assertThat(space.defaults().text()).isEqualTo("c=3");
        assertThat(new Encoding(space).decode(new double[0])).isEqualTo(space.defaults());
    }

    @Test
    void configurationsWithTheSameValuesAreEqualWhateverTheOrderTheyWereGivenIn() {
        Space space = new Space(
                List.of(number("a", new Domain.Uniform(0, 1)), number("b", new Domain.IntRange(0, 9))), List.of());
        Map<String, Value> given = new LinkedHashMap<>();
        given.put("b", new Value.Real(4));
        given.put("a", new Value.Whole(1));
        assertThat(space.complete(given).text()).isEqualTo("a=1.0 b=4");
    }

    private static Parameter number(String name, Domain domain) {
        return new Parameter(name, domain, Role.OTHER, false, domain.fromUnit(0.01), false, null, null);
    }
}
