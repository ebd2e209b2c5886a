package dev.stint.runtime.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.study.Command.Line;
import dev.stint.runtime.executor.Specs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineParserTest {

    private final LineParser parser = new LineParser(Specs.running("true").build());

    private List<Word> train(String line) {
        return parser.reported(line, Mode.TRAIN);
    }

    private static Word said(Line line) {
        return new Word.Said(line);
    }

    private static SequencedMap<String, Double> loss(double value) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("val_loss", value);
        return metrics;
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3.0", "3e0", "\"3\""})
    void stepsMayBeWrittenAsReals(String step) {
        assertThat(train("{\"epoch\": " + step + ", \"val_loss\": 0.5}"))
                .containsExactly(said(new Line.Metrics(3, loss(0.5))));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "'\"NaN\"', NaN",
        "'\"nan\"', NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "'\"inf\"', Infinity",
        "'\"-inf\"', -Infinity",
        "1e400, Infinity",
        "'\"0.25\"', 0.25"
    })
    void valuesAreReadAsPythonWritesThem(String written, double value) {
        assertThat(train("{\"epoch\": 3, \"val_loss\": " + written + "}"))
                .containsExactly(said(new Line.Metrics(3, loss(value))));
    }

    @Test
    void aMarkedLineBehindOtherTextIsRead() {
        String metrics = "STINT {\"epoch\": 2, \"val_loss\": 0.5}";
        List<Word> plain = parser.printed(metrics, Mode.TRAIN);
        assertThat(plain).hasSize(1);
        assertThat(parser.printed("37%|####      | " + metrics, Mode.TRAIN)).isEqualTo(plain);
        assertThat(parser.printed("[rank0]: " + metrics, Mode.TRAIN)).isEqualTo(plain);
        assertThat(parser.printed("said " + metrics + " and more", Mode.TRAIN)).isEmpty();
        assertThat(parser.printed("STINTED " + metrics.substring(6), Mode.TRAIN))
                .isEmpty();
    }

    @Test
    void oneLineMaySaySeveralThings() {
        assertThat(train("{\"from\": 2, \"epoch\": 3, \"val_loss\": 0.5, \"checkpoint\": 3, \"cost\": 1.5,"
                        + " \"name\": \"x\"}"))
                .containsExactly(
                        said(new Line.From(2)),
                        said(new Line.Metrics(3, loss(0.5))),
                        said(new Line.Checkpoint(3)),
                        said(new Line.Cost(1.5)));
    }

    @Test
    void aSweepGivesPairs() {
        assertThat(parser.reported("{\"lr\": 1e-5, \"loss\": 2.31}", Mode.LR_RANGE))
                .containsExactly(said(new Line.Lr(1e-5, 2.31)));
        assertThat(parser.reported("{\"loss\": 2.31}", Mode.LR_RANGE))
                .singleElement()
                .isInstanceOf(Word.Ignored.class);
    }

    @Test
    void anEvaluationGivesValues() {
        assertThat(parser.reported("{\"val_loss\": 0.5}", Mode.EVALUATE))
                .containsExactly(said(new Line.Values(loss(0.5))));
        assertThat(parser.reported("{\"epoch\": 3, \"val_loss\": 0.5}", Mode.EVALUATE))
                .containsExactly(said(new Line.Values(loss(0.5))));
    }

    @Test
    void metricsWithoutAStepAreIgnoredWithANote() {
        assertThat(train("{\"val_loss\": 0.5}"))
                .singleElement()
                .isEqualTo(new Word.Ignored(
                        "metrics without \"epoch\": a line needs its step, such as {\"epoch\": 3, ...}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[1]",
                "3",
                "null",
                "{",
                "{\"epoch\": 1.5, \"val_loss\": 1}",
                "{\"epoch\": -1, \"val_loss\": 1}",
                "{\"epoch\": 1e300, \"val_loss\": 1}",
                "{\"epoch\": null, \"val_loss\": 1}",
                "{} {}",
                "{\"epoch\": 3}",
                "{\"checkpoint\": \"x\"}"
            })
    void whatSaysNothingIsIgnored(String line) {
        assertThat(train(line)).singleElement().isInstanceOf(Word.Ignored.class);
    }

    @Test
    void workersSayHowTheyStand() {
        assertThat(train("{\"ready\": true}")).containsExactly(new Word.Ready());
        assertThat(train("{\"done\": true}")).containsExactly(new Word.Done());
        assertThat(train("{\"failed\": \"no data\"}")).containsExactly(new Word.Failed("no data"));
        assertThat(train("{\"unsupported\": true}")).containsExactly(new Word.Unsupported());
    }

    @Test
    void stdoutIsReadBehindItsMarkOnly() {
        assertThat(parser.printed("STINT {\"epoch\": 3, \"val_loss\": 0.5}", Mode.TRAIN))
                .containsExactly(said(new Line.Metrics(3, loss(0.5))));
        assertThat(parser.printed("{\"epoch\": 3, \"val_loss\": 0.5}", Mode.TRAIN))
                .isEmpty();
        assertThat(parser.printed("STINT", Mode.TRAIN)).isEmpty();
    }

    @Test
    void regularExpressionsFindNamedGroups() {
        LineParser found = new LineParser(Specs.running("true")
                .regex("\\[(?P<epoch>\\d+)/\\d+\\]", "val loss (?P<val_loss>[^ ]+)")
                .build());
        assertThat(found.printed("10:31 [3/50] val loss 0.5 ok", Mode.TRAIN))
                .containsExactly(said(new Line.Metrics(3, loss(0.5))));
        assertThat(found.printed("10:31 starting", Mode.TRAIN)).isEmpty();
        assertThat(found.printed("x".repeat(100_000) + "[3/50] val loss 0.5", Mode.TRAIN))
                .isEmpty();
    }

    @Test
    void wrongExpressionsAreNamed() {
        assertThatThrownBy(() -> new LineParser(Specs.running("true").regex("(").build()))
                .hasMessageContaining("\"(\"");
        assertThatThrownBy(() ->
                        new LineParser(Specs.running("true").regex("loss (.*)").build()))
                .hasMessageContaining("no named group");
    }

    @Test
    void noLineThrows() {
        Random random = new Random(7);
        String alphabet = "{}[]\",:epochvallossNaN0123.-e \\u\0\uFFFD\uD800tru";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder("{\"epoch\": 1, \"val_loss\": 1}");
            for (int change = random.nextInt(6); change >= 0; change--) {
                line.setCharAt(random.nextInt(line.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(train(line.toString())).isNotNull();
        }
        assertThat(train("[".repeat(100_000))).isNotEmpty();
        assertThat(train("{\"a\":".repeat(50_000))).isNotEmpty();
        assertThat(train("{\"epoch\": 1, \"val_loss\": " + "9".repeat(200_000) + "}"))
                .isNotEmpty();
    }
}
