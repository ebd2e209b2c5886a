package dev.stint.bench.realtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.bench.realtable.Curve.Epoch;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The committed tables are whole, and are looked up as they should. */
final class TableTest {

    @ParameterizedTest
    @EnumSource(Problem.class)
    void everyConfigurationIsThereAsTheSequenceHasIt(Problem problem) {
        Table table = Table.load(problem);
        assertThat(table.rows()).hasSize(problem.rows());
        assertThat(table.wallSeconds()).isPositive();
        for (int row = 0; row < problem.rows(); row++) {
            Table.Row one = table.rows().get(row);
            assertThat(one.config()).as("row %d", row).isEqualTo(problem.config(row));
            assertThat(problem.space().problems(one.config())).isEmpty();
            assertThat(one.curves()).hasSize(problem.seeds());
        }
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void everyFigureIsInItsRange(Problem problem) {
        for (Table.Row row : Table.load(problem).rows()) {
            for (Curve curve : row.curves()) {
                assertThat(curve.epochs().size()).isBetween(0, Problem.EPOCHS);
                assertThat(curve.epochs()).allSatisfy(epoch -> check(problem, epoch));
            }
        }
    }

    private static void check(Problem problem, Epoch epoch) {
        assertThat(epoch.loss()).isNotNegative().isFinite();
        assertThat(epoch.wrong()).isBetween(0, problem.validation());
        assertThat(epoch.testWrong()).isBetween(0, problem.test());
        assertThat(epoch.millis()).isNotNegative();
    }

    /** The space holds good and bad: else there is nothing to search for. */
    @ParameterizedTest
    @EnumSource(Problem.class)
    void someConfigurationsLearnAndSomeDoNot(Problem problem) {
        double[] wrong = Table.load(problem).rows().stream()
                .mapToDouble(row -> (double) row.curves().getFirst().testWrong(problem.test()) / problem.test())
                .sorted()
                .toArray();
        assertThat(wrong[0]).isLessThan(0.08);
        assertThat(wrong[wrong.length - 1]).isGreaterThan(0.3);
    }

    /** Against a plain search; 200 random configurations of a seed. */
    @ParameterizedTest
    @EnumSource(Problem.class)
    void theNearestRowIsFoundAndTheFirstOfSeveral(Problem problem) {
        Table table = Table.load(problem);
        Encoding cube = new Encoding(problem.space());
        Stream stream = Seed.of(1).stream();
        for (int i = 0; i < 200; i++) {
            Config config = problem.space().sample(stream);
            int found = table.nearest(config);
            for (int row = 0; row < problem.rows(); row++) {
                double other = distance(cube, config, table.rows().get(row).config());
                double here = distance(cube, config, table.rows().get(found).config());
                assertThat(other).isGreaterThanOrEqualTo(here - 1e-12);
            }
        }
        for (int row = 0; row < problem.rows(); row++) {
            assertThat(table.nearest(table.rows().get(row).config())).isEqualTo(row);
        }
    }

    private static double distance(Encoding cube, Config a, Config b) {
        double[] x = cube.encode(a);
        double[] y = cube.encode(b);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void aLineReadsBackAsWritten(Problem problem) {
        Table.Row row = Table.load(problem).rows().get(3);
        Line line = new Line(3, problem.seeds() - 1, row.config(), row.curves().getLast());
        assertThat(Line.parse(problem, line.text())).isEqualTo(line);
        assertThat(row.curves().getLast().seconds())
                .isCloseTo(
                        line.curve().epochs().stream()
                                        .mapToDouble(Epoch::millis)
                                        .sum()
                                / 1000,
                        within(1e-9));
    }
}
