package dev.stint.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    @Test
    void fieldsComeInTheOrderWritten() {
        Lines.Fields fields =
                fields("{\"epoch\": 3, \"val_loss\": 0.44, \"tag\": \"a\", \"done\": true, \"none\": null}");
        assertThat(fields.values().keySet()).containsExactly("epoch", "val_loss", "tag", "done", "none");
        assertThat(fields.whole("epoch")).isEqualTo(3);
        assertThat(fields.real("epoch")).isEqualTo(3.0);
        assertThat(fields.real("val_loss")).isEqualTo(0.44);
        assertThat(fields.text("tag")).isEqualTo("a");
        assertThat(fields.flag("done")).isTrue();
        assertThat(fields.has("none")).isTrue();
        assertThat(fields.real("tag")).isNull();
        assertThat(fields.real("absent")).isNull();
        assertThat(fields.reals()).containsExactly(Map.entry("epoch", 3.0), Map.entry("val_loss", 0.44));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "nan, NaN",
        "-nan, NaN",
        "inf, Infinity",
        "+inf, Infinity",
        "-inf, -Infinity",
        "INF, Infinity",
        "\"NaN\", NaN",
        "\"nan\", NaN",
        "\"inf\", Infinity",
        "\"-Infinity\", -Infinity",
        "1e999, Infinity",
        "-1e999, -Infinity",
        "5, 5",
        "1e-3, 0.001",
        "123456789012345678901234567890, 1.2345678901234568E29"
    })
    void numbersAreReadAsScriptsWriteThem(String written, double expected) {
        assertThat(fields("{\"name\": \"nan inf\", \"x\": " + written + "}").real("x"))
                .isEqualTo(Double.valueOf(expected));
        assertThat(fields("{\"x\":" + written + ",\"inf\":1}").reals()).containsKeys("x", "inf");
    }

    @Test
    void ofADoubledFieldTheLastCounts() {
        assertThat(fields("{\"a\":1,\"b\":2,\"a\":3}").reals())
                .containsEntry("a", 3.0)
                .containsEntry("b", 2.0);
    }

    @Test
    void objectsNest() {
        Lines.Fields metrics = Objects.requireNonNull(
                fields("{\"trial\":7,\"metrics\":{\"loss\":NaN}}").object("metrics"));
        assertThat(metrics.real("loss")).isNaN();
        assertThat(fields("{\"metrics\":[1]}").object("metrics")).isNull();
    }

    @Test
    void aWholeNumberMayBeWrittenAsAReal() {
        assertThat(fields("{\"epoch\":3.0}").whole("epoch")).isEqualTo(3);
        assertThat(fields("{\"epoch\":3.5}").whole("epoch")).isNull();
        assertThat(fields("{\"epoch\":NaN}").whole("epoch")).isNull();
        assertThat(fields("{\"epoch\":1e300}").whole("epoch")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "3",
                "[1]",
                "epoch 3 loss 0.4",
                "{",
                "}",
                "{\"a\"",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1}}",
                "{\"a\":1} {\"b\":2}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":naan}",
                "{\"a\":nan",
                "\"",
                "\\",
                "{\"\\",
                "\u0000",
                "\ufeff{",
                "{\"a\":0x10}",
                "{\"a\":01}",
                "nan",
                "\"nan",
                "{\"a\":\"\\ud8\"}"
            })
    void garbageIsGarbage(String line) {
        assertThat(Lines.read(line))
                .isInstanceOfSatisfying(
                        Lines.Garbage.class,
                        garbage -> assertThat(garbage.why()).isNotBlank());
    }

    @Test
    void noLineEverFails() {
        Stream stream = Seed.of(4).stream();
        String alphabet = "{}[]\":,.\\ntrufalse0123456789eE+-NaIi \u0000\u00e9\ud83d";
        int objects = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder("{\"a\":1}");
            for (int edit = stream.below(4); edit >= 0; edit--) {
                line.insert(stream.below(line.length()), alphabet.charAt(stream.below(alphabet.length())));
            }
            objects += Lines.read(line.toString()) instanceof Lines.Fields ? 1 : 0;
        }
        assertThat(objects).isBetween(500, 10_000);
    }

    @Test
    void depthAndLengthDoNotOverflow() {
        assertThat(Lines.read("{\"a\":" + "[".repeat(500_000))).isInstanceOf(Lines.Garbage.class);
        assertThat(Lines.read("{\"a\":" + "{\"a\":".repeat(100_000))).isInstanceOf(Lines.Garbage.class);
        assertThat(Lines.read("{\"a\":" + "9".repeat(500_000) + "}")).isInstanceOf(Lines.Garbage.class);
        assertThat(Lines.read("\"" + "\\\"".repeat(500_000))).isInstanceOf(Lines.Garbage.class);
        assertThat(fields("{\"a\":nan,\"b\":\"" + "\\\"x".repeat(300_000) + "\"}")
                        .text("b"))
                .hasSize(600_000);
    }

    @Test
    void bytesAreCutIntoLinesHoweverTheyArrive() {
        String text = "one\n\ntwo \u00e9\ud83d\ude80\r\n10%\r20%\rthree\nrest";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece <= bytes.length; piece++) {
            List<String> lines = new ArrayList<>();
            LineFeed feed = new LineFeed(lines::add);
            for (int at = 0; at < bytes.length; at += piece) {
                feed.take(bytes, at, Math.min(piece, bytes.length - at));
            }
            assertThat(lines).containsExactly("one", "two \u00e9\ud83d\ude80", "10%", "20%", "three");
            assertThat(feed.settled()).isEqualTo(bytes.length - "rest".length());
            feed.end();
            assertThat(lines).last().isEqualTo("rest");
            assertThat(feed.settled()).isEqualTo(bytes.length);
        }
    }

    @Test
    void aLineThatIsTooLongIsDroppedWithAMark() {
        List<String> lines = new ArrayList<>();
        LineFeed feed = new LineFeed(lines::add);
        byte[] chunk = "x".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        byte[] end = "\n".getBytes(StandardCharsets.UTF_8);
        feed.take("a\n".getBytes(StandardCharsets.UTF_8), 0, 2);
        for (int i = 0; i < 1000; i++) {
            feed.take(chunk, 0, chunk.length);
            assertThat(feed.settled()).isEqualTo(2);
        }
        feed.take(end, 0, 1);
        feed.take("b\n".getBytes(StandardCharsets.UTF_8), 0, 2);
        assertThat(lines).containsExactly("a", LineFeed.TOO_LONG, "b");
        assertThat(Lines.read(LineFeed.TOO_LONG)).isInstanceOf(Lines.Garbage.class);
    }

    @Test
    void theLongestLinePasses() {
        List<String> lines = new ArrayList<>();
        LineFeed feed = new LineFeed(lines::add);
        byte[] longest = ("y".repeat(LineFeed.LONGEST) + "\n").getBytes(StandardCharsets.UTF_8);
        feed.take(longest, 0, longest.length);
        assertThat(lines.getFirst()).hasSize(LineFeed.LONGEST);
    }

    @Test
    void bytesThatAreNoTextDoNotHurt() {
        List<String> lines = new ArrayList<>();
        LineFeed feed = new LineFeed(lines::add);
        byte[] bytes = {'{', '"', 'a', (byte) 0xff, (byte) 0xc3, '"', ':', '1', '}', '\n'};
        feed.take(bytes, 0, bytes.length);
        assertThat(fields(lines.getFirst()).real("a\ufffd\ufffd")).isEqualTo(1.0);
    }

    private static Lines.Fields fields(String line) {
        assertThat(Lines.read(line)).isInstanceOf(Lines.Fields.class);
        return (Lines.Fields) Lines.read(line);
    }
}
