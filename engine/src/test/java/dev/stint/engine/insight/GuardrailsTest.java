package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardrailsTest {
    @Test
    void aValueAtTheEndOfItsRangeIsNamedWithTheRange() {
        Warning upper = present(Guardrails.onEdge("weight_decay", 0.0999, 1e-6, 0.1, true));
        assertThat(upper.code()).isEqualTo("range-edge");
        assertThat(upper.text()).isEqualTo("weight_decay = 0.0999 lies at the upper end of its range 1e-6 to 0.1");
        assertThat(upper.remedy()).contains("upwards");
        assertThat(present(Guardrails.onEdge("dropout", 0, 0, 0.5, false)).text())
                .contains("lower end");
    }

    @Test
    void aValueInsideItsRangeIsFine() {
        assertThat(Guardrails.onEdge("lr", 2e-5, 1e-5, 1e-2, true)).isNull();
        assertThat(Guardrails.onEdge("dropout", 0.25, 0, 0.5, false)).isNull();
        assertThat(Guardrails.onEdge("constant", 1, 1, 1, false)).isNull();
    }

    @Test
    void theLastOfSomeLevelsIsNamedWithThem() {
        List<String> sizes = List.of("16", "32", "64");
        Warning first = present(Guardrails.lastLevel("batch_size", "16", sizes));
        assertThat(first.code()).isEqualTo("range-edge");
        assertThat(first.text()).isEqualTo("batch_size = 16 is the first of its levels 16, 32, 64");
        assertThat(present(Guardrails.lastLevel("batch_size", "64", sizes)).text())
                .contains("last");
        assertThat(Guardrails.lastLevel("batch_size", "32", sizes)).isNull();
        assertThat(Guardrails.lastLevel("layers", "2", List.of("2", "4"))).isNull();
    }

    @Test
    void aMetricThatIgnoresTheParametersIsSuspicious() {
        Warning same = present(Guardrails.barelyMoves("val_loss", new double[] {2.3, 2.3, 2.3, 2.3, 2.3}));
        assertThat(same.text()).isEqualTo("val_loss is exactly 2.3 for all 5 configurations");
        Warning close = present(Guardrails.barelyMoves("val_loss", new double[] {2.3, 2.3001, 2.3, 2.3002, 2.3}));
        assertThat(close.text()).isEqualTo("val_loss differs by 0.0087 % at most over 5 configurations");
        assertThat(Guardrails.barelyMoves("val_loss", new double[] {2.3, 2.3, 2.3}))
                .isNull();
        assertThat(Guardrails.barelyMoves("val_loss", new double[] {2.3, 2.1, 2.0, 1.8, 1.7}))
                .isNull();
    }

    private static Guardrails.Curve curve(int trial, long first, double... values) {
        List<Long> steps =
                LongStream.range(first, first + values.length).boxed().toList();
        return new Guardrails.Curve(
                trial, 50, steps, Arrays.stream(values).boxed().toList());
    }

    @Test
    void aLossOfExactlyZeroAtTheFirstReportIsTooGoodToBeTrue() {
        Guardrails.Curve usual = curve(1, 1, 2.3, 1.1);
        Warning one = present(Guardrails.nothingLost("val_loss", "epoch", List.of(usual, curve(7, 1, 0, 0.5), usual)));
        assertThat(one.code()).isEqualTo("too-good");
        assertThat(one.text())
                .isEqualTo("val_loss is exactly 0 at epoch 1 of trial 7, which is too good to be true: an untrained"
                        + " model does not predict without any error");
        assertThat(one.remedy()).startsWith("check that val_loss is computed");
        Warning two =
                present(Guardrails.nothingLost("loss", "epoch", List.of(curve(2, 5, 0, 0), curve(3, 1, -0.0, 1))));
        assertThat(two.text()).startsWith("loss is exactly 0 at epoch 5 of trial 2, and likewise of 1 more");
    }

    @Test
    void whatWasLearntOrIsOnlyNearlyPerfectIsNot() {
        List<Guardrails.Curve> fine =
                List.of(curve(1, 1, 1e-12, 0), curve(2, 6, 0, 0), curve(3, 1, 0.3, 0), curve(4, 1), curve(5, 1, -1, 0));
        assertThat(Guardrails.nothingLost("val_loss", "epoch", fine)).isNull();
        List<Guardrails.Curve> good = List.of(curve(1, 1, 0.999, 1), curve(2, 6, 1, 1), curve(3, 1, 99.9));
        assertThat(Guardrails.perfectAtOnce("val_accuracy", "epoch", good)).isNull();
    }

    @Test
    void anAccuracyOfOneAtTheFirstEpochIsTooGoodToBeTrue() {
        List<Guardrails.Curve> curves = List.of(curve(4, 1, 1, 1), curve(5, 1, 0.5, 0.6));
        Warning warning = present(Guardrails.perfectAtOnce("val_accuracy", "epoch", curves));
        assertThat(warning.text()).startsWith("val_accuracy is exactly 1 at epoch 1 of trial 4, which is too good");
        assertThat(warning.remedy()).contains("the labels are not among the inputs");
        assertThat(present(Guardrails.perfectAtOnce("Acc", "step", List.of(curve(1, 1, 100))))
                        .text())
                .startsWith("Acc is exactly 100 at step 1");
        assertThat(Guardrails.perfectAtOnce("reward", "epoch", curves)).isNull();
    }

    @Test
    void aMetricThatStaysTheSameInEveryTrainingIsNamedButNotOneDeadNetworkAmongOthers() {
        List<Guardrails.Curve> flat = List.of(
                curve(1, 1, 0.1, 0.1, 0.1, 0.1),
                curve(2, 1, 0.1, 0.1),
                curve(3, 1, 2, 2, 2, 2, 2),
                curve(4, 1, 3, 3, 3, 3));
        Warning warning = present(Guardrails.neverMoves("val_loss", "epoch", flat));
        assertThat(warning.code()).isEqualTo("metric-never-moves");
        assertThat(warning.text())
                .isEqualTo("val_loss stays exactly the same from epoch to epoch in all 3 trials that have 4 or more"
                        + " (trial 1: 0.1 from epoch 1 to 4)");
        List<Guardrails.Curve> alive = new ArrayList<>(flat);
        alive.add(curve(5, 1, 2, 2, 2, 1.9));
        assertThat(Guardrails.neverMoves("val_loss", "epoch", alive)).isNull();
        assertThat(Guardrails.neverMoves("val_loss", "epoch", flat.subList(0, 3)))
                .isNull();
    }

    @Test
    void seedsThatDifferMoreThanConfigurationsAreNamed() {
        double[] values = {0.90, 0.91, 0.89, 0.905};
        Warning noisy = present(Guardrails.noiseLargerThanDifferences("accuracy", values, 0.02));
        assertThat(noisy.text()).startsWith("accuracy varies by 0.02 (sd) between seeds and by 0");
        assertThat(Guardrails.noiseLargerThanDifferences("accuracy", values, 0.002))
                .isNull();
        assertThat(Guardrails.noiseLargerThanDifferences("accuracy", new double[] {1, 2}, 9))
                .isNull();
    }

    @Test
    void oneSeedIsSaidToBeLuck() {
        assertThat(present(Guardrails.singleSeed(1)).code()).isEqualTo("single-seed");
        assertThat(Guardrails.singleSeed(2)).isNull();
    }

    private static Warning present(@Nullable Warning warning) {
        return Objects.requireNonNull(warning);
    }
}
