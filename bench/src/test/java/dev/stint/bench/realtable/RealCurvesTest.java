package dev.stint.bench.realtable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.bench.realtable.Making.Ground;
import dev.stint.engine.insight.CurveDiagnosis;
import dev.stint.engine.insight.Diagnosis;
import dev.stint.engine.insight.Diagnosis.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Curves of real trainings that were made to show something. The diagnosis was chosen on seeds below those that are asserted,
 * and on {@link Ground#DIGITS}.
 */
final class RealCurvesTest {

    private static final int SEEDS = 8;

    /**
     * One training and what was said of it.
     *
     * @param worked whether it came out as it was made to
     */
    record Case(Ground ground, Making making, int seed, boolean worked, List<Diagnosis> said) {

        boolean right() {
            return making.isRight(said.getFirst().kind());
        }

        boolean says(Kind kind) {
            return said.stream().anyMatch(one -> one.kind() == kind);
        }
    }

    @Test
    void nineInTenGetTheLabelTheyWereMadeForAndNoneIsFalselyCalledDiverged() {
        List<Case> cases = new ArrayList<>(cases(Ground.TUMOURS, 2 * SEEDS));
        cases.addAll(cases(Ground.ROWS, 2 * SEEDS));
        cases.addAll(cases(Ground.DEEP_DIGITS, SEEDS));
        cases.addAll(cases(Ground.SHALLOW_TUMOURS, SEEDS));
        for (Map.Entry<Making, List<Case>> group : byMaking(cases).entrySet()) {
            List<Case> worked = group.getValue().stream().filter(Case::worked).toList();
            List<Case> wrong = worked.stream().filter(one -> !one.right()).toList();
            assertThat(worked).as("%s came out", group.getKey()).hasSizeGreaterThanOrEqualTo(SEEDS);
            assertThat(wrong.size() * 10).as("%s", wrong).isLessThanOrEqualTo(worked.size());
        }
        assertThat(cases)
                .filteredOn(one -> !one.making().isRight(Kind.DIVERGED))
                .noneMatch(one -> one.says(Kind.DIVERGED));
    }

    private static Map<Making, List<Case>> byMaking(List<Case> cases) {
        Map<Making, List<Case>> groups = new EnumMap<>(Making.class);
        cases.forEach(one ->
                groups.computeIfAbsent(one.making(), m -> new ArrayList<>()).add(one));
        return groups;
    }

    static List<Case> cases(Ground ground, int from) {
        Examples examples = ground.examples();
        List<MadeTraining> good = train(Making.HEALTHY, ground, examples, from);
        List<Case> cases = new ArrayList<>();
        for (Making making : Making.values()) {
            List<MadeTraining> made = making == Making.HEALTHY ? good : train(making, ground, examples, from);
            for (int i = 0; i < SEEDS; i++) {
                MadeTraining one = made.get(i);
                MadeTraining rival = good.get((i + 1) % SEEDS);
                boolean worked = making.worked(one, rival.unseen(), ground);
                List<Diagnosis> said = CurveDiagnosis.of(one.curve(rival.validationLoss()));
                cases.add(new Case(ground, making, from + i, worked, said));
            }
        }
        return cases;
    }

    private static List<MadeTraining> train(Making making, Ground ground, Examples examples, int from) {
        return IntStream.range(from, from + SEEDS)
                .parallel()
                .mapToObj(seed -> MadeTraining.run(making.recipe(ground), examples, seed))
                .toList();
    }
}
