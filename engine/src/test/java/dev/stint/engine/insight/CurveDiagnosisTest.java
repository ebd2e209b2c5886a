package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stint.engine.insight.Diagnosis.Kind;
import dev.stint.engine.spec.Objective.Goal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurveDiagnosisTest {
    private static final int CURVES = 40;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nineLabelledCurvesInTenGetTheirLabelFirst(Kind kind) {
        StringBuilder wrong = new StringBuilder();
        int right = 0;
        for (int seed = 0; seed < CURVES; seed++) {
            List<Diagnosis> seen = CurveDiagnosis.of(new CurveWorld(seed).of(kind));
            boolean hit = seen.getFirst().kind() == kind;
            right += hit ? 1 : 0;
            wrong.append(hit ? "" : seed + " " + seen + "\n");
        }
        assertThat(right).as(wrong.toString()).isGreaterThanOrEqualTo(9 * CURVES / 10);
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "DIVERGED")
    void noCurveThatLearnsIsCalledDiverged(Kind kind) {
        for (int seed = 0; seed < 3 * CURVES; seed++) {
            assertThat(kinds(new CurveWorld(seed).of(kind))).doesNotContain(Kind.DIVERGED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 8, 12, 20})
    void shortCurvesThatLearnAreSeldomCalledSick(int evaluations) {
        int sick = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double[] values = new double[evaluations];
            for (int i = 0; i < evaluations; i++) {
                double t = (i + 1.0) / evaluations;
                values[i] = 0.3 + 0.6 * StrictMath.exp(-4 * t) + 0.01 * random.nextGaussian();
            }
            List<Kind> kinds = kinds(minimised(values));
            sick += kinds.contains(Kind.OVERFITTING) || kinds.contains(Kind.EARLY_INSTABILITY) ? 1 : 0;
            assertThat(kinds).doesNotContain(Kind.DIVERGED);
        }
        assertThat(sick).isLessThanOrEqualTo(6);
    }

    @Test
    void everySentenceHasItsNumbers() {
        Diagnosis early =
                CurveDiagnosis.of(new CurveWorld(1).of(Kind.EARLY_INSTABILITY)).getFirst();
        assertThat(early.seen()).contains("times its noise around epoch").contains("recovered");
        Diagnosis more =
                CurveDiagnosis.of(new CurveWorld(1).of(Kind.NOT_CONVERGED)).getFirst();
        assertThat(more.seen())
                .startsWith("val_loss: still improving")
                .contains("±")
                .contains("90 % interval");
        assertThat(more.next()).contains("train longer");
        Diagnosis nan =
                CurveDiagnosis.of(minimised(1, 0.8, Double.NaN, 0.7, 0.6, 0.5)).getFirst();
        assertThat(nan.seen()).isEqualTo("val_loss was NaN at epoch 3");
    }

    @Test
    void theGainOfALongerTrainingIsInsideItsInterval() {
        int inside = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            double[] x = DoubleStream.iterate(1, v -> v + 1).limit(50).toArray();
            double[] y = new double[50];
            for (int i = 0; i < 50; i++) {
                y[i] = 0.3 + 0.7 * StrictMath.pow(x[i], -0.5) + 0.004 * random.nextGaussian();
            }
            Extrapolation more = Extrapolation.of(Trace.of(x, y));
            double truth = 0.7 * (StrictMath.pow(50, -0.5) - StrictMath.pow(75, -0.5));
            inside += more != null && more.low() <= truth && truth <= more.high() ? 1 : 0;
        }
        assertThat(inside).isGreaterThanOrEqualTo(85);
    }

    @Test
    void aShortCurveSaysHowManyEvaluationsItNeeds() {
        Diagnosis only = CurveDiagnosis.of(minimised(1, 0.8, 0.7)).getFirst();
        assertThat(only.kind()).isEqualTo(Kind.CANNOT_TELL);
        assertThat(only.seen()).contains("3 times, at least 6");
    }

    @Test
    void aLossThatNeverLeavesItsNoiseIsSaidToBeFlat() {
        double[] flat = new double[50];
        Random random = new Random(3);
        for (int i = 0; i < flat.length; i++) {
            flat[i] = 2.3 + 0.01 * random.nextGaussian();
        }
        Diagnosis only = CurveDiagnosis.of(minimised(flat)).getFirst();
        assertThat(only.kind()).isEqualTo(Kind.SATURATED);
        assertThat(only.seen()).contains("never left its noise");
    }

    @Test
    void curvesWithoutNoiseAreDiagnosedToo() {
        double[] power = DoubleStream.iterate(1, v -> v + 1)
                .limit(40)
                .map(v -> 0.3 + 1 / Math.sqrt(v))
                .toArray();
        double[] constant = new double[40];
        Arrays.fill(constant, 0.7);
        assertThat(kinds(minimised(power))).containsExactly(Kind.NOT_CONVERGED);
        assertThat(kinds(minimised(constant))).containsExactly(Kind.SATURATED);
    }

    @Test
    void stepsThatDoNotRiseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningCurve.Series(new double[] {1, 1}, new double[] {2, 2}))
                .withMessageContaining("must be positive and rise");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningCurve.Series(new double[] {1}, new double[] {2, 2}));
    }

    private static List<Kind> kinds(LearningCurve curve) {
        return CurveDiagnosis.of(curve).stream().map(Diagnosis::kind).toList();
    }

    private static LearningCurve minimised(double... values) {
        double[] steps =
                DoubleStream.iterate(1, v -> v + 1).limit(values.length).toArray();
        return LearningCurve.of(
                "val_loss", "epoch", Goal.MINIMIZE, values.length, new LearningCurve.Series(steps, values));
    }
}
