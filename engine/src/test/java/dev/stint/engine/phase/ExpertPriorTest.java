package dev.stint.engine.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Prior;
import dev.stint.engine.space.Prior.Confidence;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an expert believes moves the first proposals, excludes nothing, and is left where results speak against it. */
final class ExpertPriorTest {

    private static final double WRONG = 0.95;
    private static final double BEST = 0.2;

    private static StudySpec spec(Confidence confidence) {
        Parameter x = new Parameter(
                "x",
                new Domain.Uniform(0, 1),
                Role.OTHER,
                true,
                new Value.Real(0.5),
                false,
                null,
                new Prior(new Value.Real(WRONG), confidence));
        Parameter y = Draft.parameter("y", new Domain.Uniform(0, 1), new Value.Real(0.5));
        return new Draft()
                .space(x, y)
                .budget(176, Unit.FIDELITY)
                .length(1, 16)
                .cost(16)
                .adaptive()
                .spec();
    }

    /** Every twentieth of the axis gets at least what the uniform part of the belief, three tenths at the surest, gives it. */
    @ParameterizedTest
    @EnumSource
    void noValueIsExcluded(Confidence confidence) {
        Beliefs beliefs = Beliefs.of(new Play(spec(confidence)).history());
        int[] bins = new int[20];
        for (int i = 0; i < 20_000; i++) {
            double x = beliefs.shape(new double[] {(i + 0.5) / 20_000, 0.5})[0];
            bins[Math.min(19, (int) (20 * x))]++;
        }
        for (int bin : bins) {
            assertThat(bin).isGreaterThanOrEqualTo(290);
        }
        assertThat(bins[19]).isGreaterThan(bins[0]);
    }

    /** Of the first eight, half or more lie in the upper quarter, where the expert wants them; of the last eight, few. */
    @ParameterizedTest
    @EnumSource(names = {"MEDIUM", "HIGH"})
    void aWrongCentreIsLeft(Confidence confidence) {
        List<Double> opened = opened(spec(confidence));
        assertThat(opened).hasSizeGreaterThan(20);
        assertThat(upper(opened.subList(1, 9))).isGreaterThanOrEqualTo(4);
        assertThat(upper(opened.subList(opened.size() - 8, opened.size()))).isLessThanOrEqualTo(2);
        assertThat(opened.stream().mapToDouble(x -> Math.abs(x - BEST)).min().orElseThrow())
                .isLessThan(0.05);
    }

    private static long upper(List<Double> xs) {
        return xs.stream().filter(x -> x > 0.75).count();
    }

    /** The x of every configuration, in the order in which they were opened. */
    private static List<Double> opened(StudySpec spec) {
        Play play = new Play(spec);
        List<Double> opened = new ArrayList<>();
        TrialPlanned planned = play.ask();
        while (planned != null) {
            if (planned.config() != null) {
                opened.add(x(Objects.requireNonNull(planned.config())));
            }
            play.train(planned, (config, step) -> {
                double y = Objects.requireNonNull(config.get("y")).number();
                return (x(config) - BEST) * (x(config) - BEST) + (y - 0.3) * (y - 0.3) + 1.0 / step;
            });
            planned = play.ask();
        }
        return opened;
    }

    private static double x(Config config) {
        return Objects.requireNonNull(config.get("x")).number();
    }

    @Test
    void aPriorSaysNothingOfOtherParameters() {
        Beliefs beliefs = Beliefs.of(new Play(spec(Confidence.HIGH)).history());
        assertThat(beliefs.shape(new double[] {0.3, 0.3})[1]).isEqualTo(0.3);
    }
}
