package dev.stint.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void membersComeInTheOrderAdded() {
        assertThat(Json.object()
                        .with("do", "train")
                        .with("trial", 7)
                        .with("cost", 1.0)
                        .with("best", null)
                        .withIfPresent("proxy", null)
                        .with("open", true)
                        .with("list", Arrays.asList(1L, null, "x"))
                        .with("inner", Json.object().with("low", -0.5))
                        .text())
                .isEqualTo("{\"do\":\"train\",\"trial\":7,\"cost\":1.0,\"best\":null,\"open\":true,"
                        + "\"list\":[1,null,\"x\"],\"inner\":{\"low\":-0.5}}");
    }

    @Test
    void numbersThatJsonLacksAreStrings() {
        List<Double> values = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300);
        assertThat(Json.text(values)).isEqualTo("[\"NaN\",\"Infinity\",\"-Infinity\",1.0E300]");
    }

    @Test
    void configurationsAreObjects() {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        values.put("lr", new Value.Real(0.001));
        values.put("layers", new Value.Whole(3));
        values.put("opt", new Value.Text("adamw"));
        assertThat(Json.text(new Config(values))).isEqualTo("{\"lr\":0.001,\"layers\":3,\"opt\":\"adamw\"}");
    }

    @Test
    void textIsAsciiOnOneLine() {
        assertThat(Json.text("a\n\u00e9\ud83d\ude80\"")).isEqualTo("\"a\\n\\u00E9\\uD83D\\uDE80\\\"\"");
    }

    @Test
    void indentedTextReadsBackTheSame() {
        Json.Members members =
                Json.object().with("a", List.of(1, 2)).with("b", Json.object().with("c", "d"));
        String indented = Json.indented(members);
        assertThat(indented).contains("\n");
        assertThat(Lines.read(indented)).isEqualTo(Lines.read(members.text()));
    }

    @Test
    void anythingElseIsRefusedByName() {
        assertThatThrownBy(() -> Json.text(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }
}
