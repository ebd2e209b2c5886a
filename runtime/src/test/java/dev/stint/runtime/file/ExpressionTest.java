package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.stint.engine.study.Command.Line;
import dev.stint.runtime.executor.Specs;
import dev.stint.runtime.trial.LineParser;
import dev.stint.runtime.trial.Mode;
import dev.stint.runtime.trial.Word;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regular expressions of users cannot make Stint hang. */
final class ExpressionTest {

    /** Each takes a backtracking matcher longer than the universe, or a naive one more memory than there is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?P<val_loss>(a+)+$)",
                "(?P<val_loss>(a|aa)+$)",
                "(?P<val_loss>(a|a?)+$)",
                "(?P<val_loss>(.*a){20}$)",
                "(?P<val_loss>(a*)*b)c",
                "(?P<val_loss>((a?){30}){30})",
                "(?P<val_loss>[^b]*[^c]*[^d]*[^e]*[^f]*$)"
            })
    void anExpressionThatWouldHangElsewhereEnds(String regex) {
        LineParser parser = new LineParser(
                Specs.running("train").regex(regex, "epoch (?P<epoch>\\d+)").build());
        String line = "a".repeat(1_000_000) + "!";

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 10; i++) {
                parser.printed(line, Mode.TRAIN);
            }
        });
    }

    @Test
    void onlyTheBeginningOfALongLineIsLookedAt() {
        LineParser parser = new LineParser(Specs.running("train")
                .regex("epoch (?P<epoch>\\d+) loss (?P<val_loss>\\S+)")
                .build());
        String rest = " ".repeat(1_000_000);

        assertThat(parser.printed("epoch 3 loss 0.5" + rest, Mode.TRAIN))
                .extracting(word -> ((Word.Said) word).line())
                .hasOnlyElementsOfType(Line.Metrics.class)
                .hasSize(1);
        assertThat(parser.printed(rest + "epoch 3 loss 0.5", Mode.TRAIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        abc                | 3
        a{3}               | 3
        (ab){3}c           | 7
        (a{10}b){10}       | 110
        [a-z]{5}\\d{2}     | 7
        \\{5}              | 3
        a{2,7}             | 7
        a{2,}              | 2
        a{x}               | 4
        []a]{4}            | 4
        [^]a]{4}           | 4
        ((a{99}){99}){99}  | 970299
        """)
    void countsWhatRepetitionsWriteOut(String regex, long size) {
        assertThat(Expression.size(regex)).isEqualTo(size);
    }

    @Test
    void expressionsThatAreNoneOrTooLargeAreRefused() {
        for (String regex :
                List.of("(?P<x>((a{1000}){1000}){1000})", "(?P<x>", "(?P<x>a)\\1", "(?P<x>a)(?=b)", "loss")) {
            Expression.Problem problem = Objects.requireNonNull(Expression.problem(regex), regex);
            assertThat(problem.what()).isNotBlank();
            assertThat(problem.remedy()).isNotBlank();
        }
        assertThat(Expression.problem(
                        "(?P<date>\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2},\\d{3}) (\\d{1,3}\\.){3}\\d{1,3}"))
                .isNull();
    }
}
