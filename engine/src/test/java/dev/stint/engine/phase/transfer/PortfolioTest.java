package dev.stint.engine.phase.transfer;

import static dev.stint.engine.phase.transfer.PastStudies.after;
import static dev.stint.engine.phase.transfer.PastStudies.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PortfolioTest {

    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.5));
    private static final Parameter Y = Draft.parameter("y", new Domain.Uniform(0, 1), new Value.Real(0.5));
    private static final StudySpec SPEC =
            new Draft().space(X, Y).validate(Validate.Mode.NONE).spec();

    private static PastStudy study(double x, double y, long seed) {
        return new PastStudy(
                "study " + seed, 0.9, PastStudies.around(SPEC, x, y, seed).trials());
    }

    @Test
    void whatWasBestInThisVeryStudyComesFirst() {
        PastStudy same = PastStudies.around(SPEC, 0.9, 0.9, 5);
        Config best = same.trials().stream()
                .max(Comparator.comparingDouble(Experience::last))
                .orElseThrow()
                .config();
        Encoding encoding = new Encoding(SPEC.space());
        assertThat(chosen(2, same, study(0.1, 0.1, 1), study(0.1, 0.1, 2)))
                .hasSize(2)
                .startsWith(encoding.propose(encoding.encode(best)));
    }

    private static List<Config> chosen(int k, PastStudy... studies) {
        return Portfolio.points(after(SPEC, studies), k);
    }

    @Test
    void pointsComplementEachOther() {
        List<Config> points = chosen(2, study(0.1, 0.1, 1), study(0.1, 0.1, 2), study(0.9, 0.9, 3), study(0.9, 0.9, 4));
        assertThat(points).hasSize(2);
        assertThat(Math.abs(at(points.get(0), "x") - at(points.get(1), "x"))).isGreaterThan(0.4);
    }

    @Test
    void whatMostStudiesLikeComesFirst() {
        List<Config> points = chosen(2, study(0.1, 0.1, 1), study(0.9, 0.9, 3), study(0.9, 0.8, 4));
        assertThat(at(points.getFirst(), "x")).isGreaterThan(0.5);
    }

    @Test
    void failuresAreNoCandidatesAndFewCandidatesAreNoTrouble() {
        PastTrial failed = new PastTrial(SPEC.space().defaults(), List.of());
        assertThat(chosen(4, new PastStudy("failed", 1, List.of(failed)))).isEmpty();
        assertThat(chosen(4, study(0.2, 0.2, 7))).hasSize(3);
    }

    @Test
    void aStudyStartsFromTwo() {
        assertThat(Portfolio.of(after(SPEC, study(0.2, 0.2, 7))).points()).hasSize(2);
        assertThat(Portfolio.of(new Play(SPEC).history()).points()).isEmpty();
    }

    @Test
    void withoutEarlierStudiesTheTextbookSpeaks() {
        StudySpec spec = new Draft().spec();
        List<Config> points = Textbook.of(spec.space()).points();
        assertThat(points).isNotEmpty().allMatch(c -> spec.space().problems(c).isEmpty());
        assertThat(at(points.getFirst(), "warmup_ratio")).isEqualTo(0.05);
        assertThat(points).doesNotHaveDuplicates();
    }
}
