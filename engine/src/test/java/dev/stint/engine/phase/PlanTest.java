package dev.stint.engine.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import dev.stint.engine.testing.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanTest {

    private static List<PhaseOutline> plan(StudySpec spec) {
        return Plans.of(spec).outlines(new Play(spec).history());
    }

    private static PhaseOutline row(List<PhaseOutline> plan, String phase) {
        return plan.stream().filter(r -> r.phase().equals(phase)).findFirst().orElseThrow();
    }

    private static double value(PhaseOutline row) {
        Amount each = row.each();
        return each == null ? Double.NaN : each.value();
    }

    private static StudySpec textbook() {
        return new Draft().cost(16).spec();
    }

    @Test
    void theAdaptivePlanStartsFromWhatIsKnownAndKeepsTheFloorOfTheFinals() {
        List<PhaseOutline> plan = plan(new Draft().cost(16).adaptive().spec());
        assertThat(plan.stream().map(PhaseOutline::phase)).containsExactly("transfer", "refine", "validate");
        assertThat(row(plan, "transfer").method()).isEqualTo("textbook");
        assertThat(row(plan, "refine").method()).isEqualTo("freeze-thaw");
        assertThat(row(plan, "validate").amount().value())
                .as("four trainings of 16")
                .isGreaterThanOrEqualTo(64);
        double all = plan.stream().mapToDouble(r -> r.amount().value()).sum();
        assertThat(all).isCloseTo(100, within(0.5));
    }

    @Test
    void theTextbooksExampleComesOutAsInTheTextbook() {
        List<PhaseOutline> plan = plan(textbook());

        assertThat(row(plan, "lr-find").amount().value()).isCloseTo(1, within(1e-9));
        PhaseOutline explore = row(plan, "explore");
        assertThat(explore.amount().plus(row(plan, "transfer").amount()).value())
                .isBetween(9.9, 11.01);
        assertThat(List.of(explore.runs(), explore.length())).containsExactly(30, 2L);
        assertThat(value(explore)).as("20 minutes").isCloseTo(1 / 3.0, within(1e-9));
        PhaseOutline refine = row(plan, "refine");
        assertThat(refine.amount().value()).isCloseTo(25, within(0.5));
        assertThat(List.of(refine.runs(), refine.length())).containsExactly(10, 15L);
        assertThat(value(refine)).isCloseTo(2.5, within(1e-9));
        assertThat(refine.method()).isEqualTo("gp");
        PhaseOutline validate = row(plan, "validate");
        assertThat(validate.amount().value()).isCloseTo(64, within(0.5));
        assertThat(List.of(validate.runs(), validate.length())).containsExactly(4, 96L);
        assertThat(validate.note()).contains("two seeds each");
    }

    @Test
    void aPlanNeverPromisesMoreThanTheBudgetOrLessThanTheFloorOfTheFinals() {
        Property.holds(150, draws -> {
            double budget = draws.logReal(50, 2_000);
            StudySpec spec = new Draft()
                    .budget(budget, Unit.HOURS)
                    .length(draws.between(1, 3), draws.between(4, 100))
                    .cost(budget / draws.real(4.2, 60))
                    .spec();
            List<PhaseOutline> plan = plan(spec);
            double sum = plan.stream().mapToDouble(r -> r.amount().value()).sum();
            assertThat(sum)
                    .isLessThanOrEqualTo(
                            budget * (1 + 1e-9) + row(plan, "transfer").amount().value());
            assertThat(row(plan, "validate").amount().value())
                    .isGreaterThanOrEqualTo(Math.min(budget, 4 * full(spec)) * (1 - 1e-9)
                            - row(plan, "transfer").amount().value());
            assertThat(row(plan, "explore").length())
                    .isBetween(spec.fidelity().min(), spec.fidelity().max());
        });
    }

    private static double full(StudySpec spec) {
        return Costs.of(new Play(spec).history()).full().value();
    }

    @Test
    void withoutACostThePlanSaysSo() {
        List<PhaseOutline> plan = plan(new Draft().spec());
        assertThat(row(plan, "transfer").note()).contains("measure the cost");
        for (String phase : List.of("explore", "refine", "validate")) {
            assertThat(row(plan, phase).note()).isEqualTo("unknown until measured");
            assertThat(row(plan, phase).runs()).isNull();
        }
    }

    @Test
    void precedenceIsBudgetThenLeastUsefulLengthThenNumber() {
        PhaseOutline rich = row(plan(new Draft().cost(1).spec()), "explore");
        assertThat(List.of(rich.runs(), rich.length()))
                .as("a tenth of the length, thirty runs")
                .containsExactly(30, 10L);

        PhaseOutline shorter = row(plan(new Draft().cost(6).spec()), "explore");
        assertThat(shorter.runs()).as("shorter runs before fewer").isEqualTo(30);
        assertThat(shorter.length()).isBetween(2L, 9L);

        PhaseOutline fewer = row(plan(new Draft().length(6, 96).cost(16).spec()), "explore");
        assertThat(fewer.length()).as("never shorter than what is useful").isEqualTo(6);
        assertThat(fewer.runs()).isBetween(9, 11);
        assertThat(fewer.note()).contains("cut from 30");
    }

    @Test
    void refinementIsBayesianForFewStepsOfNumbersAndHalvingElsewhere() {
        assertThat(row(plan(new Draft().cost(16).spec()), "refine").method()).isEqualTo("gp");
        assertThat(row(plan(new Draft().cost(4).spec()), "refine").method())
                .as("forty steps")
                .isEqualTo("halving");
        Domain choice = new Domain.Choice(Draft.wholes(1, 2, 3));
        StudySpec nominal = new Draft()
                .cost(16)
                .space(
                        Draft.parameter("a", choice, new Value.Whole(1)),
                        Draft.parameter("b", choice, new Value.Whole(1)),
                        Draft.parameter("lr", new Domain.LogUniform(1e-5, 1), new Value.Real(0.1)))
                .spec();
        assertThat(row(plan(nominal), "refine").method())
                .as("two of three are labels")
                .isEqualTo("halving");
        StudySpec half = new Draft()
                .cost(16)
                .space(
                        Draft.parameter("a", choice, new Value.Whole(1)),
                        Draft.parameter("lr", new Domain.LogUniform(1e-5, 1), new Value.Real(0.1)))
                .spec();
        assertThat(row(plan(half), "refine").method()).as("half are numbers").isEqualTo("gp");
    }

    @Test
    void theLadderOfHalvingIsPrinted() {
        String note = row(plan(new Draft().cost(4).spec()), "refine").note();
        assertThat(note).matches("\\d+ × \\d+(, \\d+ × \\d+)+ epochs").endsWith(", 1 × 96 epochs");
    }

    @Test
    void whereNothingResumesRungsAreFewerAndFartherApart() {
        for (Draft draft :
                List.of(new Draft().cost(4).noCheckpoint(), new Draft().cost(4).rescale())) {
            String ladder = row(plan(draft.spec()), "refine").note();
            assertThat(ladder).matches("\\d+ × 10, \\d+ × 40, 1 × 96 epochs");
            String onward = row(plan(draft.adaptive().spec()), "refine").note();
            assertThat(onward).contains("continues the most promising to 32, 96 epochs");
        }
        assertThat(row(plan(new Draft().cost(4).adaptive().spec()), "refine").note())
                .contains("to 16, 32, 64, 96 epochs");
    }

    @Test
    void customSharesAreScaledAndOpenOnesDivideTheRest() {
        StudySpec spec = new Draft()
                .cost(1)
                .plan(
                        Draft.phase("explore", Method.SOBOL, 0.2),
                        Draft.phase("refine", Method.GP, null),
                        Draft.phase("validate", null, null))
                .spec();
        List<PhaseOutline> plan = plan(spec);
        assertThat(plan.stream().map(PhaseOutline::phase)).containsExactly("transfer", "explore", "refine", "validate");
        assertThat(row(plan, "explore").share()).isCloseTo(0.2, within(1e-9));
        assertThat(row(plan, "refine").share()).isCloseTo(0.4, within(1e-9));
        assertThat(row(plan, "validate").share()).isCloseTo(0.4, within(1e-9));
        assertThat(row(plan, "explore").method()).isEqualTo("sobol");
    }

    @Test
    void withoutValidationItsShareGoesToTheSearch() {
        List<PhaseOutline> plan =
                plan(new Draft().cost(16).validate(Validate.Mode.NONE).spec());
        assertThat(plan.stream().map(PhaseOutline::phase)).doesNotContain("validate");
        assertThat(plan.stream().mapToDouble(PhaseOutline::share).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void singleSeedFinalsSayWhatTheyCannot() {
        PhaseOutline validate = row(
                plan(new Draft().cost(16).validate(Validate.Mode.SINGLE_SEED).spec()), "validate");
        assertThat(validate.method()).isEqualTo("single-seed");
        assertThat(validate.note()).contains("no interval");
    }

    @Test
    void finalsThatCannotHoldTheFloorSayWhyNot() {
        PhaseOutline validate = row(plan(new Draft().cost(40).spec()), "validate");
        assertThat(validate.note()).contains("fewer than two seeds");
    }

    @Test
    void anOverrunOfTheSearchNeverReachesTheReserveOfTheFinals() {
        Property.holds(40, draws -> {
            double budget = 100;
            StudySpec spec = new Draft().cost(draws.real(2, 20)).spec();
            Play play = new Play(spec);
            play.handle(new dev.stint.engine.study.Command.Ask(play.now()));
            double reserve = Math.max(0.64 * budget, 4 * full(spec));
            for (String phase : List.of("transfer", "lr-find", "explore", "refine")) {
                Amount limit = Plans.of(spec)
                        .view(phase, play.history(), play.history().ledger())
                        .limit();
                assertThat(limit.value()).as(phase).isLessThanOrEqualTo(budget - reserve + 1e-9);
            }
            assertThat(Plans.of(spec)
                            .view("validate", play.history(), play.history().ledger())
                            .limit()
                            .value())
                    .isEqualTo(budget);
        });
    }

    @Test
    void theLengthOfATrialFollowsItsOwnDuration() {
        StudySpec spec = new Draft()
                .length(2, 96)
                .space(Draft.parameter("epochs", new Domain.IntRange(10, 96), new Value.Whole(48)))
                .spec();
        assertThat(spec.fullLength(spec.space().defaults())).isEqualTo(48);
        assertThat(Lengths.of(spec, spec.space().defaults(), 96)).isEqualTo(48);
        assertThat(Lengths.of(spec, spec.space().defaults(), 10)).isEqualTo(5);
        assertThat(Lengths.of(spec, spec.space().defaults(), 2))
                .as("never below the least useful length")
                .isEqualTo(2);
        assertThat(Lengths.share(spec, 0.001)).isEqualTo(2);
    }
}
