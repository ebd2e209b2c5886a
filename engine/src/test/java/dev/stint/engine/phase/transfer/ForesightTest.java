package dev.stint.engine.phase.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.history.History;
import dev.stint.engine.phase.Belief;
import dev.stint.engine.phase.Beliefs;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Prior;
import dev.stint.engine.space.Prior.Confidence;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a user believes of the rate is expected beside the textbook's line, which stays. */
final class ForesightTest {

    private static final Prior BELIEVED = new Prior(new Value.Real(0.05), Confidence.HIGH);

    private static Parameter rate(@Nullable Prior prior) {
        return new Parameter(
                "lr",
                new Domain.LogUniform(1e-5, 1),
                Role.LEARNING_RATE,
                true,
                new Value.Real(1e-3),
                false,
                null,
                prior);
    }

    private static StudySpec spec(@Nullable Prior prior) {
        return new Draft().space(rate(prior)).spec();
    }

    private static double[] means(History history) {
        Foresight foresight = Foresight.of(history);
        return DoubleStream.iterate(0.05, x -> x + 0.1)
                .limit(10)
                .map(x -> foresight.of(new double[] {x}).mean())
                .toArray();
    }

    @Test
    void aPriorIsExpectedBesideTheTextbook() {
        double[] without = means(new Play(spec(null)).history());
        double[] with = means(new Play(spec(BELIEVED)).history());
        Belief belief = Objects.requireNonNull(Beliefs.expert(rate(BELIEVED)));
        double usual = IntStream.range(0, 64)
                .mapToDouble(i -> belief.logDensity((i + 0.5) / 64))
                .average()
                .orElseThrow();
        for (int i = 0; i < with.length; i++) {
            double line = 0.4 * (belief.logDensity(0.05 + 0.1 * i) - usual);
            assertThat(with[i] - without[i]).isCloseTo(0.25 * line, within(1e-9));
        }
    }

    /** An earlier study is asked how it agrees with the textbook, not with what this user believes here. */
    @Test
    void earlierStudiesAreJudgedWithoutIt() {
        History plain = after(spec(null));
        History believed = after(spec(BELIEVED));
        assertThat(Experience.of(believed).of(new double[] {0.7}))
                .isEqualTo(Experience.of(plain).of(new double[] {0.7}));
        assertThat(Experience.of(believed).trusted())
                .isEqualTo(Experience.of(plain).trusted());
    }

    private static History after(StudySpec spec) {
        return PastStudies.after(
                spec, PastStudies.of(spec, 1, config -> -StrictMath.abs(PastStudies.at(config, "lr") - 1e-3)));
    }
}
