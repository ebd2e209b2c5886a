package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.phase.Field;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The methods of the literature against random search with the same budget, on functions whose lowest points are known. */
final class RanksTest {

    private static final double TRAININGS = 40;
    private static final long FULL = 27;

    /** A function of two or three unit coordinates. */
    private record World(int dimensions, ToDoubleFunction<double[]> value) {}

    private static final List<World> WORLDS = List.of(new World(3, RanksTest::bowl), new World(2, RanksTest::branin));

    private static double bowl(double[] u) {
        return square(u[0] - 0.3) + 2 * square(u[1] - 0.6) + 3 * square(u[2] - 0.2);
    }

    /** Branin's function over its usual box, a twentieth of it; its three lowest points are at 0.02. */
    private static double branin(double[] u) {
        double x = 15 * u[0] - 5;
        double y = 15 * u[1];
        double valley = y - 5.1 / (4 * square(StrictMath.PI)) * x * x + 5 / StrictMath.PI * x - 6;
        return (square(valley) + 10 * (1 - 1 / (8 * StrictMath.PI)) * StrictMath.cos(x) + 10) / 20;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double value(World world, Config config) {
        return world.value()
                .applyAsDouble(config.values().values().stream()
                        .mapToDouble(Value::number)
                        .toArray());
    }

    /** What the search would recommend, at full length. */
    private static double recommended(World world, Method method, long seed) {
        Parameter[] axes = new Parameter[world.dimensions()];
        for (int j = 0; j < axes.length; j++) {
            axes[j] = Draft.parameter("x" + j, new Domain.Uniform(0, 1), new Value.Real(0.9));
        }
        Play play = new Play(new Draft()
                .budget(TRAININGS * FULL, Unit.FIDELITY)
                .length(1, FULL)
                .space(axes)
                .seed(seed)
                .plan(Draft.phase("refine", method, 1.0))
                .validate(Validate.Mode.NONE)
                .spec());
        for (TrialPlanned next = play.ask(); next != null; next = play.ask()) {
            play.train(next, (config, step) -> value(world, config) + 1.0 / step);
        }
        return value(world, new Field(play.history()).standings().getFirst().config());
    }

    /** Each of eight studies is a coin if the method is no better than random: seven of eight come up in 3.5 % of all cases. */
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"TPE", "HYPERBAND", "ASHA"})
    void recommendsBetterThanRandomSearch(Method method) {
        int better = 0;
        for (World world : WORLDS) {
            for (long seed = 0; seed < 4; seed++) {
                better += recommended(world, method, seed) < recommended(world, Method.RANDOM, seed) ? 1 : 0;
            }
        }
        assertThat(better).isGreaterThanOrEqualTo(7);
    }
}
