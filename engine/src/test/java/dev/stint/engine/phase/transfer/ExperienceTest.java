package dev.stint.engine.phase.transfer;

import static dev.stint.engine.phase.transfer.PastStudies.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.History;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExperienceTest {

    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.5));
    private static final Parameter Y = Draft.parameter("y", new Domain.Uniform(0, 1), new Value.Real(0.5));
    private static final StudySpec SPEC = new Draft().space(X, Y).spec();

    /** With a learning rate, of which the textbook has an opinion. */
    private static final StudySpec TRAINING = new Draft().spec();

    private static PastStudy study(double x, double y, long seed) {
        return PastStudies.around(SPEC, x, y, seed);
    }

    private static double foreseen(History history, double... row) {
        return Foresight.of(history).of(row).mean();
    }

    /** Of other data; scores what the textbook says, or its opposite. */
    private static PastStudy textbook(double sign, long seed) {
        History cold = after(TRAINING);
        Encoding encoding = new Encoding(TRAINING.space());
        PastStudy study =
                PastStudies.of(TRAINING, seed, c -> sign * Advice.of(cold).mean(encoding.encode(c)));
        return new PastStudy(study.name(), 0.9, study.trials());
    }

    @Test
    void whatEarlierStudiesLikedIsForeseen() {
        History history = after(SPEC, study(0.2, 0.3, 1), study(0.3, 0.2, 2));
        assertThat(foreseen(history, 0.25, 0.25)).isGreaterThan(foreseen(history, 0.8, 0.9) + 0.5);
    }

    @Test
    void aStudyKeepsAnOpinionOfItsOwn() {
        Experience experience = Experience.of(after(SPEC, study(0.1, 0.5, 1), study(0.9, 0.5, 2)));
        double[] left = {0.1, 0.5};
        double[] right = {0.9, 0.5};
        assertThat(experience.of(0, left)).isGreaterThan(experience.of(0, right) + 0.5);
        assertThat(experience.of(1, right)).isGreaterThan(experience.of(1, left) + 0.5);
    }

    @Test
    void aShortTrainingAndADistantStudySayLess() {
        double sure = liking(1, 1);
        assertThat(liking(0.02, 1)).isPositive().isLessThan(0.7 * sure);
        assertThat(liking(1, 0.02)).isPositive().isLessThan(0.7 * sure);
    }

    /** How much better the best of a study is foreseen than its worst. */
    private static double liking(double share, double similarity) {
        List<PastTrial> trials = study(0.2, 0.2, 3).trials().stream()
                .map(t -> new PastTrial(
                        t.config(),
                        List.of(new PastTrial.Reading(
                                share, t.readings().getLast().score()))))
                .toList();
        History history = after(SPEC, new PastStudy("one", similarity, trials));
        return foreseen(history, 0.2, 0.2) - foreseen(history, 0.9, 0.9);
    }

    @Test
    void studiesWhereTheTextbookIsWrongAreNotTriedFirst() {
        assertThat(Experience.of(after(TRAINING, textbook(1, 1))).trusted()).isTrue();
        History misled = after(TRAINING, textbook(-1, 1), textbook(-1, 2));
        assertThat(Experience.of(misled).trusted()).isFalse();
        assertThat(Portfolio.of(misled).points()).isEmpty();
        double[] row = new Encoding(TRAINING.space()).encode(TRAINING.space().defaults());
        assertThat(foreseen(misled, row)).isEqualTo(foreseen(after(TRAINING), row));
    }

    @Test
    void studiesThatTheTextbookCannotJudgeAreTrusted() {
        assertThat(Experience.of(after(SPEC, study(0.2, 0.2, 1))).trusted()).isTrue();
        PastTrial failed = new PastTrial(TRAINING.space().defaults(), List.of());
        assertThat(Experience.of(after(TRAINING, new PastStudy("failed", 1, List.of(failed))))
                        .trusted())
                .isTrue();
    }

    @Test
    void whatAnEarlierStudySaidIsWorkedOutOnce() {
        History history = after(SPEC, study(0.2, 0.2, 1));
        assertThat(Experience.of(history)).isSameAs(Experience.of(history));
    }

    @Test
    void nothingIsForeseenWithoutTrialsOrOpinions() {
        History history = after(SPEC, new PastStudy("empty", 1, List.of()));
        assertThat(foreseen(history, 0.3, 0.7)).isZero();
    }
}
