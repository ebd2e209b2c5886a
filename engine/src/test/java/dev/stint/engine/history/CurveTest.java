package dev.stint.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.spec.Objective;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CurveTest {

    private static final Objective LAST = new Objective("loss", Objective.Goal.MINIMIZE, Objective.At.LAST);
    private static final Objective BEST = new Objective("loss", Objective.Goal.MINIMIZE, Objective.At.BEST);

    private final Curve curve = Curve.empty()
            .plus(point(1, 3.0))
            .plus(point(2, 1.0))
            .plus(point(3, 2.0))
            .plus(point(4, null))
            .plus(point(5, 4.0));

    private static Curve.Point point(long step, @Nullable Double loss) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("other", 9.0);
        if (loss != null) {
            metrics.put("loss", loss);
        }
        return new Curve.Point(step, metrics, Sealed.none(), step, 1);
    }

    @Test
    void theLastValueUpToAStepCounts() {
        assertThat(curve.objective(LAST, 3)).isEqualTo(2);
        assertThat(curve.objective(LAST, 4)).as("a line without the objective").isEqualTo(2);
        assertThat(curve.objective(LAST, 100)).isEqualTo(4);
    }

    @Test
    void theBestValueUpToAStepCounts() {
        assertThat(curve.objective(BEST, 1)).isEqualTo(3);
        assertThat(curve.objective(BEST, 100)).isEqualTo(1);
    }

    @Test
    void aValueThatIsNoNumberCountsAsTheLast() {
        Curve diverged = curve.plus(point(6, Double.NaN));
        assertThat(diverged.objective(LAST, 6)).isNaN();
        assertThat(diverged.objective(LAST, 5)).isEqualTo(4);
    }

    @Test
    void beforeTheFirstValueThereIsNone() {
        assertThat(curve.objective(LAST, 0)).isNaN();
        assertThat(Curve.empty().objective(BEST, 5)).isNaN();
    }
}
