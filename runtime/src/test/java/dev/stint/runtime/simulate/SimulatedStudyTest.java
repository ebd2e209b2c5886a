package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Attempt;
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
import dev.stint.engine.insight.Diagnosis;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.phase.refine.Horizon;
import dev.stint.engine.phase.validate.Finals;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole studies of a training whose truth is known. */
final class SimulatedStudyTest {

    private static final Toy TOY = new Toy(0.01);

    @ParameterizedTest
    @CsvSource({"6, 1", "6, 2", "12, 1", "25, 1", "25, 3", "100, 1", "100, 2"})
    void theBudgetIsSpentToNinetyEightPercentAndNotExceeded(double hours, int slots) {
        Recorded journal = Recorded.run(Toy.draft(hours).spec(), TOY, slots);
        assertThat(journal.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(journal.share()).isBetween(0.98, 1.0 + 5.0 / 60 / hours);
        Books.check(journal.entries(), slots * 5.0 / 60);
    }

    @Test
    void aKeptLeftoverIsLeft() {
        Recorded journal = Recorded.run(Toy.draft(6.5).keepLeftover().spec(), new Even(60), 1);
        assertThat(journal.share())
                .as("less than a full training of 50 minutes is left")
                .isBetween(1 - 50.0 / 60 / 6.5, 0.98);
        assertThat(journal.finals()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(journal.events(TrialPlanned.class)).noneMatch(p -> p.why().startsWith("the rest of the budget"));
    }

    @Test
    void finalsAreBoughtBestThenControlTwiceThenRunnersUpThenSeeds() {
        Recorded journal = Recorded.run(Toy.draft(40).spec(), TOY, 1);
        int best = new Finals(journal.history()).finalists().getFirst().number();
        List<TrialPlanned> finals = journal.finals();
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
        Recorded journal = Recorded.run(Toy.draft(40).spec(), TOY, 2);
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
        Report report = Report.of(Recorded.run(Toy.draft(40).spec(), TOY, 1).history());
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
        assertThat(journal.share()).isBetween(0.98, 1.002);
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

    /** The toy as a script that knows no mode but to train. */
    private static final class Modeless extends Twisted {
        @Override
        public @Nullable Double sweepLoss(Config config, double lr) {
            return null;
        }

        @Override
        public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
            return new java.util.LinkedHashMap<>();
        }

        @Override
        public long checkpointEvery() {
            return 5;
        }
    }

    @Test
    void hoursThatThePhasesSaveRollForward() {
        Recorded journal = Recorded.run(Toy.draft(60).spec(), new Modeless(), 1);
        assertThat(journal.ended("lr-find")).contains("no lr-range mode");
        assertThat(journal.history().ledger().spent("lr-find").value()).isZero();
        assertThat(journal.share()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void aScriptWithoutModesIsAskedForEachOnceAndJudgedByTheObjective() {
        Recorded journal = Recorded.run(Toy.draft(25).spec(), new Modeless(), 1);
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
    void restartedTrainingsExtendTheirCurve() {
        Recorded journal = Recorded.run(Toy.draft(40).noCheckpoint().spec(), TOY, 1);
        History history = journal.history();
        assertThat(history.attempts()).allMatch(a -> a.from() == 0);
        assertThat(history.repeatedSteps()).isPositive();
        for (Run run :
                history.candidates().stream().flatMap(t -> t.runs().stream()).toList()) {
            if (run.state() == RunState.FINISHED) {
                assertThat(run.curve().points()).hasSize(50);
            }
        }
        assertThat(journal.finals()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(journal.share()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void theDeadlineClosesTheStudyWithWhatItHas() {
        Recorded journal = Recorded.run(Toy.draft(100).deadline(6 * 3600).spec(), TOY, 2);
        assertThat(journal.lifecycle())
                .isEqualTo(new Lifecycle(Lifecycle.State.CLOSED, Outcome.DONE, "the deadline has passed"));
        assertThat(journal.history().now()).isBetween(6 * 3600_000L, 6 * 3600_000L + 600_000);
        assertThat(journal.history().open()).isEmpty();
        assertThat(Report.of(journal.history()).recommended()).isNotNull();
    }

    @Test
    void sealedValuesAreInNoEventBeforeTheirOpening() {
        Recorded journal = Recorded.run(Toy.draft(25).spec(), new Tell(), 1);
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
        Recorded small = Recorded.run(Toy.draft(2).spec(), TOY, 1);
        assertThat(small.lifecycle().outcome()).isEqualTo(Outcome.TOO_SMALL);
        assertThat(small.history().ledger().spent().value()).isLessThan(0.2);
        String why = small.lifecycle().why();
        double least = Double.parseDouble(why.replaceAll(".*the smallest that works is ([0-9.]+) h", "$1"));
        Recorded enough = Recorded.run(Toy.draft(least).spec(), TOY, 1);
        assertThat(enough.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(Report.of(enough.history()).recommended()).isNotNull();
    }

    @Test
    void theFloorIsKeptWhereverTheBudgetIsLargeEnough() {
        for (double hours : new double[] {4.5, 5, 6, 8, 12}) {
            Recorded journal = Recorded.run(Toy.draft(hours).spec(), new Even(60), 1);
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
        Recorded journal = Recorded.run(Toy.draft(6).spec(), TOY, 1);
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
        Recorded journal = Recorded.run(Toy.draft(30).adaptive().spec(), TOY, 1);
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
            Recorded journal = Recorded.run(Toy.draft(1).budget(20 * full, unit).spec(), TOY, 2);
            assertThat(journal.share()).as(unit.key()).isBetween(0.98, 1.01);
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

    /** The toy, quickly learnt, with a training loss that is the validation loss: nothing overfits. */
    private static final class Quick extends Twisted {
        @Override
        public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
            SequencedMap<String, Double> line = TOY.metrics(config, seed, step);
            Double end = TOY.metrics(config, seed, 500).get("val_loss");
            double loss = (end == null ? 0 : end) + 2 * StrictMath.exp(-step / 4.0);
            line.put("val_loss", loss);
            line.put("train_loss", loss);
            return line;
        }
    }

    @Test
    void defaultsThatEndFarFromTheWinnerAreCalledUnderfitting() {
        Report report =
                Report.of(Recorded.run(Toy.draft(25).spec(), new Quick(), 1).history());
        for (Report.Finalist finalist : report.finalists()) {
            assertThat(finalist.diagnoses().stream().anyMatch(d -> d.kind() == Diagnosis.Kind.UNDERFITTING))
                    .as("trial " + finalist.trial())
                    .isEqualTo(finalist.control());
        }
        assertThat(report.finalists()).anyMatch(Report.Finalist::control);
    }
}
