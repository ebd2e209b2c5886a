package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.History;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CostPenaltyTest {

    private static final Parameter WIDTH = Draft.parameter("width", new Domain.LogInt(8, 512), new Value.Whole(64));
    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.5));

    private static double width(Config config) {
        return Objects.requireNonNull(config.get("width")).number();
    }

    private static History studied(Unit unit, ToDoubleFunction<Config> secondsPerStep) {
        Play play = new Play(new Draft()
                .budget(600, unit)
                .length(1, 8)
                .space(WIDTH, X)
                .plan(Draft.phase("refine", Method.FREEZE_THAW, 1.0))
                .validate(Validate.Mode.NONE)
                .spec());
        for (int i = 0; i < 40; i++) {
            TrialPlanned next = play.planned();
            Config config = next.config() == null
                    ? play.history().trial(next.run().trial()).config()
                    : next.config();
            play.train(
                    next,
                    (c, step) -> Objects.requireNonNull(c.get("x")).number() + 1.0 / step,
                    secondsPerStep.applyAsDouble(config));
        }
        return play.history();
    }

    private static double[] penalty(History history) {
        Encoding encoding = new Encoding(history.spec().space());
        List<Config> fresh = IntStream.rangeClosed(0, 6)
                .mapToObj(i -> encoding.decode(new double[] {i / 6.0, 0.5}))
                .toList();
        return CostPenalty.of(history.spec(), Costs.of(history), List.of(), fresh);
    }

    @Test
    void sixtyFourTimesTheCostTakesThatOffTheImprovement() {
        double[] penalty = penalty(studied(Unit.MINUTES, c -> width(c) / 64));
        assertThat(penalty[0]).isZero();
        assertThat(penalty).isSorted();
        assertThat(penalty[6]).isCloseTo(StrictMath.log(64), within(0.4));
    }

    @Test
    void costsThatHardlyDifferWeighNothing() {
        assertThat(penalty(studied(Unit.MINUTES, c -> 1 + width(c) / 512))).containsOnly(0);
    }

    @Test
    void lengthAsCostWeighsNothing() {
        assertThat(penalty(studied(Unit.FIDELITY, c -> width(c) / 64))).containsOnly(0);
    }

    private static double meanDoublings(History history) {
        return history.candidates().stream()
                .skip(8)
                .mapToDouble(t -> StrictMath.log(width(t.config()) / 8) / StrictMath.log(2))
                .average()
                .orElseThrow();
    }

    @Test
    void opensNarrowerNetworksWhereWidthCostsAndBringsNothing() {
        double dear = meanDoublings(studied(Unit.MINUTES, c -> width(c) / 64));
        assertThat(dear).isLessThan(meanDoublings(studied(Unit.MINUTES, c -> 1)) - 0.5);
    }
}
