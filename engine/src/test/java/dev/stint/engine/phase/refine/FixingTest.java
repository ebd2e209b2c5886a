package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.Importance.Share;
import dev.stint.engine.insight.Importance.Verdict;
import dev.stint.engine.phase.Step;
import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Constraint;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Prior;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Study;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Studies of a loss that two parameters decide. Seeds are fixed: what is found is found always. */
final class FixingTest {

    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.9));
    private static final Parameter Y = Draft.parameter("y", new Domain.Uniform(0, 1), new Value.Real(0.1));
    private static final Parameter INERT = Draft.parameter("inert", new Domain.Uniform(0, 1), new Value.Real(0.4));
    private static final Parameter IDLE = Draft.parameter("idle", new Domain.LogUniform(1e-3, 1), new Value.Real(0.01));

    private static final Parameter[] USUAL = {X, Y, INERT, IDLE, dead("dead"), dead("gone")};
    private static final Play STANDARD = played(space(USUAL));

    private static Parameter dead(String name) {
        return Draft.parameter(name, new Domain.Uniform(0, 1), new Value.Real(0.5));
    }

    private static double loss(Config config, long step) {
        double x = Math.abs(number(config, "x") - 0.3);
        return x + Math.abs(number(config, "y") - 0.6) + 1.0 / step;
    }

    private static double number(Config config, String name) {
        return Objects.requireNonNull(config.get(name)).number();
    }

    private static StudySpec study(Space space, double budget) {
        return new Draft()
                .budget(budget, Unit.FIDELITY)
                .length(1, 25)
                .space(space)
                .plan(new PlanSpec.Adaptive())
                .validate(Validate.Mode.NONE)
                .spec();
    }

    private static Space space(Parameter... parameters) {
        return new Space(List.of(parameters), List.of());
    }

    private static Play played(Play play) {
        for (TrialPlanned planned = play.ask(); planned != null; planned = play.ask()) {
            play.train(planned, FixingTest::loss);
        }
        return play;
    }

    private static Play played(Space space) {
        return played(new Play(study(space, 220)));
    }

    private static List<String> everFixed(Play play) {
        return play.events(ParametersFixed.class).stream()
                .flatMap(e -> e.fixed().stream())
                .distinct()
                .toList();
    }

    @Test
    void whatDoesNothingIsFixedAndWhatDecidesIsNot() {
        Play play = STANDARD;
        assertThat(everFixed(play)).isNotEmpty().isSubsetOf("inert", "idle", "dead", "gone");
    }

    @Test
    void newConfigurationsHaveTheDefaultsAndEachFifthIsFree() {
        Play play = STANDARD;
        List<String> fixed = List.of();
        int bound = 0;
        int free = 0;
        int number = 1;
        for (StudyEvent event : play.entries().stream().map(Entry::event).toList()) {
            if (event instanceof ParametersFixed asked) {
                fixed = asked.fixed();
            } else if (event instanceof TrialPlanned planned && planned.config() != null) {
                Config config = planned.config();
                boolean usual = fixed.stream()
                        .allMatch(name ->
                                Objects.equals(config.get(name), defaults(play).get(name)));
                if (number % 5 != 0) {
                    assertThat(usual).as("trial %d: %s", number, config.text()).isTrue();
                    bound += fixed.isEmpty() ? 0 : 1;
                } else {
                    free += usual ? 0 : 1;
                }
                number++;
            }
        }
        assertThat(bound).isGreaterThan(5);
        assertThat(free).isPositive();
    }

    private static Config defaults(Play play) {
        return play.history().spec().space().defaults();
    }

    @Test
    void nothingIsAskedBeforeTwentyTwoConfigurationsNorOftenAfter() {
        List<Integer> asked = STANDARD.events(ParametersFixed.class).stream()
                .map(ParametersFixed::trials)
                .toList();
        assertThat(List.of(22, 30, 40, 54, 72)).startsWith(asked.toArray(Integer[]::new));
        assertThat(asked).hasSizeGreaterThanOrEqualTo(2);
        Play few = played(new Play(study(space(USUAL), 60)));
        assertThat(few.history().candidates()).hasSizeBetween(4, 21);
        assertThat(few.events(ParametersFixed.class)).isEmpty();
    }

    @Test
    void aFixingThatTheEvidenceContradictsIsTakenBack() {
        StudySpec spec = study(space(USUAL), 220);
        List<StudyEvent> wrongly = List.of(new ParametersFixed(List.of("x"), 0, "by the test"));
        Play play = played(new Play(spec, wrongly));
        ParametersFixed next = play.events(ParametersFixed.class).get(1);
        assertThat(next.fixed()).doesNotContain("x");
        assertThat(next.why()).contains("releases x");
        assertThat(play.history().fixed()).doesNotContain("x");
    }

    private static List<String> little(Space space, List<String> before, double... highs) {
        return answer(space, before, highs).fixed();
    }

    private static Step.Fix answer(Space space, List<String> before, double... highs) {
        List<Importance.Row> rows = new ArrayList<>();
        for (int i = 0; i < highs.length; i++) {
            rows.add(new Importance.Row(space.tuned().get(i).name(), share(0.02), share(highs[i])));
        }
        return Fixing.answer(space, before, 40, new Importance(40, rows));
    }

    private static Share share(double high) {
        Verdict verdict = high < Importance.LITTLE ? Verdict.MATTERS_LITTLE : Verdict.CANNOT_TELL;
        return new Share(high / 2, 0, high, 0, 0, verdict);
    }

    @Test
    void whatIsBelowATenthIsFixedAndStaysSoBelowAFifth() {
        Space space = space(X, Y, INERT, IDLE);
        assertThat(little(space, List.of(), 0.9, 0.12, 0.09, 0.21)).containsExactly("inert");
        assertThat(little(space, List.of("y", "idle"), 0.9, 0.12, 0.09, 0.21)).containsExactly("y", "inert");
    }

    @Test
    void whatMayMatterSomewhereIsNotFixed() {
        for (Verdict verdict : List.of(Verdict.MATTERS, Verdict.PROBABLY_MATTERS, Verdict.CANNOT_TELL)) {
            Share everywhere = new Share(0.3, 0.1, 0.5, 1, 0, verdict);
            List<Importance.Row> rows = List.of(new Importance.Row("inert", everywhere, share(0.01)));
            Step.Fix answer = Fixing.answer(space(X, Y, INERT), List.of("inert"), 40, new Importance(40, rows));
            assertThat(answer.fixed()).isEmpty();
            assertThat(answer.why()).isEqualTo("releases inert: that it decides little can no longer be said");
        }
    }

    @Test
    void theLearningRateAndWhatTheUserHasAPriorOnAreNeverFixed() {
        Parameter rate = new Parameter(
                "rate", new Domain.Uniform(0, 1), Role.LEARNING_RATE, false, new Value.Real(0.5), false, null, null);
        Prior prior = new Prior(new Value.Real(0.5), Prior.Confidence.LOW);
        Parameter believed = new Parameter(
                "believed", new Domain.Uniform(0, 1), Role.OTHER, false, new Value.Real(0.5), false, null, prior);
        Space space = space(X, Y, rate, believed, INERT);
        assertThat(little(space, List.of(), 0.9, 0.9, 0.01, 0.01, 0.01)).containsExactly("inert");
    }

    @Test
    void whatAnotherHangsOnIsNeverFixed() {
        Domain kinds = new Domain.Choice(List.of(new Value.Text("a"), new Value.Text("b")));
        Parameter kind = Draft.parameter("kind", kinds, new Value.Text("a"));
        Condition when = new Condition(List.of(new Condition.Clause("kind", List.of(new Value.Text("b")))));
        Parameter child = new Parameter(
                "child", new Domain.Uniform(0, 1), Role.OTHER, false, new Value.Real(0.5), false, when, null);
        Space space = space(X, Y, kind, child);
        assertThat(little(space, List.of(), 0.9, 0.9, 0.01, 0.01)).containsExactly("child");
        Config inactive = space.defaults();
        assertThat(Fixing.applied(space, List.of("child"), inactive)).isEqualTo(inactive);
    }

    @Test
    void atLeastTwoStayTunedAndTheFixedDecideLittleTogether() {
        assertThat(little(space(X, INERT, IDLE), List.of(), 0.03, 0.02, 0.01)).containsExactly("idle");
        Space many = space(X, Y, INERT, IDLE, dead("a"), dead("b"), dead("c"), dead("d"), dead("e"));
        assertThat(little(many, List.of(), 0.9, 0.9, 0.09, 0.09, 0.09, 0.09, 0.09, 0.09, 0.09))
                .as("with a mean of .045 each")
                .hasSize(4);
    }

    @Test
    void whatIsNewlySmallDoesNotEvictWhatIsFixed() {
        Space space = space(X, Y, INERT, IDLE, dead("dead"));
        Step.Fix answer = answer(space, List.of("y", "idle"), 0.9, 0.18, 0.09, 0.19, 0.9);
        assertThat(answer.fixed()).containsExactly("y", "idle");
        assertThat(answer.why()).isEqualTo("nothing changes");
        assertThat(answer(space, List.of("y"), 0.9, 0.18, 0.09, 0.19, 0.9).fixed())
                .containsExactly("y", "inert");
    }

    @Test
    void theReasonOfAReleaseIsTheTrueOne() {
        Space space = space(X, Y, INERT, IDLE, dead("dead"), dead("gone"));
        List<String> before = List.of("y", "inert", "idle", "dead");
        Step.Fix crowded = answer(space, before, 0.9, 0.19, 0.01, 0.18, 0.17, 0.9);
        assertThat(crowded.fixed()).as("means of .005, .085 and .09").containsExactly("inert", "idle", "dead");
        assertThat(crowded.why())
                .isEqualTo("releases y: each that was fixed decides little, but together they decide too much");
        Step.Fix both = answer(space, before, 0.9, 0.19, 0.21, 0.18, 0.17, 0.9);
        assertThat(both.fixed()).containsExactly("idle", "dead");
        assertThat(both.why())
                .isEqualTo("releases inert: that it decides little can no longer be said; releases y: each that was"
                        + " fixed decides little, but together they decide too much");
        assertThat(answer(space, before, 0.9, 0.21, 0.3, 0.01, 0.01, 0.9).why())
                .isEqualTo("releases y, inert: that they decide little can no longer be said");
    }

    @Test
    void theReasonOfAFixingNamesBothBounds() {
        Space space = space(X, Y, INERT, IDLE);
        assertThat(answer(space, List.of(), 0.9, 0.9, 0.09, 0.9).why())
                .isEqualTo("fixes inert at its default: it decides next to nothing (a share below 10 % among what is"
                        + " good and below 20 % everywhere, each with 95 %)");
        assertThat(answer(space, List.of(), 0.9, 0.9, 0.09, 0.09).why())
                .startsWith("fixes inert, idle at their defaults: they decide next to nothing (");
    }

    @Test
    void constraintsAreKept() {
        List<Constraint> constraints =
                List.of(Constraint.parse("x + inert < 1.35"), Constraint.parse("idle < 0.5 or y > 0.3"));
        Play play = played(new Play(study(new Space(List.of(USUAL), constraints), 220)));
        Space space = play.history().spec().space();
        assertThat(everFixed(play)).isNotEmpty();
        assertThat(play.events(TrialPlanned.class).stream()
                        .map(TrialPlanned::config)
                        .filter(Objects::nonNull)
                        .filter(c -> !c.equals(space.defaults())))
                .allMatch(space::admits);
    }

    /** No analysis is repeated: a folded journal knows what is fixed, and decides as the study did. */
    @Test
    void aFoldedJournalDecidesTheSame() {
        List<Entry> entries = STANDARD.entries();
        List<Integer> decisions = new ArrayList<>();
        for (int i = 1; i < entries.size(); i++) {
            StudyEvent event = entries.get(i).event();
            if (event instanceof ParametersFixed || (event instanceof TrialPlanned && i % 7 == 0)) {
                decisions.add(i);
            }
        }
        assertThat(decisions).hasSizeGreaterThan(5);
        for (int i : decisions) {
            History folded = Objects.requireNonNull(History.of(entries.subList(0, i)));
            Entry next = entries.get(i);
            assertThat(Study.handle(folded, new Command.Ask(next.at()))).containsExactly(next.event());
        }
    }
}
