package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.StudyEvent.Unsealed;
import dev.stint.engine.history.Task;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.phase.refine.Horizon;
import dev.stint.engine.phase.validate.Finals;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import dev.stint.runtime.executor.Assignment;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole studies of a training whose truth is known. */
final class SimulatedStudyTest {

    private static final Toy TOY = new Toy(0.01);

    private static Draft toy(double hours) {
        return new Draft()
                .budget(hours, Unit.HOURS)
                .length(1, 50)
                .splits()
                .space(Toy.space().parameters().toArray(dev.stint.engine.space.Parameter[]::new));
    }

    private static List<TrialPlanned> finals(Recorded journal) {
        return journal.events(TrialPlanned.class).stream()
                .filter(p -> p.phase().equals("validate") && p.task() instanceof Task.Full && p.upTo() == 50)
                .toList();
    }

    private static double share(Recorded journal) {
        return journal.history()
                .ledger()
                .spent()
                .over(journal.history().ledger().total());
    }

    /** The toy with something changed. */
    private record Changed(Toy toy, Function<Assignment, @Nullable Ending> endings, boolean modes) implements Training {

        @Override
        public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
            return toy.metrics(config, seed, step);
        }

        @Override
        public double secondsPerUnit(Config config) {
            return toy.secondsPerUnit(config);
        }

        @Override
        public @Nullable Double sweepLoss(Config config, double lr) {
            return modes ? toy.sweepLoss(config, lr) : null;
        }

        @Override
        public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
            return modes ? toy.evaluate(config, seed, step, split) : new java.util.LinkedHashMap<>();
        }

        @Override
        public @Nullable Ending ending(Assignment work) {
            return endings.apply(work);
        }

        @Override
        public long checkpointEvery() {
            return 5;
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 1", "6, 2", "12, 1", "25, 1", "25, 3", "100, 1", "100, 2"})
    void theBudgetIsSpentToNinetyEightPercentAndNotExceeded(double hours, int slots) {
        Recorded journal = Recorded.run(toy(hours).spec(), TOY, slots);
        assertThat(journal.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(share(journal)).isBetween(0.98, 1.0 + 5.0 / 60 / hours);
        Books.check(journal.entries(), slots * 5.0 / 60);
    }

    @Test
    void aKeptLeftoverIsLeft() {
        Recorded journal = Recorded.run(toy(6.5).keepLeftover().spec(), new Even(60), 1);
        assertThat(share(journal))
                .as("less than a full training of 50 minutes is left")
                .isBetween(1 - 50.0 / 60 / 6.5, 0.98);
        assertThat(finals(journal)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(journal.events(TrialPlanned.class)).noneMatch(p -> p.why().startsWith("the rest of the budget"));
    }

    @Test
    void finalsAreBoughtBestThenControlTwiceThenRunnersUpThenSeeds() {
        Recorded journal = Recorded.run(toy(40).spec(), TOY, 1);
        int best = new Finals(journal.history()).finalists().getFirst().number();
        List<TrialPlanned> finals = finals(journal);
        assertThat(finals.subList(0, 4))
                .extracting(p -> p.run().key())
                .containsExactly(best + "/1", "1/1", best + "/2", "1/2");
        List<Integer> runnersUp = new Finals(journal.history())
                .finalists().stream().skip(1).map(t -> t.number()).toList();
        assertThat(finals.subList(4, 4 + runnersUp.size()))
                .extracting(p -> p.run().trial())
                .containsExactlyElementsOf(runnersUp);
        assertThat(finals.subList(4, 4 + runnersUp.size()))
                .allMatch(p -> p.run().replicate() == 1);
        assertThat(finals.subList(4 + runnersUp.size(), finals.size()))
                .allMatch(p -> p.run().replicate() > 1);
        assertThat(finals.getFirst().from()).as("the search's run is continued").isPositive();
    }

    @Test
    void theHoldoutIsOpenedOnceAfterTheRaceAndTheTestOnceForTheWinnerAlone() {
        Recorded journal = Recorded.run(toy(40).spec(), TOY, 2);
        assertThat(journal.events(Unsealed.class))
                .extracting(Unsealed::split)
                .containsExactly(Split.HOLDOUT, Split.TEST);
        List<StudyEvent> events = journal.events();
        int opened = events.indexOf(new Unsealed(Split.HOLDOUT));
        assertThat(events.subList(opened, events.size()))
                .noneMatch(e -> e instanceof TrialPlanned p && p.task() instanceof Task.Full);
        assertThat(events.subList(0, opened))
                .noneMatch(e -> e instanceof TrialPlanned p && p.task() instanceof Task.Evaluate);

        Report report = Report.of(journal.history());
        assertThat(report.recommended()).isNotNull();
        int winner = report.recommended() == null ? 0 : report.recommended().trial();
        List<Attempt> tests = journal.history().attempts().stream()
                .filter(a -> a.task() instanceof Task.Evaluate(Split split) && split == Split.TEST)
                .toList();
        assertThat(tests).isNotEmpty().allMatch(a -> a.run().trial() == winner);
        assertThat(report.control()).isNotNull();
        assertThat(report.control() == null ? null : report.control().test()).isNull();
        long finished = new Finals(journal.history())
                .everybody().stream()
                        .mapToLong(
                                t -> new Finals(journal.history()).finished(t).size())
                        .sum();
        assertThat(journal.history().attempts().stream()
                        .filter(a -> a.task() instanceof Task.Evaluate(Split split) && split == Split.HOLDOUT))
                .hasSize((int) finished);
    }

    @Test
    void theWinnerIsFarBetterThanTheControlAndNearTheTruth() {
        Report report = Report.of(Recorded.run(toy(40).spec(), TOY, 1).history());
        Report.Recommendation winner = report.recommended();
        Report.Recommendation control = report.control();
        assertThat(winner).isNotNull();
        assertThat(control).isNotNull();
        if (winner != null && control != null) {
            assertThat(winner.objective().mean())
                    .isLessThan(control.objective().mean() - 0.1)
                    .isLessThan(0.25);
            assertThat(winner.objective().seeds()).isGreaterThanOrEqualTo(2);
            assertThat(control.objective().seeds()).isGreaterThanOrEqualTo(2);
            assertThat(winner.test()).isNotNull();
        }
    }

    @Test
    void theTextbooksExampleRunsAsPlanned() {
        StudySpec spec = new Draft().cost(16).spec();
        Recorded journal = Recorded.run(spec, new Even(600), 1);
        History history = journal.history();
        assertThat(history.ledger()
                        .spent("explore")
                        .plus(history.ledger().spent("transfer"))
                        .value())
                .isBetween(9.0, 11.0);
        assertThat(history.ledger().spent("refine").value()).isBetween(22.0, 26.0);
        assertThat(history.ledger().spent("validate").value()).isBetween(63.0, 67.5);
        List<TrialPlanned> full = journal.events(TrialPlanned.class).stream()
                .filter(p -> p.phase().equals("validate") && p.upTo() == 96)
                .toList();
        assertThat(full.subList(0, 4)).extracting(p -> p.run().replicate()).containsExactly(1, 1, 2, 2);
        assertThat(history.candidates().stream()
                        .flatMap(t -> t.runs().stream())
                        .filter(r -> r.state() == RunState.FINISHED))
                .hasSize(4);
        assertThat(share(journal)).isBetween(0.98, 1.002);
    }

    /** A training of which every unit costs the same. */
    private record Even(double seconds) implements Training {
        @Override
        public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
            SequencedMap<String, Double> line = new java.util.LinkedHashMap<>();
            dev.stint.engine.space.Value lr = config.get("lr");
            double off = lr == null ? 0 : StrictMath.log10(lr.number()) + 3.5;
            line.put("val_loss", off * off + 1.0 / step);
            return line;
        }

        @Override
        public double secondsPerUnit(Config config) {
            return seconds;
        }

        @Override
        public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
            return new java.util.LinkedHashMap<>();
        }
    }

    @Test
    void hoursThatThePhasesSaveRollForward() {
        Recorded journal = Recorded.run(toy(60).spec(), new Changed(TOY, work -> null, false), 1);
        assertThat(journal.ended("lr-find")).contains("no lr-range mode");
        assertThat(journal.history().ledger().spent("lr-find").value()).isZero();
        assertThat(share(journal)).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void aScriptWithoutModesIsAskedForEachOnceAndJudgedByTheObjective() {
        Recorded journal = Recorded.run(toy(25).spec(), new Changed(TOY, work -> null, false), 1);
        assertThat(journal.history().attempts().stream().filter(a -> a.task() instanceof Task.Evaluate))
                .hasSize(1);
        assertThat(journal.history().attempts().stream().filter(a -> a.task() instanceof Task.LrRange))
                .hasSize(1);
        assertThat(journal.history().found("no-evaluate")).isTrue();
        Report report = Report.of(journal.history());
        assertThat(report.decidedBy()).isEqualTo("val_loss");
        assertThat(report.recommended()).isNotNull();
    }

    @Test
    void aControlThatFailsLeavesTheFinalsToTheOthers() {
        Recorded journal = Recorded.run(
                toy(25).spec(),
                new Changed(
                        TOY,
                        work -> work.run().trial() == 1 && work.run().replicate() == 1
                                ? new Ending(0, End.USER, "boom")
                                : null,
                        true),
                1);
        assertThat(journal.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(journal.history().trial(1).runs().getFirst().state()).isEqualTo(RunState.FAILED);
        Report report = Report.of(journal.history());
        assertThat(report.control()).isNull();
        assertThat(report.recommended()).isNotNull();
        assertThat(finals(journal)).noneMatch(p -> p.run().trial() == 1);
        assertThat(share(journal)).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void aConfigurationThatDivergesWithAnySeedDoesNotWin() {
        Recorded undisturbed = Recorded.run(toy(25).spec(), TOY, 1);
        int best = new Finals(undisturbed.history()).finalists().getFirst().number();
        Training fickle = new Fickle(best, undisturbed.history().trial(best).config());
        Recorded journal = Recorded.run(toy(25).spec(), fickle, 1);
        Report report = Report.of(journal.history());
        assertThat(journal.history().trial(best).runs()).extracting(Run::state).contains(RunState.DIVERGED);
        assertThat(report.recommended()).isNotNull();
        assertThat(report.recommended() == null ? best : report.recommended().trial())
                .isNotEqualTo(best);
        assertThat(report.finalists()).noneMatch(f -> f.trial() == best);
    }

    /** The toy, but one configuration diverges with every seed but the first. */
    private record Fickle(int trial, Config config) implements Training {
        @Override
        public SequencedMap<String, Double> metrics(Config drawn, int seed, long step) {
            return TOY.metrics(drawn, seed, step);
        }

        @Override
        public SequencedMap<String, Double> metrics(Assignment work, long step) {
            SequencedMap<String, Double> line = TOY.metrics(work.config(), work.seed(), step);
            if (work.config().equals(config) && work.run().replicate() > 1 && step > 30) {
                line.put("val_loss", Double.NaN);
            }
            return line;
        }

        @Override
        public double secondsPerUnit(Config drawn) {
            return TOY.secondsPerUnit(drawn);
        }

        @Override
        public @Nullable Double sweepLoss(Config drawn, double lr) {
            return TOY.sweepLoss(drawn, lr);
        }

        @Override
        public SequencedMap<String, Double> evaluate(Config drawn, int seed, long step, Split split) {
            return TOY.evaluate(drawn, seed, step, split);
        }
    }

    @Test
    void lostAttemptsAreRetriedFromTheirCheckpoint() {
        Recorded journal = Recorded.run(
                toy(25).spec(),
                new Changed(
                        TOY,
                        work -> work.attempt() % 3 == 0 && work.upTo() > 20
                                ? new Ending(work.from() + 13, End.INFRASTRUCTURE, "node lost")
                                : null,
                        true),
                1);
        List<Attempt> lost = journal.history().attempts().stream()
                .filter(a -> a.end() == End.INFRASTRUCTURE)
                .toList();
        assertThat(lost).isNotEmpty();
        for (Attempt attempt : lost) {
            Attempt next = journal.history().attempt(attempt.number() + 1);
            assertThat(next.run()).isEqualTo(attempt.run());
            assertThat(next.from()).isEqualTo((attempt.reached() / 5) * 5);
        }
        assertThat(journal.history().candidates().stream().flatMap(t -> t.runs().stream()))
                .noneMatch(r -> r.state() == RunState.FAILED);
        Books.check(journal.entries(), 5.0 / 60);
    }

    @Test
    void restartedTrainingsExtendTheirCurve() {
        Recorded journal = Recorded.run(toy(40).noCheckpoint().spec(), TOY, 1);
        History history = journal.history();
        assertThat(history.attempts()).allMatch(a -> a.from() == 0);
        assertThat(history.repeatedSteps()).isPositive();
        for (Run run :
                history.candidates().stream().flatMap(t -> t.runs().stream()).toList()) {
            if (run.state() == RunState.FINISHED) {
                assertThat(run.curve().points()).hasSize(50);
            }
        }
        assertThat(finals(journal)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(share(journal)).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void theDeadlineClosesTheStudyWithWhatItHas() {
        Recorded journal = Recorded.run(toy(100).deadline(6 * 3600).spec(), TOY, 2);
        assertThat(journal.lifecycle())
                .isEqualTo(new Lifecycle(Lifecycle.State.CLOSED, Outcome.DONE, "the deadline has passed"));
        assertThat(journal.history().now()).isBetween(6 * 3600_000L, 6 * 3600_000L + 600_000);
        assertThat(journal.history().open()).isEmpty();
        assertThat(Report.of(journal.history()).recommended()).isNotNull();
    }

    @Test
    void aCommandThatCannotStartFailsTheStudy() {
        Recorded journal = Recorded.run(toy(25).spec(), new Refused(), 2);
        assertThat(journal.lifecycle())
                .isEqualTo(new Lifecycle(Lifecycle.State.CLOSED, Outcome.FAILED, "no such command: pyton"));
        assertThat(journal.history().open()).isEmpty();
    }

    /** A command that does not exist. */
    private static final class Refused implements Training {
        @Override
        public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
            throw new AssertionError("never starts");
        }

        @Override
        public double secondsPerUnit(Config config) {
            return 1;
        }

        @Override
        public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
            throw new AssertionError("never starts");
        }

        @Override
        public String refusal() {
            return "no such command: pyton";
        }
    }

    @Test
    void sealedValuesAreInNoEventBeforeTheirOpening() {
        Recorded journal = Recorded.run(toy(25).spec(), new Tell(), 1);
        int opened = journal.events().indexOf(new Unsealed(Split.HOLDOUT));
        for (Entry entry : journal.entries().subList(0, opened)) {
            assertThat(entry.toString()).doesNotContain("7777.25", "8888.25");
        }
        assertThat(journal.history().attempts())
                .as("what training prints is not evaluated again")
                .noneMatch(a -> a.task() instanceof Task.Evaluate);
        assertThat(Report.of(journal.history()).decidedBy()).isEqualTo("holdout_loss");
    }

    /** The toy that prints the sealed splits with every line. */
    private static final class Tell implements Training {
        @Override
        public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
            SequencedMap<String, Double> line = TOY.metrics(config, seed, step);
            line.put("holdout_loss", 7777.25);
            line.put("test_accuracy", 8888.25);
            return line;
        }

        @Override
        public double secondsPerUnit(Config config) {
            return TOY.secondsPerUnit(config);
        }

        @Override
        public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
            throw new AssertionError("nothing is left to evaluate");
        }
    }

    @Test
    void whatIsSmallerThanTheSmallestBudgetClosesAndTheSmallestWorks() {
        Recorded small = Recorded.run(toy(2).spec(), TOY, 1);
        assertThat(small.lifecycle().outcome()).isEqualTo(Outcome.TOO_SMALL);
        assertThat(small.history().ledger().spent().value()).isLessThan(0.2);
        String why = small.lifecycle().why();
        double least = Double.parseDouble(why.replaceAll(".*the smallest that works is ([0-9.]+) h", "$1"));
        Recorded enough = Recorded.run(toy(least).spec(), TOY, 1);
        assertThat(enough.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(Report.of(enough.history()).recommended()).isNotNull();
    }

    @Test
    void theFloorIsKeptWhereverTheBudgetIsLargeEnough() {
        for (double hours : new double[] {4.5, 5, 6, 8, 12}) {
            Recorded journal = Recorded.run(toy(hours).spec(), new Even(60), 1);
            long control = journal.history().trial(1).runs().stream()
                    .filter(r -> r.state() == RunState.FINISHED)
                    .count();
            long best = new Finals(journal.history())
                    .finalists().stream()
                            .mapToLong(t ->
                                    new Finals(journal.history()).finished(t).size())
                            .max()
                            .orElse(0);
            assertThat(List.of(control, best)).as(hours + " hours").allMatch(n -> n >= 2);
        }
    }

    @Test
    void aFloorThatTheBudgetDoesNotHoldIsSaid() {
        Recorded journal = Recorded.run(toy(6).spec(), TOY, 1);
        int best = new Finals(journal.history()).finalists().getFirst().number();
        boolean held = new Finals(journal.history())
                        .finished(journal.history().trial(best))
                        .size()
                >= 2;
        String why = journal.ended("validate");
        assertThat(why)
                .isEqualTo(
                        held
                                ? "the finals are over"
                                : "the finals are over; the budget did not hold the best of the search, seed 2 (trial "
                                        + best + ")");
    }

    @Test
    void anAdaptiveStudySaysHowEarlyRanksFareAndWhatMoreBudgetWouldBuy() {
        Recorded journal = Recorded.run(toy(30).adaptive().spec(), TOY, 1);
        Report report = Report.whole(journal.history());
        assertThat(report.earlyRanks())
                .extracting(EarlyRanks::metric)
                .containsSubsequence("val_loss", "train_loss")
                .containsOnly("val_loss", "train_loss");
        assertThat(report.earlyRanks()).allMatch(r -> r.low() <= r.probability() && r.probability() <= r.high());
        Outlook over = report.outlook();
        assertThat(over).isNotNull();
        assertThat(over == null ? List.of() : over.rows())
                .extracting(Outlook.Row::rest)
                .containsExactly(false, false, false);
        List<Entry> half = journal.entries().subList(0, journal.entries().size() / 2);
        Outlook under = Horizon.outlook(Objects.requireNonNull(History.of(half)));
        assertThat(under == null ? List.of() : under.rows())
                .extracting(Outlook.Row::rest)
                .containsExactly(true, false, false, false);
    }

    @Test
    void aTrialBudgetInAnyUnitIsSpent() {
        for (Unit unit : List.of(Unit.FIDELITY, Unit.TRAININGS, Unit.GPU_MINUTES, Unit.SECONDS)) {
            double full = switch (unit.kind()) {
                case FIDELITY -> 50;
                case TRAININGS -> 1;
                case SLOT_TIME, GPU_TIME -> 50 * 60 / unit.base();
            };
            Recorded journal = Recorded.run(toy(1).budget(20 * full, unit).spec(), TOY, 2);
            assertThat(share(journal)).as(unit.key()).isBetween(0.98, 1.01);
            assertThat(journal.history().ledger().spent())
                    .isEqualTo(new Amount(journal.history().ledger().spent().value(), unit));
        }
    }

    @Test
    void aBudgetInEpochsThatIsSpentToTheLastStillOpensTheSplits() {
        Recorded journal = Recorded.run(Toy.spec(new Amount(400, Unit.FIDELITY), 20, 1, null, 1), new Toy(0.01), 1);
        Report report = Report.of(journal.history());
        assertThat(report.spent().value()).isEqualTo(400);
        assertThat(report.decidedBy()).isEqualTo("holdout_loss");
        assertThat(report.recommended()).extracting(Report.Recommendation::test).isNotNull();
    }
}
