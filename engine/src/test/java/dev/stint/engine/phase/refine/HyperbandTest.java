package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.History;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Field;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import dev.stint.engine.testing.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HyperbandTest {

    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.9));

    private static Draft study(long max) {
        return new Draft().length(1, max).space(X);
    }

    /** {@code n_i} and {@code r_i} of a bracket, rung after rung. */
    private static List<List<Long>> table(StudySpec spec, Bracket.Shape shape) {
        List<List<Long>> rows = new ArrayList<>();
        for (int i = 0; shape.has(spec, i); i++) {
            rows.add(List.of((long) shape.kept(i), shape.length(spec, i)));
        }
        return rows;
    }

    @Test
    void theBracketsAreThoseOfTableOneOfThePaper() {
        StudySpec spec = study(81).spec();
        Brackets brackets = Brackets.of(spec, 3, 100);
        assertThat(table(spec, brackets.bracket(0)))
                .containsExactly(
                        List.of(81L, 1L), List.of(27L, 3L), List.of(9L, 9L), List.of(3L, 27L), List.of(1L, 81L));
        assertThat(table(spec, brackets.bracket(1)))
                .containsExactly(List.of(34L, 3L), List.of(11L, 9L), List.of(3L, 27L), List.of(1L, 81L));
        assertThat(table(spec, brackets.bracket(2)))
                .containsExactly(List.of(15L, 9L), List.of(5L, 27L), List.of(1L, 81L));
        assertThat(table(spec, brackets.bracket(3))).containsExactly(List.of(8L, 27L), List.of(2L, 81L));
        assertThat(table(spec, brackets.bracket(4))).containsExactly(List.of(5L, 81L));
        assertThat(brackets.bracket(5)).as("and again").isEqualTo(brackets.bracket(0));
    }

    @Test
    void aBracketCostsWhatItTrainsAndStartsOverOnlyWithoutCheckpoints() {
        StudySpec resumes = study(9).spec();
        Bracket.Shape shape = new Bracket.Shape(9, 1, 3);
        assertThat(Brackets.of(resumes, 3, 9).cost(shape)).isCloseTo((9 + 3 * 2 + 6) / 9.0, within(1e-12));
        StudySpec restarts = study(9).noCheckpoint().spec();
        assertThat(Brackets.of(restarts, 3, 9).cost(shape)).isCloseTo((9 + 3 * 3 + 9) / 9.0, within(1e-12));
    }

    /** 9 × 1, 3 × 3, 1 × 9 costs 2.33 trainings, 5 × 3, 1 × 9 as much: 1.33 are left for full ones, of which the paper has three. */
    @Test
    void theRestOfAShareBuysWhatItCanOfTheNextBracket() {
        assertThat(Brackets.of(study(9).spec(), 3, 6).planned())
                .containsExactly(new Bracket.Shape(9, 1, 3), new Bracket.Shape(5, 3, 3), new Bracket.Shape(1, 9, 3));
        assertThat(Brackets.of(study(9).spec(), 3, 0.1).planned()).isEmpty();
    }

    @Test
    void theBracketsFitTheShareAndTheLastIsCut() {
        StudySpec spec = study(81).spec();
        assertThat(Brackets.of(spec, 3, 4).planned()).first().isEqualTo(new Bracket.Shape(81, 1, 3));
        assertThat(Brackets.of(spec, 3, 2.4).sMax())
                .as("9 × 9, 3 × 27, 1 × 81 costs 2.33")
                .isEqualTo(2);
        Property.holds(200, draws -> {
            StudySpec any = new Draft()
                    .length(draws.between(1, 4), draws.between(5, 200))
                    .space(X)
                    .spec();
            double trainings = draws.logReal(0.02, 60);
            Brackets brackets = Brackets.of(any, draws.between(2, 5), trainings);
            double cost =
                    brackets.planned().stream().mapToDouble(brackets::cost).sum();
            assertThat(cost).isLessThanOrEqualTo(trainings + 1e-6);
        });
    }

    @Test
    void aStudyRunsItsBracketsAndResumesWhomItPromotes() {
        Play play = played(study(27).budget(270, Unit.FIDELITY).spec(), 1);
        History history = play.history();
        List<TrialPlanned> planned = refinement(play);
        assertThat(planned.stream().filter(p -> p.config() == null))
                .isNotEmpty()
                .allMatch(p -> p.from() > 0);
        List<Trial> first = Bracket.opened(history).subList(0, 27);
        Bracket bracket = Bracket.of(history, new Bracket.Shape(27, 1, 3), first);
        assertThat(bracket.members(1))
                .containsExactlyElementsOf(new Field(history).ranked(first, 1).subList(0, 9));
        for (int k = 0; bracket.has(k); k++) {
            long rung = bracket.length(k);
            assertThat(bracket.members(k))
                    .allMatch(t -> t.runs().getFirst().curve().reached() >= rung);
        }
        assertThat(planned.stream().filter(p -> p.config() != null).map(TrialPlanned::upTo))
                .as("openings of three kinds of bracket")
                .contains(1L, 3L, 9L);
    }

    @Test
    void aBracketThatWaitsLetsTheNextBegin() {
        Play play = new Play(
                study(9).budget(120, Unit.FIDELITY)
                        .plan(Draft.phase("refine", Method.HYPERBAND, 1.0))
                        .spec(),
                12);
        play.train(play.planned(), (config, step) -> 1.0 / step);
        List<TrialPlanned> together = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            together.add(play.planned());
        }
        assertThat(together.stream().map(TrialPlanned::upTo).toList())
                .containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 3L, 3L, 3L);
    }

    static List<TrialPlanned> refinement(Play play) {
        return play.events(TrialPlanned.class).stream()
                .filter(p -> p.phase().equals("refine"))
                .toList();
    }

    private static Play played(StudySpec draft, long seed) {
        StudySpec spec = new Draft()
                .budget(draft.budget().value(), draft.budget().unit())
                .length(draft.fidelity().min(), draft.fidelity().max())
                .space(X)
                .seed(seed)
                .plan(Draft.phase("refine", Method.HYPERBAND, 1.0))
                .spec();
        Play play = new Play(spec);
        for (TrialPlanned next = play.ask(); next != null; next = play.ask()) {
            play.train(next, (config, step) -> {
                Value x = config.get("x");
                return (x == null ? 0 : x.number()) + 1.0 / step;
            });
        }
        return play;
    }
}
