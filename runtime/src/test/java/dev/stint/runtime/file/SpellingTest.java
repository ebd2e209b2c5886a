package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> KNOWN = List.of("budget", "log-uniform", "learning-rate", "at", "minimize");

    @ParameterizedTest
    @CsvSource({
        "budgte, budget", "Budget, budget", "log_uniform, log-uniform", "loguniform, log-uniform",
        "learningRate, learning-rate", "minimise, minimize", "bugdet, budget", "att, at"
    })
    void findsTheWordThatWasMeant(String word, String meant) {
        assertThat(Spelling.closest(word, KNOWN)).isEqualTo(meant);
    }

    @Test
    void doesNotGuessWildly() {
        assertThat(Spelling.closest("momentum", KNOWN)).isNull();
        assertThat(Spelling.closest("x".repeat(100_000), KNOWN)).isNull();
        assertThat(Spelling.remedy("momentum", KNOWN, "known: ")).startsWith("known: budget, ");
    }
}
