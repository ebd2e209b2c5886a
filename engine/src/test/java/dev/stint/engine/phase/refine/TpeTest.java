package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Trial;
import dev.stint.engine.model.Density;
import dev.stint.engine.model.Normal;
import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TpeTest {

    @Test
    void aTenthIsGoodAndNeverMoreThanTwentyFive() {
        assertThat(List.of(1, 10, 11, 30, 250, 1000).stream()
                        .map(TpeSampler::good)
                        .toList())
                .containsExactly(1, 1, 2, 3, 25, 25);
    }

    /** A kernel cut off at the ends of [0, 1], relative to the uniform. */
    private static double kernel(double centre, double h, double x) {
        double inside = Normal.cdf((1 - centre) / h) - Normal.cdf(-centre / h);
        return Normal.pdf((x - centre) / h) / (h * inside);
    }

    /** One good point at 0.3 with the first of two levels; two others. d = 2, so Scott's exponent is −1/6. */
    @Test
    void theRatioIsTheOneComputedByHand() {
        double[][] levels = {{}, {0.25, 0.75}};
        TpeSampler.Split split = TpeSampler.Split.of(
                levels, List.of(new double[] {0.3, 0.25}), List.of(new double[] {0.8, 0.75}, new double[] {0.6, 0.25}));
        double one = 1 / 3.0;
        double two = 0.25;
        double own1 = 2 * 2 / 4.0 + 2 / 4.0;
        double own2 = 2 * 3 / 5.0 + 2 / 5.0;
        double other2 = 2 / 5.0;
        double l = (1 + kernel(0.3, one, 0.4) * own1) / 2;
        double g = (1 + kernel(0.8, two, 0.4) * other2 + kernel(0.6, two, 0.4) * own2) / 3;
        assertThat(split.logRatio(new double[] {0.4, 0.25})).isCloseTo(StrictMath.log(l / g), within(1e-12));
    }

    @Test
    void whatIsInactiveSaysNothing() {
        double[][] levels = {{}, {}};
        double[][] rows = {{0.3, Double.NaN}, {0.3, 0.9}};
        Density density = Density.parzen(levels, rows);
        double h = 0.25;
        double near = kernel(0.3, h, 0.2);
        assertThat(density.logDensity(new double[] {0.2, Double.NaN}))
                .isCloseTo(StrictMath.log((1 + 2 * near) / 3), within(1e-12));
        assertThat(density.logDensity(new double[] {0.2, 0.9}))
                .isCloseTo(StrictMath.log((1 + near + near * kernel(0.9, h, 0.9)) / 3), within(1e-12));
    }

    private static Parameter inactiveUnless(String parent, Value value, Parameter child) {
        return new Parameter(
                child.name(),
                child.domain(),
                child.role(),
                true,
                child.fallback(),
                false,
                new Condition(List.of(new Condition.Clause(parent, List.of(value)))),
                null);
    }

    private static StudySpec anyKinds(long seed) {
        Value sgd = new Value.Text("sgd");
        Parameter momentum = Draft.parameter("momentum", new Domain.Uniform(0.5, 0.99), new Value.Real(0.9));
        return new Draft()
                .budget(60 * 4, Unit.FIDELITY)
                .length(1, 4)
                .space(
                        Draft.parameter("rate", new Domain.LogUniform(1e-5, 1e-1), new Value.Real(1e-3)),
                        Draft.parameter("layers", new Domain.IntRange(1, 6), new Value.Whole(2)),
                        Draft.parameter("width", new Domain.Ordinal(Draft.wholes(16, 64, 512)), new Value.Whole(64)),
                        Draft.parameter("solver", new Domain.Choice(List.of(new Value.Text("adam"), sgd)), sgd),
                        inactiveUnless("solver", sgd, momentum))
                .seed(seed)
                .plan(Draft.phase("refine", Method.TPE, 1.0))
                .validate(Validate.Mode.NONE)
                .spec();
    }

    /** Best with sgd, a rate of 1e-2, four layers and a momentum of 0.95. */
    private static double loss(Config config, long step) {
        Value momentum = config.get("momentum");
        double solver = momentum == null ? 1 : 4 * Math.abs(momentum.number() - 0.95);
        double layers = Objects.requireNonNull(config.get("layers")).number();
        double rate =
                StrictMath.log10(Objects.requireNonNull(config.get("rate")).number());
        return solver + 0.3 * Math.abs(layers - 4) + Math.abs(rate + 2) + 1.0 / step;
    }

    @Test
    void everyKindOfParameterIsProposedForFourSlotsAndNoneTwice() {
        StudySpec spec = anyKinds(1);
        Play play = new Play(spec, 4);
        Deque<TrialPlanned> running = new ArrayDeque<>();
        Set<Config> seen = new LinkedHashSet<>();
        play.train(play.planned(), TpeTest::loss);
        for (int i = 0; i < 40; i++) {
            TrialPlanned next = play.planned();
            Config config = Objects.requireNonNull(next.config());
            assertThat(spec.space().problems(config)).isEmpty();
            assertThat(seen.add(config)).as(config.text()).isTrue();
            assertThat(next.upTo()).isEqualTo(4);
            running.add(next);
            if (running.size() == 4) {
                play.train(running.removeFirst(), TpeTest::loss);
            }
        }
        assertThat(play.events(TrialPlanned.class).stream().filter(p -> p.why().contains("densities")))
                .hasSizeGreaterThan(25);
    }

    /** Blind draws take sgd in half of all cases: 16 or more of the last 20 in 0.6 % of all cases. */
    @Test
    void theBetterBranchOfAConditionIsPreferred() {
        Play play = new Play(anyKinds(2));
        for (TrialPlanned next = play.ask(); next != null; next = play.ask()) {
            play.train(next, TpeTest::loss);
        }
        List<Trial> last = play.history().candidates().reversed().subList(0, 20);
        assertThat(last.stream().filter(t -> t.config().get("momentum") != null).count())
                .isGreaterThanOrEqualTo(16);
    }
}
