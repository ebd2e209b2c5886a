package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.123456, 0.123",
        "1234.5, 1230",
        "-0.0000123, -1.23e-5",
        "1e9, 1e9",
        "0.1, 0.1",
        "0.9999, 1",
        "NaN, NaN",
        "100, 100",
        "1.5e-7, 1.5e-7"
    })
    void numbersHaveThreeDigitsAndNoNoise(double value, String text) {
        assertThat(Words.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.031, 3.1 %", "0.15, 15 %", "1, 100 %", "0.00123, 0.12 %"})
    void sharesReadAsPercentages(double share, String text) {
        assertThat(Words.percent(share)).isEqualTo(text);
    }
}
