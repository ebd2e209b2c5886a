package dev.stint.engine.phase.transfer;

import static dev.stint.engine.phase.transfer.PastStudies.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.PastStudy;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EvidenceTest {

    private static final double OTHER_DATA = 0.7;

    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.5));
    private static final Parameter Y = Draft.parameter("y", new Domain.Uniform(0, 1), new Value.Real(0.5));
    private static final StudySpec SPEC = new Draft().space(X, Y).spec();

    private static Evidence evidence(int studies, double similarity) {
        return Evidence.of(IntStream.range(0, studies)
                .mapToObj(i -> new PastStudy("study " + i, similarity, List.of()))
                .toList());
    }

    private static PastStudy liking(double similarity, long seed) {
        return new PastStudy(
                "study " + seed,
                similarity,
                PastStudies.around(SPEC, 0.2, 0.2, seed).trials());
    }

    @Test
    void aStudyOfOtherDataSaysLittleAndTenSayAll() {
        assertThat(evidence(1, OTHER_DATA).weight()).isBetween(0.1, 0.3);
        assertThat(evidence(3, OTHER_DATA).weight()).isBetween(0.4, 0.8);
        assertThat(evidence(10, OTHER_DATA).weight()).isEqualTo(1);
    }

    @Test
    void aStudyOfTheSameDataIsEnough() {
        assertThat(evidence(1, 1).weight()).isEqualTo(1);
    }

    @Test
    void pointsFollowTheEvidence() {
        assertThat(evidence(0, 1).of(2)).isZero();
        assertThat(evidence(1, OTHER_DATA).of(2)).isZero();
        assertThat(evidence(3, OTHER_DATA).of(2)).isEqualTo(1);
        assertThat(evidence(10, OTHER_DATA).of(2)).isEqualTo(2);
        assertThat(Portfolio.of(after(SPEC, liking(OTHER_DATA, 1))).points()).isEmpty();
        assertThat(Portfolio.of(after(SPEC, liking(1, 1))).points()).hasSize(2);
    }

    @Test
    void whatIsForeseenFollowsTheEvidence() {
        double one = difference(liking(OTHER_DATA, 1));
        double same = difference(liking(1, 1));
        assertThat(one).isPositive().isLessThan(0.3 * same);
    }

    private static double difference(PastStudy... studies) {
        Foresight foresight = Foresight.of(after(SPEC, studies));
        return foresight.of(new double[] {0.2, 0.2}).mean()
                - foresight.of(new double[] {0.9, 0.9}).mean();
    }
}
