package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedDefaultsTest {

    private static final ShippedDefaults ADAMW = new ShippedDefaults(false, 50L);
    private static final ShippedDefaults SGD = new ShippedDefaults(true, 50L);

    @Test
    void learningRatesFollowTheOptimizer() {
        Domain range = new Domain.LogUniform(1e-5, 1);
        assertThat(ADAMW.fill(Role.LEARNING_RATE, range).value()).isEqualTo(new Value.Real(1e-3));
        assertThat(SGD.fill(Role.LEARNING_RATE, range).value()).isEqualTo(new Value.Real(0.1));
        assertThat(SGD.fill(Role.WEIGHT_DECAY, range).value()).isEqualTo(new Value.Real(1e-4));
    }

    @Test
    void theTablesValueMovesIntoTheRange() {
        assertThat(SGD.fill(Role.LEARNING_RATE, new Domain.LogUniform(1e-5, 1e-2))
                        .value())
                .isEqualTo(new Value.Real(1e-2));
        assertThat(ADAMW.fill(Role.BATCH_SIZE, new Domain.LogInt(128, 1024)).value())
                .isEqualTo(new Value.Whole(128));
    }

    @Test
    void ofAListTheNearestByRatioIsTaken() {
        List<Value> sizes = List.of(new Value.Whole(16), new Value.Whole(256), new Value.Whole(48));
        assertThat(ADAMW.fill(Role.BATCH_SIZE, new Domain.Choice(sizes)).value())
                .isEqualTo(new Value.Whole(48));
        assertThat(ADAMW.fill(Role.BATCH_SIZE, new Domain.Ordinal(sizes)).value())
                .isEqualTo(new Value.Whole(48));
    }

    @Test
    void whatTheTableLacksIsTheMiddleInItsScaleOrTheFirstChoice() {
        assertThat(ADAMW.fill(Role.OTHER, new Domain.LogUniform(1e-4, 1e-2)).value())
                .isEqualTo(new Value.Real(1e-3));
        assertThat(ADAMW.fill(Role.OTHER, new Domain.Uniform(0, 3)).value()).isEqualTo(new Value.Real(1.5));
        assertThat(ADAMW.fill(Role.WIDTH, new Domain.LogInt(1, 100)).value()).isEqualTo(new Value.Whole(7));
        assertThat(ADAMW.fill(Role.BATCH_SIZE, choice("small", "large")).value())
                .isEqualTo(new Value.Text("small"));
    }

    @Test
    void optimizersPreferAdamWAndDurationsTheFullLength() {
        assertThat(ADAMW.fill(Role.OPTIMIZER, choice("sgd", "AdamW")).value()).isEqualTo(new Value.Text("AdamW"));
        assertThat(ADAMW.fill(Role.OPTIMIZER, choice("lion", "muon")).value()).isEqualTo(new Value.Text("lion"));
        assertThat(ADAMW.fill(Role.DURATION, new Domain.IntRange(10, 50)).value())
                .isEqualTo(new Value.Whole(50));
    }

    @Test
    void aWarmUpInStepsIsNoRatio() {
        assertThat(ADAMW.fill(Role.WARMUP, new Domain.IntRange(0, 1000)).why()).isEqualTo("the middle of its range");
        assertThat(ADAMW.fill(Role.WARMUP, new Domain.Uniform(0, 0.2)).value()).isEqualTo(new Value.Real(0.05));
    }

    @Test
    void theDefaultOptimizerOfAFileDecides() {
        String text = """
            study: s
            budget: 1 hour
            objective: {metric: loss, goal: minimize}
            fidelity: {unit: epoch, max: 10}
            space:
              lr: {log-uniform: [1e-5, 1]}
              optimizer: {choice: [adamw, sgd], default: sgd}
            """;
        assertThat(StudyFile.parse(text, "a").spec().space().defaults().text()).startsWith("lr=0.1 ");
        assertThat(StudyFile.parse(text.replace(", default: sgd", ""), "a")
                        .spec()
                        .space()
                        .defaults()
                        .text())
                .startsWith("lr=0.001 ");
    }

    private static Domain choice(String... labels) {
        return new Domain.Choice(
                List.of(labels).stream().<Value>map(Value.Text::new).toList());
    }
}
