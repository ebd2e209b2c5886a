package dev.stint.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.model.PooledProcess.Row;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PooledProcessTest {

    private static final List<Axis> AXES = List.of(Axis.NUMERIC, Axis.NUMERIC);

    private static Row row(int study, double output, double... x) {
        return new Row(study, x, 0, output, 1, 1);
    }

    /** One row: {@code k = g + h + noise}, by hand at distance 0. */
    @Test
    void oneTrainingIsSharedByHand() {
        PooledProcess process = PooledProcess.of(AXES, List.of(row(0, 2, 0.3, 0.3)));
        double shared = 0.3 + 0.5 + 0.3;
        double own = 0.3 + 0.3 + 0.3 + 0.2;
        double alpha = 2 / (shared + own + 0.2);
        double[] x = {0.3, 0.3};
        assertThat(process.together(x)).isCloseTo(alpha * shared, within(1e-6));
        assertThat(process.of(0, x)).isCloseTo(alpha * (shared + own), within(1e-6));
        assertThat(process.of(1, x)).isEqualTo(process.together(x));
    }

    @Test
    void whatWasExpectedIsNoNews() {
        PooledProcess process = PooledProcess.of(AXES, List.of(new Row(0, new double[] {0.3, 0.3}, 2, 2, 1, 1)));
        assertThat(process.together(new double[] {0.3, 0.3})).isZero();
        assertThat(PooledProcess.of(AXES, List.of()).together(new double[] {0.5, 0.5}))
                .isZero();
    }

    /** Studies differ by an offset and a small slope of their own; what they share is a large slope. */
    @Test
    void whatStudiesShareIsToldFromTheirOffsets() {
        Stream stream = Seed.of(5).stream();
        List<Row> rows = new ArrayList<>();
        for (int s = 0; s < 6; s++) {
            for (int i = 0; i < 15; i++) {
                double[] x = {stream.uniform(), stream.uniform()};
                rows.add(new Row(s, x, 0, 0.6 * (s % 2 == 0 ? 1 : -1) + 2 * x[0] - 1, 1, 1));
            }
        }
        PooledProcess process = PooledProcess.of(AXES, rows);
        double rise = process.together(new double[] {0.9, 0.5}) - process.together(new double[] {0.1, 0.5});
        assertThat(rise).isBetween(1.0, 1.8);
        double apart = process.of(0, new double[] {0.5, 0.5}) - process.of(1, new double[] {0.5, 0.5});
        assertThat(apart).isBetween(0.8, 1.3);
    }
}
