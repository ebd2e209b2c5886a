package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Constraint;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

final class RefineTest {

    /** Every method of refinement, each in a study of its own. */
    private static final List<Method> METHODS = List.of(Method.values());

    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.9));
    private static final Parameter Y = Draft.parameter("y", new Domain.Uniform(0, 1), new Value.Real(0.1));
    private static final Parameter Z = Draft.parameter("z", new Domain.LogUniform(1e-3, 1e3), new Value.Real(100));

    private static double at(Config config, String name) {
        Value value = config.get(name);
        return value == null ? 0 : value.number();
    }

    /** A bowl with its lowest point at x = 0.3, y = 0.6, z = 0.1; longer training lowers all alike. */
    private static double bowl(Config config, long step) {
        double x = at(config, "x") - 0.3;
        double y = at(config, "y") - 0.6;
        double z = StrictMath.log10(at(config, "z")) + 1;
        return x * x + 2 * y * y + 0.2 * z * z + 1.0 / step;
    }

    private static StudySpec study(Method method, long seed) {
        double share = method == Method.HALVING ? 0.45 : 0.15;
        return new Draft()
                .budget(400, Unit.FIDELITY)
                .length(2, 32)
                .space(X, Y, Z)
                .seed(seed)
                .plan(
                        Draft.phase("explore", null, 0.15),
                        Draft.phase("refine", method, share),
                        Draft.phase("validate", null, 0.85 - share))
                .spec();
    }

    /** Plays until the finals begin. */
    private static Play search(StudySpec spec, ToDoubleBiFunction<Config, Long> loss) {
        Play play = new Play(spec);
        TrialPlanned planned = play.ask();
        while (planned != null && !play.history().started("validate")) {
            if (planned.task() instanceof Task.Full) {
                play.train(planned, loss);
            } else {
                play.end(play.start(planned.run()), End.UNSUPPORTED, 0);
            }
            planned = play.ask();
        }
        return play;
    }

    private static List<TrialPlanned> refinement(Play play) {
        return play.events(TrialPlanned.class).stream()
                .filter(p -> p.phase().equals("refine"))
                .toList();
    }

    private static double best(Play play) {
        return play.history().candidates().stream()
                .mapToDouble(t -> bowl(t.config(), 1) - 1)
                .min()
                .orElse(9);
    }

    /** Each of eight worlds is a coin if refinement helps nothing: seven of eight come up in 3.5 % of all cases. */
    @Test
    void bayesianRefinementFindsBetterThanAsManyRandomDraws() {
        int better = 0;
        for (int seed = 0; seed < 8; seed++) {
            Play play = search(study(Method.GP, seed), RefineTest::bowl);
            Space space = play.history().spec().space();
            double random = 9;
            for (int i = 0; i < play.history().candidates().size(); i++) {
                random = Math.min(random, bowl(space.sample(Seed.of(seed).child("draw").child(i).stream()), 1) - 1);
            }
            better += best(play) < random ? 1 : 0;
        }
        assertThat(better).isGreaterThanOrEqualTo(7);
    }

    @Test
    void proposalsAreNewAndKeepTheConstraints() {
        Space space =
                new Space(List.of(X, Y, Z), List.of(Constraint.parse("x + y < 1.1"), Constraint.parse("not x < 0.1")));
        for (Method method : METHODS) {
            StudySpec free = study(method, 5);
            StudySpec spec = new StudySpec(
                    "constrained",
                    free.budget(),
                    null,
                    null,
                    free.objective(),
                    null,
                    null,
                    null,
                    free.fidelity(),
                    free.cost(),
                    true,
                    free.resources(),
                    space,
                    free.plan(),
                    free.validate(),
                    5,
                    free.metrics(),
                    free.limits(),
                    false,
                    false,
                    List.of(),
                    free.tags(),
                    free.env(),
                    null,
                    List.of());
            Play play = search(spec, RefineTest::bowl);
            Set<Config> seen = new LinkedHashSet<>();
            for (Trial trial : play.history().candidates()) {
                assertThat(space.problems(trial.config())).isEmpty();
                assertThat(seen.add(trial.config()))
                        .as("trained twice: " + trial.config().text())
                        .isTrue();
            }
            assertThat(refinement(play)).isNotEmpty();
        }
    }

    /** As for the Bayesian refinement, seven of eight come up by chance in 3.5 % of all cases. */
    @Test
    void freezeThawFindsBetterThanAsManyRandomDraws() {
        int better = 0;
        for (int seed = 0; seed < 8; seed++) {
            Play play = search(study(Method.FREEZE_THAW, seed), RefineTest::bowl);
            Space space = play.history().spec().space();
            double random = 9;
            for (int i = 0; i < play.history().candidates().size(); i++) {
                random = Math.min(random, bowl(space.sample(Seed.of(seed).child("draw").child(i).stream()), 1) - 1);
            }
            better += best(play) < random ? 1 : 0;
        }
        assertThat(better).isGreaterThanOrEqualTo(7);
    }

    @Test
    void freezeThawOpensAtTheLowestRungAndContinuesOneRungAtATime() {
        List<Long> rungs = FreezeThawPhase.rungs(study(Method.FREEZE_THAW, 3));
        assertThat(rungs).containsExactly(3L, 6L, 12L, 24L, 32L);
        List<TrialPlanned> planned = refinement(search(study(Method.FREEZE_THAW, 3), RefineTest::bowl));
        for (TrialPlanned step : planned) {
            assertThat(rungs).contains(step.upTo());
            long above = rungs.stream().filter(r -> r > step.from()).findFirst().orElseThrow();
            assertThat(step.upTo()).as(step.why()).isEqualTo(above);
        }
        assertThat(planned.stream().filter(p -> p.config() == null && p.from() > 0))
                .isNotEmpty();
        assertThat(planned.stream().filter(p -> p.config() != null)).isNotEmpty();
    }

    @Test
    void theLadderOfFreezeThawDoublesUpToTheFullLength() {
        StudySpec benchmark = new Draft().length(1, 52).space(X).spec();
        assertThat(FreezeThawPhase.rungs(benchmark)).containsExactly(4L, 8L, 16L, 32L, 52L);
        StudySpec single = new Draft().length(1, 1).space(X).spec();
        assertThat(FreezeThawPhase.rungs(single)).containsExactly(1L);
    }

    @Test
    void fittedParametersTravelWithTheDecisions() {
        Play play = search(study(Method.GP, 3), RefineTest::bowl);
        List<TrialPlanned> fitted =
                refinement(play).stream().filter(p -> !p.fitted().isEmpty()).toList();
        assertThat(fitted.size()).isGreaterThan(3);
        assertThat(play.history().fitted()).isEqualTo(fitted.getLast().fitted());
        assertThat(fitted.getLast().fitted()).allMatch(Double::isFinite);
    }

    @Test
    void exploredConfigurationsAreTrainedOnFromTheirCheckpoint() {
        Play play = search(study(Method.GP, 3), RefineTest::bowl);
        List<TrialPlanned> resumed =
                refinement(play).stream().filter(p -> p.config() == null).toList();
        assertThat(resumed).isNotEmpty().allMatch(p -> p.from() > 0 && p.from() < p.upTo());
        assertThat(refinement(play).stream().filter(p -> p.config() != null)).isNotEmpty();
    }

    @Test
    void halvingKeepsTheBestHalfDoublesAndEndsWithOne() {
        Play play = search(study(Method.HALVING, 4), RefineTest::bowl);
        History history = play.history();
        Bracket bracket = Bracket.afterExploration(history, history.outlineOf("refine"), 2);
        Field field = new Field(history);
        Integer n = history.outlineOf("refine").runs();
        assertThat(n).isGreaterThanOrEqualTo(4);
        assertThat(bracket.members(0)).hasSize(n == null ? 0 : n);
        int k = 1;
        for (; bracket.has(k); k++) {
            List<Trial> kept = bracket.members(k);
            List<Trial> ranked = field.ranked(bracket.members(k - 1), bracket.length(k - 1));
            assertThat(kept).hasSize(Math.max(1, bracket.members(k - 1).size() / 2));
            assertThat(kept).containsExactlyElementsOf(ranked.subList(0, kept.size()));
            assertThat(bracket.length(k)).isEqualTo(Math.min(32, 2 * bracket.length(k - 1)));
            long length = bracket.length(k);
            assertThat(kept).allMatch(t -> t.runs().getFirst().curve().reached() >= length);
        }
        assertThat(bracket.members(k - 1).size() == 1 || bracket.length(k - 1) == 32)
                .isTrue();
        assertThat(history.phases().stream()
                        .filter(p -> p.phase().equals("refine"))
                        .findFirst()
                        .orElseThrow()
                        .why())
                .isEqualTo("the ladder is climbed: 2 left at 32 epochs");
    }

    @Test
    void halvingTakesTheBetterHalfOfTheExplorationAndResumesIt() {
        Play play = search(study(Method.HALVING, 4), RefineTest::bowl);
        History history = play.history();
        long length = history.outlineOf("explore").length() == null
                ? 0
                : history.outlineOf("explore").length();
        List<Trial> explored = history.candidates().stream()
                .filter(t -> !t.phase().equals("refine"))
                .toList();
        List<Trial> ranked = new Field(history).ranked(explored, length);
        List<Trial> entrants = Bracket.afterExploration(history, history.outlineOf("refine"), 2)
                .members(0);
        int veterans = Bracket.veterans(entrants.size(), ranked.size());
        assertThat(entrants.subList(0, veterans)).containsExactlyElementsOf(ranked.subList(0, veterans));
        assertThat(refinement(play).stream().filter(p -> p.config() == null)).allMatch(p -> p.from() > 0);
        assertThat(refinement(play).stream().filter(p -> p.config() != null)).allMatch(p -> p.upTo() == length);
    }

    @Test
    void halvingGoesOnWithoutThoseThatFail() {
        Play play = search(
                study(Method.HALVING, 6),
                (config, step) -> at(config, "x") < 0.35 && step > 3 ? Double.NaN : bowl(config, step));
        assertThat(play.history().started("validate")).isTrue();
        assertThat(new Field(play.history()).standings())
                .allMatch(t -> t.runs().getFirst().state() != RunState.DIVERGED);
    }

    @Test
    void refinementOfAnExplorationInWhichEverythingDivergedStillProposes() {
        for (Method method : METHODS) {
            Play play = search(study(method, 7), (config, step) -> Double.NaN);
            assertThat(play.history().started("validate")).isTrue();
            assertThat(refinement(play)).as(method.name()).isNotEmpty();
        }
    }

    @Test
    void aSpaceThatIsExhaustedEndsTheSearchInPeace() {
        Parameter flag = Draft.parameter("flag", new Domain.Choice(Draft.wholes(1, 2, 3)), new Value.Whole(1));
        for (Method method : METHODS) {
            StudySpec spec = new Draft()
                    .budget(400, Unit.FIDELITY)
                    .length(2, 32)
                    .space(flag)
                    .plan(
                            Draft.phase("explore", null, 0.15),
                            Draft.phase("refine", method, 0.45),
                            Draft.phase("validate", null, 0.4))
                    .spec();
            Play play = search(spec, (config, step) -> at(config, "flag") + 1.0 / step);
            assertThat(play.history().candidates()).hasSize(3);
            assertThat(play.history().started("validate")).isTrue();
        }
    }

    @Test
    void thePromisingRegionPrefersTheBestAndExcludesNothing() {
        Play play = search(study(Method.GP, 8), RefineTest::bowl);
        Proposals proposals = new Proposals(play.history());
        Proposals.Source draws = Promising.of(play.history(), proposals, 2).draws(Seed.of(1));
        List<Double> xs = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            xs.add(draws.point(i)[0]);
        }
        long near = xs.stream().filter(x -> Math.abs(x - 0.3) < 0.2).count();
        assertThat(near).as("of 2,000 draws where 800 would be blind").isGreaterThan(900);
        assertThat(xs.stream().filter(x -> x > 0.9).count()).isGreaterThan(20);
    }
}
