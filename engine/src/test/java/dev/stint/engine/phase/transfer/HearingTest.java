package dev.stint.engine.phase.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.history.PastTrial.Reading;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.insight.Agreement.Standing;
import dev.stint.engine.model.Expectation;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Earlier studies are heard against what this one measures. Everything is drawn from fixed seeds. */
final class HearingTest {

    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.5));
    private static final Parameter Y = Draft.parameter("y", new Domain.Uniform(0, 1), new Value.Real(0.5));
    private static final StudySpec SPEC = new Draft().space(X, Y).spec();

    /** With a learning rate, of which the textbook has an opinion. */
    private static final StudySpec TRAINING = new Draft().adaptive().spec();

    private static final double[] BEST = {0.2, 0.3};
    /** The trial that arrives after all others. */
    private static final int LATE = 3;

    private static final double[] WORST = {0.9, 0.9};

    private static PastStudy right(long seed) {
        return alike(0.7, PastStudies.around(SPEC, BEST[0], BEST[1], seed));
    }

    private static PastStudy wrong(long seed) {
        PastStudy study = right(seed);
        List<PastTrial> trials = study.trials().stream()
                .map(t -> new PastTrial(
                        t.config(),
                        List.of(new Reading(1, -t.readings().getLast().score()))))
                .toList();
        return new PastStudy("inverted " + study.name(), study.similarity(), trials);
    }

    private static PastStudy alike(double similarity, PastStudy study) {
        return new PastStudy(study.name(), similarity, study.trials());
    }

    private static Play play(StudySpec spec, PastStudy... studies) {
        return new Play(spec, new Knowledge(List.of(studies)));
    }

    /** After so many trainings, whose loss is the distance from the best. */
    private static Play after(int trainings, PastStudy... studies) {
        Play play = play(SPEC, studies);
        for (int i = 0; i < trainings; i++) {
            play.train(play.planned(), HearingTest::loss);
        }
        return play;
    }

    private static double loss(Config config, long step) {
        double dx = PastStudies.at(config, "x") - BEST[0];
        double dy = PastStudies.at(config, "y") - BEST[1];
        return dx * dx + dy * dy + 1.0 / step;
    }

    private static double liking(Experience experience) {
        return experience.of(BEST) - experience.of(WORST);
    }

    private static List<Standing> standings(History history) {
        return Hearing.voices(history).stream()
                .map(v -> v.agreement().standing())
                .toList();
    }

    @Test
    void nothingChangesBeforeFiveConfigurations() {
        History history = after(4, right(1), wrong(2)).history();
        assertThat(standings(history)).containsOnly(Standing.TOO_FEW);
        assertThat(Hearing.heard(history).experience()).isSameAs(Experience.of(history));
        assertThat(Hearing.heard(history).evidence())
                .isEqualTo(Hearing.before(history).evidence());
    }

    @Test
    void ofAMixedHistoryThoseThatRunAgainstThisStudyAreLeftOut() {
        History history = after(20, right(1), wrong(2), right(3), wrong(4)).history();
        Heard heard = Hearing.heard(history);
        assertThat(standings(history))
                .containsExactly(Standing.AGREES, Standing.RUNS_AGAINST, Standing.AGREES, Standing.RUNS_AGAINST);
        assertThat(heard.heard()).containsExactly(true, false, true, false);
        assertThat(heard.evidence())
                .isEqualTo(Hearing.before(PastStudies.after(SPEC, right(1), right(3)))
                        .evidence());
        assertThat(Math.abs(liking(Experience.of(history)))).isLessThan(0.3);
        assertThat(liking(heard.experience())).isGreaterThan(1);
    }

    @Test
    void aWhollyMisleadingHistoryLeavesEverythingAsItWas() {
        History history = after(20, wrong(1), wrong(2)).history();
        assertThat(standings(history)).containsOnly(Standing.RUNS_AGAINST);
        assertThat(Hearing.heard(history).experience()).isSameAs(Experience.of(history));
        assertThat(Hearing.voices(history)).allMatch(Hearing.Voice::heard);
    }

    @Test
    void whereAllAgreeEverythingStaysAsItWas() {
        History history = after(20, right(1), right(2)).history();
        assertThat(standings(history)).containsOnly(Standing.AGREES);
        assertThat(Hearing.heard(history).experience()).isSameAs(Experience.of(history));
    }

    @Test
    void itIsTheSameInReplayAndHeardOnce() {
        Play play = after(12, right(1), wrong(2));
        History replayed = null;
        for (Entry entry : play.entries()) {
            replayed = replayed == null ? History.open(entry) : replayed.after(entry);
        }
        Expectation live = Foresight.of(play.history()).of(BEST);
        Expectation again = Foresight.of(Objects.requireNonNull(replayed)).of(BEST);
        assertThat(Hearing.voices(replayed)).isEqualTo(Hearing.voices(play.history()));
        assertThat(again.mean()).isEqualTo(live.mean());
        assertThat(Hearing.heard(replayed)).isSameAs(Hearing.heard(replayed));
    }

    /** The opposite of what the textbook says. */
    private static double against(Config config) {
        double[] x = new Encoding(TRAINING.space()).encode(config);
        return -Advice.of(PastStudies.after(TRAINING)).mean(x);
    }

    private static Config best(PastStudy study) {
        return study.trials().stream()
                .max(Comparator.comparingDouble(Experience::last))
                .orElseThrow()
                .config();
    }

    /** The configurations of a study in the order in which they are opened, each with a loss. */
    private static List<Config> opened(Play play, int count, double sign) {
        List<Config> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var planned = play.planned();
            opened.add(play.history().trial(planned.run().trial()).config());
            play.train(planned, (config, step) -> sign * against(config) + 1.0 / step);
        }
        return opened.stream().distinct().toList();
    }

    @Test
    void theBestOfThisVeryStudyComesFirstWhateverTheTextbookSays() {
        PastStudy study = PastStudies.of(TRAINING, 5, HearingTest::against);
        PastStudy other = alike(0.9, study);
        assertThat(Portfolio.of(PastStudies.after(TRAINING, other)).points()).isEmpty();
        Play play = play(TRAINING, study, other);
        assertThat(opened(play, 6, 1)).startsWith(TRAINING.space().defaults(), best(study));
    }

    @Test
    void thisVeryStudyIsForeseenUntilItRunsAgainstWhatIsMeasured() {
        PastStudy study = PastStudies.of(TRAINING, 5, HearingTest::against);
        Encoding encoding = new Encoding(TRAINING.space());
        double[] best = encoding.encode(best(study));
        History cold = PastStudies.after(TRAINING);
        History warm = PastStudies.after(TRAINING, study);
        assertThat(Foresight.of(warm).of(best).mean())
                .isGreaterThan(Foresight.of(cold).of(best).mean());
        Play misled = play(TRAINING, study);
        opened(misled, 20, 1);
        assertThat(standings(misled.history())).containsExactly(Standing.RUNS_AGAINST);
        assertThat(Foresight.of(misled.history()).of(best).mean())
                .isEqualTo(Foresight.of(cold).of(best).mean());
    }

    /** Trainings of the other study say nothing of the configurations. */
    @Test
    void besideThisVeryStudyOnlyThoseThatAgreeAreHeardAndItIsSaid() {
        PastStudy study = PastStudies.of(TRAINING, 5, HearingTest::against);
        Stream stream = Seed.of(3).stream();
        PastStudy other = alike(0.9, PastStudies.of(TRAINING, 6, config -> stream.uniform()));
        Play play = play(TRAINING, study, other);
        assertThat(left(play)).isEqualTo("left out: this very study was made before");
        opened(play, 12, -1);
        assertThat(standings(play.history())).element(1).isEqualTo(Standing.CANNOT_TELL);
        assertThat(left(play)).startsWith("cannot tell: ").endsWith("; left out: this very study was made before");
    }

    /** What is said of the second of two studies, which is not heard. */
    private static String left(Play play) {
        List<Hearing.Voice> voices = Hearing.voices(play.history());
        assertThat(voices.stream().map(Hearing.Voice::heard)).containsExactly(true, false);
        return voices.getLast().agreement().sentence(false);
    }

    @Test
    void thisVeryStudyIsNotSaidToComeLast() {
        History history = PastStudies.after(TRAINING, PastStudies.of(TRAINING, 5, HearingTest::against));
        assertThat(Experience.of(history).trusted()).isFalse();
        assertThat(PortfolioPhase.unborrowed(history)).isEqualTo("nothing that did well there fits this space");
    }

    /** With two slots, of which one trains six configurations while the other is busy with the third. */
    private static Play parallel() {
        StudySpec spec = new Draft().adaptive().space(X, Y).spec();
        Play play = new Play(spec, new Knowledge(List.of(alike(0.7, PastStudies.around(spec, 0.2, 0.3, 1)))), 2);
        TrialPlanned planned = play.planned();
        while (planned.run().trial() < LATE) {
            play.train(planned, HearingTest::loss);
            planned = play.planned();
        }
        play.start(planned.run());
        while (play.history().candidates().size() < 7) {
            play.train(play.planned(), HearingTest::loss);
        }
        return play;
    }

    private static Attempt late(Play play) {
        return play.history().attempts().stream()
                .filter(Attempt::running)
                .findFirst()
                .orElseThrow();
    }

    private static int configurations(Play play) {
        return Hearing.voices(play.history()).getFirst().agreement().configurations();
    }

    @Test
    void aTrainingThatArrivesLateTakesNobodysPlace() {
        Play play = parallel();
        assertThat(configurations(play)).isZero();
        Attempt late = late(play);
        for (long step = 1; step <= late.upTo(); step++) {
            play.measure(late.number(), step, 9, (double) step);
        }
        assertThat(configurations(play)).isEqualTo(7);
    }

    @Test
    void aTrainingThatFailsIsNotWaitedForAnyLonger() {
        Play play = parallel();
        play.end(late(play).number(), End.USER, 1);
        assertThat(configurations(play)).isEqualTo(5);
    }

    @Test
    void aStudyWithoutTrialsSaysNothing() {
        History history =
                after(8, new PastStudy("empty", 0.7, List.of()), right(1)).history();
        assertThat(standings(history)).containsExactly(Standing.CANNOT_TELL, Standing.AGREES);
        assertThat(Foresight.of(history).of(BEST).mean()).isNotNaN();
    }
}
