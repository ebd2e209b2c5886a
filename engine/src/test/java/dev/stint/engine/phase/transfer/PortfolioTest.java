package dev.stint.engine.phase.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PortfolioTest {

    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.5));
    private static final Parameter Y = Draft.parameter("y", new Domain.Uniform(0, 1), new Value.Real(0.5));
    private static final StudySpec SPEC =
            new Draft().space(X, Y).validate(Validate.Mode.NONE).spec();

    /** A study whose best lies at (x, y). */
    private static PastStudy study(double x, double y, long seed) {
        Stream stream = Seed.of(seed).stream();
        List<PastTrial> trials = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Config config = SPEC.space().sample(stream);
            double dx = at(config, "x") - x;
            double dy = at(config, "y") - y;
            trials.add(new PastTrial(config, List.of(new PastTrial.Reading(1, 100 - dx * dx - dy * dy))));
        }
        return new PastStudy("study " + seed, 1, trials);
    }

    private static double at(Config config, String name) {
        Value value = config.get(name);
        return value == null ? Double.NaN : value.number();
    }

    private static List<Config> chosen(int k, PastStudy... studies) {
        return Portfolio.of(new Play(SPEC, new Knowledge(List.of(studies))).history(), k);
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
        assertThat(at(points.getFirst(), "x")).isGreaterThan(0.6);
    }

    @Test
    void failuresAreNoCandidatesAndFewCandidatesAreNoTrouble() {
        PastTrial failed = new PastTrial(SPEC.space().defaults(), List.of());
        assertThat(chosen(4, new PastStudy("failed", 1, List.of(failed)))).isEmpty();
        assertThat(chosen(4, study(0.2, 0.2, 7))).hasSize(3);
    }

    @Test
    void whatEarlierStudiesLikedIsForeseen() {
        Encoding encoding = new Encoding(SPEC.space());
        Foresight foresight = Experience.of(new Knowledge(List.of(study(0.2, 0.3, 1), study(0.3, 0.2, 2))), encoding);
        double liked = foresight.of(new double[] {0.25, 0.25}).mean();
        assertThat(liked).isGreaterThan(foresight.of(new double[] {0.8, 0.9}).mean() + 0.5);
    }

    @Test
    void withoutEarlierStudiesTheTextbookSpeaks() {
        StudySpec spec = new Draft().spec();
        List<Config> points = Portfolio.of(new Play(spec).history(), 4);
        assertThat(points).isNotEmpty().allMatch(c -> spec.space().problems(c).isEmpty());
        assertThat(at(points.getFirst(), "warmup_ratio")).isEqualTo(0.05);
        assertThat(points).doesNotHaveDuplicates();
    }
}
