package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Impact;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.testing.Draft;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FocusTest {

    private static Space space(String... names) {
        return new Space(
                Arrays.stream(names)
                        .map(n -> Draft.parameter(n, new Domain.Uniform(0, 1), new Value.Real(0.5)))
                        .toList(),
                List.of());
    }

    private static List<String> tuned(Space space, int configurations) {
        return Objects.requireNonNull(Focus.of(space, configurations)).tune().stream()
                .map(Parameter::name)
                .toList();
    }

    @Test
    void whatUsuallyDecidesMostIsTunedFirst() {
        Space space = space("beta2", "frobnication", "dropout", "batch_size", "weight_decay", "lr");
        assertThat(tuned(space, 4)).containsExactly("lr");
        assertThat(tuned(space, 8)).containsExactly("lr", "batch_size", "weight_decay");
        assertThat(tuned(space, 12)).containsExactly("lr", "batch_size", "weight_decay", "dropout", "frobnication");
        assertThat(Focus.of(space, 14)).isNull();
    }

    @Test
    void theProposalNamesTheDefaultsOfTheOthers() {
        Warning warning = Objects.requireNonNull(Focus.of(space("lr", "beta2", "dropout"), 6))
                .warning();
        assertThat(warning.code()).isEqualTo("too-many-parameters");
        assertThat(warning.remedy()).startsWith("tune lr, dropout, which").contains("beta2: 0.5");
    }

    @Test
    void aParameterThatHangsOnAnotherWaitsForIt() {
        Value sgd = new Value.Text("sgd");
        Parameter gate = Draft.parameter("gate", new Domain.Choice(List.of(sgd, new Value.Text("adamw"))), sgd);
        Condition when = new Condition(List.of(new Condition.Clause("gate", List.of(sgd))));
        Parameter lr = new Parameter(
                "lr", new Domain.Uniform(0, 1), Role.LEARNING_RATE, true, new Value.Real(0.5), false, when, null);
        Space space = new Space(
                Stream.concat(Stream.of(lr, gate), space("weight_decay", "beta2").parameters().stream())
                        .toList(),
                List.of());
        assertThat(tuned(space, 4)).containsExactly("weight_decay");
        assertThat(tuned(space, 8)).containsExactly("weight_decay", "gate", "lr");
    }

    @ParameterizedTest
    @CsvSource({
        "train_loss, true, false",
        "loss/train, true, false",
        "trainLoss, true, false",
        "val_loss, false, false",
        "train_val_loss, false, false",
        "constraint_loss, false, false",
        "loss, false, false",
        "test_accuracy, false, true",
        "testError, false, true",
        "latest_loss, false, false",
        "contest_score, false, false"
    })
    void namesGiveAwayTheDataOfAMetric(String metric, boolean training, boolean test) {
        assertThat(MetricName.training(metric) != null).isEqualTo(training);
        assertThat(MetricName.test(metric) != null).isEqualTo(test);
    }

    @Test
    void theTableOfTheBriefIsKept() {
        assertThat(Stream.of(Role.LEARNING_RATE, Role.BATCH_SIZE, Role.WIDTH, Role.DURATION)
                        .map(Impact::of))
                .containsOnly(Impact.HIGH);
        assertThat(Stream.of(Role.WEIGHT_DECAY, Role.WARMUP, Role.DROPOUT, Role.NORM_POSITION)
                        .map(Impact::of))
                .containsOnly(Impact.MEDIUM);
        assertThat(Stream.of(Role.BETA2, Role.GRAD_CLIP, Role.LABEL_SMOOTHING, Role.ATTENTION_DROPOUT)
                        .map(Impact::of))
                .containsOnly(Impact.LOW);
    }
}
