package dev.stint.bench.lcbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.bench.realtable.Problem;
import dev.stint.bench.realtable.Table;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.space.Space;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The driver over the tables of real trainings. */
final class RealTablesTest {

    private static final String RNN = Problem.DIGITS_RNN.key();

    private final RealTables tables = new RealTables(null);

    private static Setting setting(Arm arm) {
        return new Setting(arm, SpaceKind.REAL, arm == Arm.NOISE ? 0.1 : 0, 1, false);
    }

    private Row row(String method, Arm arm, double budget) {
        Instance instance = tables.instance(RNN, SpaceKind.REAL, 1);
        Method chosen = Method.named(method, Methods.all(tables));
        return Row.of(method, setting(arm), instance, budget, chosen.spend(instance, budget, setting(arm)));
    }

    @Test
    void everyMethodDelivers() {
        for (Method method : Methods.all(tables)) {
            Row row = row(method.name(), Arm.COLD, 5);
            assertThat(row.outcome()).as(method.name()).isEqualTo("done");
            assertThat(row.regret()).as(method.name()).isNotNegative();
            assertThat(row.neverOpened() + row.notPromoted() + row.notChosen())
                    .as(method.name())
                    .isCloseTo(row.regret(), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(Arm.class)
    void everyArmRuns(Arm arm) {
        Row row = row("adaptive", arm, 6.25);
        assertThat(row.outcome()).isEqualTo("done");
        assertThat(row.regret()).isNotNegative();
    }

    /** The network of examples/digits would have to be built for a sweep, so it has none here. */
    @Test
    void thePlainNetworksCanBeSwept() {
        RealTables swept = new RealTables(Path.of("..").toAbsolutePath());
        double flat = Objects.requireNonNull(swept.sweepLoss(RNN, 1e-6));
        double best = Objects.requireNonNull(swept.sweepLoss(RNN, 8e-3));
        double diverged = Objects.requireNonNull(swept.sweepLoss(RNN, 1));
        assertThat(best).isLessThan(flat);
        assertThat(flat).isLessThan(diverged);
        assertThat(swept.sweepLoss(Problem.TUMOURS_MLP.key(), 1e-3)).isNotNull();
        assertThat(swept.sweepLoss(Problem.DIGITS_CONV.key(), 1e-3)).isNull();
        assertThat(tables.sweepLoss(RNN, 1e-3)).isNull();
        assertThat(new Inert(swept, 2).sweepLoss(RNN, 1e-6)).isEqualTo(flat);
    }

    /** Trainings know nothing of parameters that do nothing. */
    @Test
    void inertParametersChangeNoTraining() {
        Suite inert = new Inert(tables, 3);
        Space wide = inert.space(SpaceKind.REAL, RNN, 1);
        Space plain = tables.space(SpaceKind.REAL, RNN, 1);
        assertThat(wide.parameters()).hasSize(plain.parameters().size() + 3);
        assertThat(inert.trajectory(RNN, wide.defaults()).end())
                .isEqualTo(tables.trajectory(RNN, plain.defaults()).end());
    }

    @Test
    void lateTrainingsShowNothingAtFirstAndEndAsTheyDid() {
        Space space = tables.space(SpaceKind.REAL, RNN, 1);
        Trajectory prompt = tables.trajectory(RNN, space.defaults());
        Trajectory late = new Late(tables, 6).trajectory(RNN, space.defaults());
        assertThat(late.at(1)).isEqualTo(prompt.at(1));
        assertThat(late.at(6)).isEqualTo(prompt.at(1));
        assertThat(late.at(8)).isNotEqualTo(prompt.at(1));
        assertThat(late.at(tables.epochs())).isEqualTo(prompt.at(tables.epochs()));
        assertThat(late.end()).isEqualTo(prompt.end());
    }

    @Test
    void aRowIsLookedUpAndJudgedByItsOwnCurves() {
        Table table = Table.load(Problem.DIGITS_RNN);
        Table.Row row = table.rows().get(10);
        Trajectory trajectory = tables.trajectory(RNN, row.config());
        assertThat(trajectory.at(5)).isEqualTo(row.curves().getFirst().loss(5));
        assertThat(trajectory.test())
                .isEqualTo((double) row.curves().getLast().testWrong(Problem.DIGITS_RNN.test())
                        / Problem.DIGITS_RNN.test());
    }

    @Test
    void theBestRowHasRegretZeroAndHalfOfThemHaveOneOrMore() {
        for (String name : tables.instances()) {
            Instance instance = tables.instance(name, SpaceKind.REAL, 0);
            List<Table.Row> rows = Table.load(problem(name)).rows();
            double[] regrets = rows.stream()
                    .mapToDouble(row -> instance.regret(row.config()))
                    .sorted()
                    .toArray();
            assertThat(regrets[0]).isZero();
            assertThat(regrets[rows.size() / 2 - 1]).isLessThanOrEqualTo(1);
            assertThat(regrets[rows.size() / 2]).isGreaterThanOrEqualTo(1);
        }
    }

    private static Problem problem(String key) {
        return Arrays.stream(Problem.values())
                .filter(p -> p.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHistoryIsThatOfTheOtherTwoInTheParametersOfThisOne() {
        Instance instance = tables.instance(RNN, SpaceKind.REAL, 1);
        Knowledge told = new Histories(tables).told(setting(Arm.RICH_HISTORY), instance);
        assertThat(told.studies())
                .extracting(study -> study.name().replaceAll(" #.*", ""))
                .containsExactlyInAnyOrder(Problem.DIGITS_CONV.key(), Problem.TUMOURS_MLP.key());
        assertThat(told.studies())
                .allSatisfy(study -> assertThat(study.trials())
                        .allSatisfy(t -> assertThat(instance.space().problems(t.config()))
                                .isEmpty()));
    }
}
