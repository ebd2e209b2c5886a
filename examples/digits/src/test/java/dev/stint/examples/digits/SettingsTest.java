package dev.stint.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
    @Test
    void whatIsLeftOutKeepsItsDefault() {
        assertThat(settings("{}")).isEqualTo(Settings.DEFAULTS);
        assertThat(settings("{\"optimizer\": \"sgd\", \"momentum\": 0.7, \"batch_size\": 32.0}"))
                .extracting(Settings::optimizer, Settings::momentum, Settings::batchSize, Settings::width)
                .containsExactly(Settings.OptimizerKind.SGD, 0.7, 32, Settings.DEFAULTS.width());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"lr": -1}            | config.lr (-1.0): should be a positive number.
        {"batch_size": 1.5}   | config.batch_size (1.5): should be a whole number.
        {"optimizer": "adam"} | config.optimizer (adam): write adamw or sgd.
        {"dropout": "much"}   | config.dropout ("much"): should be a number.
        {"learnrate": 1}      | config.learnrate: not a setting of this training.
        """)
    void whatCannotBeIsNamed(String config, String message) {
        assertThatThrownBy(() -> settings(config)).isInstanceOf(Refusal.class).hasMessageStartingWith(message);
    }

    private static Settings settings(String config) {
        return Settings.from(Fields.parse("config", config));
    }
}
