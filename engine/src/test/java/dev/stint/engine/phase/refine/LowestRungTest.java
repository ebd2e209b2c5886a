package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/** Studies of 50 epochs, whose rungs are 4, 8, 16, 32. Seeds are fixed: what is found is found always. */
final class LowestRungTest {

    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.9));
    private static final Parameter Y = Draft.parameter("y", new Domain.Uniform(0, 1), new Value.Real(0.1));

    private static double number(Config config, String name) {
        return Objects.requireNonNull(config.get(name)).number();
    }

    private static double end(Config config) {
        return Math.abs(number(config, "x") - 0.3) + Math.abs(number(config, "y") - 0.6);
    }

    /** Shows something that has nothing to do with the end until an epoch, and then the end. */
    private static Play played(long silent, double budget) {
        return played(silent, new Draft().budget(budget, Unit.FIDELITY).length(1, 50));
    }

    private static Play played(long silent, Draft draft) {
        return played(draft, (config, step) -> step <= silent ? 1 + noise(config) : end(config) + 1.0 / step);
    }

    private static Play played(Draft draft, ToDoubleBiFunction<Config, Long> loss) {
        Play play = new Play(draft.space(new Space(List.of(X, Y), List.of()))
                .plan(new PlanSpec.Adaptive())
                .validate(Validate.Mode.NONE)
                .spec());
        for (TrialPlanned planned = play.ask(); planned != null; planned = play.ask()) {
            play.train(planned, loss);
        }
        return play;
    }

    private static double noise(Config config) {
        double much = 1e4 * number(config, "x") + 1e5 * number(config, "y");
        return much - Math.floor(much);
    }

    private static List<Long> firstLengths(Play play) {
        return play.events(TrialPlanned.class).stream()
                .filter(p -> p.config() != null && p.phase().equals(FreezeThawPhase.NAME))
                .map(TrialPlanned::upTo)
                .toList();
    }

    @Test
    void aRungThatTellsNothingIsPassedBy() {
        Play play = played(8, 700);
        List<LowestRungSet> asked = play.events(LowestRungSet.class);
        assertThat(asked.getFirst().trials()).isEqualTo(12);
        assertThat(asked.getLast().length()).isEqualTo(16);
        List<Long> lengths = firstLengths(play);
        assertThat(lengths).startsWith(4L, 4L, 4L).isSorted();
        assertThat(lengths.stream().filter(l -> l == 16)).hasSizeGreaterThan(3);
        assertThat(Report.of(play.history()).lowestRungs())
                .first()
                .matches(row -> row.before() == 4 && row.length() > 4);
        assertThat(asked.stream()
                        .filter(LowestRungSet::changes)
                        .toList()
                        .getFirst()
                        .why())
                .startsWith("new configurations are first trained to ")
                .contains(", not 4: ", "val_loss after 4 of 50 epochs", "of pairs ordered alike", "90 % interval");
    }

    @Test
    void aRungThatTellsStays() {
        Play play = played(0, 500);
        assertThat(play.events(LowestRungSet.class))
                .isNotEmpty()
                .allMatch(
                        set -> set.length() == 4 && !set.changes() && set.why().endsWith("as before"));
        assertThat(firstLengths(play)).containsOnly(4L);
        assertThat(Report.of(play.history()).lowestRungs()).isEmpty();
    }

    @Test
    void whereTheTrainedOnOvertakeEverythingWhatLookedBadIsTrainedOnToo() {
        Play play = played(8, 700);
        assertThat(play.events(LowestRungSet.class).getFirst().audits()).isEqualTo(2);
        List<TrialPlanned> audited = audited(play);
        assertThat(audited).hasSizeGreaterThanOrEqualTo(2).allMatch(p -> p.upTo() == 16 && p.config() == null);
        List<Double> looks = play.history().candidates().stream()
                .limit(12)
                .map(t -> noise(t.config()))
                .sorted()
                .toList();
        assertThat(audited.subList(0, 2))
                .allMatch(p -> noise(play.history().trial(p.run().trial()).config()) >= looks.get(5));
    }

    @Test
    void whereAllGainMoreThanTheyDifferItIsLookedAtOnceAndStays() {
        Play play = played(
                new Draft().budget(600, Unit.FIDELITY).length(1, 50), (config, step) -> end(config) + 20.0 / step);
        List<LowestRungSet> asked = play.events(LowestRungSet.class);
        assertThat(asked.stream().map(LowestRungSet::audits)).startsWith(2, 0).containsOnlyOnce(2);
        assertThat(asked).allMatch(set -> set.length() == 4);
        assertThat(audited(play)).hasSizeBetween(1, 2);
    }

    @Test
    void whereFurtherTrainingBringsLittleNothingIsSpentOnLooking() {
        Play play = played(
                new Draft().budget(500, Unit.FIDELITY).length(1, 50), (config, step) -> end(config) + 0.2 / step);
        assertThat(play.events(LowestRungSet.class)).isNotEmpty().allMatch(set -> set.audits() == 0);
        assertThat(audited(play)).isEmpty();
    }

    private static List<TrialPlanned> audited(Play play) {
        return play.events(TrialPlanned.class).stream()
                .filter(p -> p.why().startsWith("looked bad early"))
                .toList();
    }

    /** What a training of its own shows at a length says nothing of shorter ones. */
    @Test
    void whereSchedulesShrinkItIsNotAsked() {
        Play play =
                played(8, new Draft().budget(700, Unit.FIDELITY).length(1, 50).rescale());
        assertThat(play.events(LowestRungSet.class)).isEmpty();
    }

    @Test
    void itIsAskedWheneverTheConfigurationsHaveGrownByAThird() {
        List<Integer> asked = played(0, 700).events(LowestRungSet.class).stream()
                .map(LowestRungSet::trials)
                .toList();
        assertThat(asked).startsWith(12, 16, 22).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theFirstThatIsMoreThanChanceIsTaken() {
        assertThat(lowest(4, ranks(4, 0.7), ranks(8, 0.9))).isEqualTo(4);
        assertThat(lowest(4, ranks(4, 0.6), ranks(8, 0.7))).isEqualTo(8);
        assertThat(lowest(4, ranks(4, 0.5), ranks(8, 0.55))).isEqualTo(16);
        assertThat(lowest(4, ranks(4, 0.5), ranks(8, 0.5), ranks(16, 0.5))).isEqualTo(16);
        assertThat(lowest(4)).isEqualTo(4);
    }

    @Test
    void itComesDownAgainOnlyWhereThatCanBeSeen() {
        assertThat(lowest(16, ranks(4, 0.7), ranks(16, 0.9))).isEqualTo(4);
        assertThat(lowest(16, ranks(8, 0.7), ranks(16, 0.9))).isEqualTo(8);
        assertThat(lowest(16, ranks(32, 0.9))).isEqualTo(16);
    }

    private static long lowest(long before, EarlyRanks... ranks) {
        return LowestRung.lowest(List.of(ranks), List.of(4L, 8L, 16L), before);
    }

    private static EarlyRanks ranks(long length, double probability) {
        return new EarlyRanks("val_loss", length, 50, probability, 0.4, 0.95, 20, 5, EarlyRanks.Trust.CANNOT_TELL);
    }
}
