package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimizerFamilyTest {

    @ParameterizedTest
    @CsvSource({
        "adamw, ADAM_LIKE",
        "torch.optim.Adam, ADAM_LIKE",
        "RMSprop, ADAM_LIKE",
        "lion, ADAM_LIKE",
        "SGD, SGD",
        "sgd_nesterov, SGD",
        "momentum, SGD",
        "lbfgs, UNKNOWN",
        "'', UNKNOWN"
    })
    void theNameSaysTheFamily(String name, OptimizerFamily family) {
        assertThat(OptimizerFamily.named(name)).isEqualTo(family);
    }
}
