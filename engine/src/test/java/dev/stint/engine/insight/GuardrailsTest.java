package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
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
