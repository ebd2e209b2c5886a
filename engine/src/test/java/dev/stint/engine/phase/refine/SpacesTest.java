package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.phase.Field;
import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Constraint;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Methods with a model against random search with the same budget, in spaces as users have them. */
final class SpacesTest {

    private static final double TRAININGS = 24;
    private static final long FULL = 9;
    private static final int SEEDS = 3;

    /** One parameter exists under one choice of another only, and each choice has its own best learning rate. */
    private enum World {
        CONDITIONAL {
            @Override
            Space space() {
                return new Space(
                        List.of(
                                choice("opt", "adam", "lion", "sgd"),
                                logarithmic("lr", 1e-6, 1),
                                under("opt", "sgd", "momentum", new Domain.Uniform(0, 1), new Value.Real(0)),
                                under("opt", "adam", "beta", new Domain.Uniform(0, 1), new Value.Real(0))),
                        List.of());
            }

            @Override
            double loss(Config config) {
                double decade = StrictMath.log10(number(config, "lr"));
                return switch (text(config, "opt")) {
                    case "sgd" -> square(decade + 1.3) / 4 + square(number(config, "momentum") - 0.9);
                    case "adam" -> 0.15 + square(decade + 3) / 4 + square(number(config, "beta") - 0.6);
                    default -> 0.5 + square(decade + 4) / 4;
                };
            }
        },
        NOMINAL {
            @Override
            Space space() {
                return new Space(
                        List.of(
                                choice("norm", "none", "batch", "layer", "rms"),
                                choice("act", "tanh", "relu", "gelu", "silu", "elu"),
                                choice("init", "zero", "xavier", "he"),
                                uniform("dropout")),
                        List.of());
            }

            @Override
            double loss(Config config) {
                double norm = List.of("layer", "rms", "batch", "none").indexOf(text(config, "norm"));
                double act = List.of("gelu", "silu", "relu", "elu", "tanh").indexOf(text(config, "act"));
                double init = List.of("he", "xavier", "zero").indexOf(text(config, "init"));
                return 0.2 * norm + 0.1 * act + 0.3 * init + square(number(config, "dropout") - 0.1);
            }
        },
        WHOLE_AND_ORDERED {
            @Override
            Space space() {
                return new Space(
                        List.of(
                                parameter("depth", new Domain.IntRange(1, 24), new Value.Whole(1)),
                                parameter("width", new Domain.LogInt(8, 4096), new Value.Whole(8)),
                                parameter("size", new Domain.Ordinal(sizes()), new Value.Text("xs")),
                                uniform("x")),
                        List.of());
            }

            private List<Value> sizes() {
                return texts("xs", "s", "m", "l", "xl", "xxl");
            }

            @Override
            double loss(Config config) {
                double width = StrictMath.log(number(config, "width") / 600);
                double size = sizes().indexOf(config.get("size"));
                return square(number(config, "depth") - 14) / 60
                        + width * width / 6
                        + square(size - 3) / 8
                        + square(number(config, "x") - 0.4);
            }
        },
        /** One point in fifty is admissible, and the best lies on the edge of what is. */
        TIGHT {
            @Override
            Space space() {
                return new Space(
                        List.of(uniform("x"), uniform("y"), uniform("z"), logarithmic("lr", 1e-5, 1)),
                        List.of(
                                Constraint.parse("x + y + z <= 1"),
                                Constraint.parse("x >= 0.5"),
                                Constraint.parse("lr <= 0.01 or y > 0.2")));
            }

            @Override
            double loss(Config config) {
                double decade = StrictMath.log10(number(config, "lr"));
                return 3 * square(number(config, "x") - 0.7)
                        + 3 * square(number(config, "y") - 0.3)
                        + 3 * square(number(config, "z"))
                        + square(decade + 2) / 6;
            }
        },
        SCALES_MIXED {
            @Override
            Space space() {
                return new Space(
                        List.of(
                                logarithmic("lr", 1e-6, 10),
                                logarithmic("decay", 1e-9, 1e-1),
                                uniform("dropout"),
                                parameter("steps", new Domain.LogInt(1, 1_000_000), new Value.Whole(1)),
                                parameter("fixed", new Domain.Constant(new Value.Real(3)), new Value.Real(3))),
                        List.of());
            }

            @Override
            double loss(Config config) {
                return square(StrictMath.log10(number(config, "lr")) + 2) / 8
                        + square(StrictMath.log10(number(config, "decay")) + 4) / 20
                        + square(number(config, "dropout") - 0.2)
                        + square(StrictMath.log10(number(config, "steps")) - 3) / 10;
            }
        };

        abstract Space space();

        /** At full length; the best is 0. */
        abstract double loss(Config config);
    }

    private static double square(double x) {
        return x * x;
    }

    private static double number(Config config, String name) {
        return Objects.requireNonNull(config.get(name)).number();
    }

    private static String text(Config config, String name) {
        return Objects.requireNonNull(config.get(name)).text();
    }

    private static Parameter parameter(String name, Domain domain, Value fallback) {
        return new Parameter(name, domain, Role.OTHER, false, fallback, false, null, null);
    }

    private static Parameter uniform(String name) {
        return parameter(name, new Domain.Uniform(0, 1), new Value.Real(name.equals("x") ? 0.5 : 0));
    }

    private static Parameter logarithmic(String name, double low, double high) {
        return parameter(name, new Domain.LogUniform(low, high), new Value.Real(low));
    }

    private static List<Value> texts(String... levels) {
        return Stream.of(levels).<Value>map(Value.Text::new).toList();
    }

    private static Parameter choice(String name, String... levels) {
        return parameter(name, new Domain.Choice(texts(levels)), new Value.Text(levels[0]));
    }

    private static Parameter under(String parent, String level, String name, Domain domain, Value fallback) {
        Condition when = new Condition(List.of(new Condition.Clause(parent, texts(level))));
        return new Parameter(name, domain, Role.OTHER, false, fallback, false, when, null);
    }

    /** What a method recommends, every proposal checked on the way. */
    private static double recommended(World world, Method method, long seed) {
        Play play = new Play(new Draft()
                .budget(TRAININGS * FULL, Unit.FIDELITY)
                .length(1, FULL)
                .space(world.space())
                .seed(seed)
                .plan(Draft.phase("refine", method, 1.0))
                .validate(Validate.Mode.NONE)
                .spec());
        Set<Config> opened = new HashSet<>();
        for (TrialPlanned next = play.ask(); next != null; next = play.ask()) {
            if (next.config() != null) {
                assertThat(world.space().problems(next.config())).isEmpty();
                assertThat(opened.add(next.config())).as("proposed twice").isTrue();
            }
            play.train(next, (config, step) -> world.loss(config) + 0.5 / step);
        }
        return world.loss(new Field(play.history()).standings().getFirst().config());
    }

    /** Each of 15 studies is a coin if the model is no better than random: twelve or more come up in 1.8 % of all cases. */
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"GP", "FREEZE_THAW", "TPE"})
    void recommendsBetterThanRandomSearch(Method method) {
        int better = 0;
        for (World world : World.values()) {
            for (long seed = 0; seed < SEEDS; seed++) {
                better += recommended(world, method, seed) < recommended(world, Method.RANDOM, seed) ? 1 : 0;
            }
        }
        assertThat(better).isGreaterThanOrEqualTo(12);
    }
}
