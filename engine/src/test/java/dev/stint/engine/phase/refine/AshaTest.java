package dev.stint.engine.phase.refine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.History;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Field;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AshaTest {

    private static final Parameter X = Draft.parameter("x", new Domain.Uniform(0, 1), new Value.Real(0.9));

    private static StudySpec study(double budget) {
        return new Draft()
                .budget(budget, Unit.FIDELITY)
                .length(1, 27)
                .space(X)
                .plan(Draft.phase("refine", Method.ASHA, 1.0))
                .spec();
    }

    private static double loss(Config config, long step) {
        Value x = config.get("x");
        return (x == null ? 0 : x.number()) + 1.0 / step;
    }

    @Test
    void theLadderTriplesUpToTheFullLength() {
        assertThat(AshaPhase.rungs(study(200), 3)).containsExactly(1L, 3L, 9L, 27L);
        assertThat(AshaPhase.rungs(new Draft().length(4, 52).space(X).spec(), 3))
                .containsExactly(4L, 12L, 36L, 52L);
        assertThat(AshaPhase.rungs(new Draft().length(1, 1).space(X).spec(), 3)).containsExactly(1L);
    }

    /** The promotion rule of Algorithm 2, written out a second time and asked before every decision. */
    private static int promotable(History history, List<Long> rungs, int k) {
        List<Trial> there = new Field(history).ranked(history.candidates(), rungs.get(k));
        return (int) there.subList(0, there.size() / 3).stream()
                .filter(t -> t.runs().getFirst().asked() < rungs.get(k + 1))
                .count();
    }

    private static long wanted(History history, List<Long> rungs) {
        for (int k = rungs.size() - 2; k >= 0; k--) {
            if (promotable(history, rungs, k) > 0) {
                return rungs.get(k + 1);
            }
        }
        return rungs.getFirst();
    }

    @Test
    void everyDecisionIsTheOneOfAlgorithmTwo() {
        StudySpec spec = study(250);
        List<Long> rungs = AshaPhase.rungs(spec, 3);
        Play play = new Play(spec);
        play.train(play.planned(), AshaTest::loss);
        int promotions = 0;
        while (play.history().ledger().free().value() > 30) {
            History before = play.history();
            TrialPlanned next = play.planned();
            long wanted = before.started("refine") ? wanted(before, rungs) : 1;
            assertThat(next.upTo()).as(next.why()).isEqualTo(wanted);
            promotions += next.config() == null ? 1 : 0;
            play.train(next, AshaTest::loss);
        }
        assertThat(promotions).isGreaterThan(10);
        assertThat(play.history().candidates())
                .anyMatch(t -> t.runs().getFirst().curve().reached() == 27);
    }

    @Test
    void severalSlotsNeverWaitAndNeverPromoteTwice() {
        Play play = new Play(study(250), 4);
        play.train(play.planned(), AshaTest::loss);
        Deque<TrialPlanned> running = new ArrayDeque<>();
        List<String> asked = new ArrayList<>();
        while (play.history().ledger().free().value() > 60) {
            while (running.size() < 4) {
                TrialPlanned next = play.planned();
                running.add(next);
                asked.add(next.run().key() + " up to " + next.upTo());
            }
            play.train(running.removeLast(), AshaTest::loss);
        }
        assertThat(asked).doesNotHaveDuplicates().anyMatch(a -> a.endsWith("up to 9"));
    }
}
