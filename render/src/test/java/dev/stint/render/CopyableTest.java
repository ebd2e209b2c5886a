package dev.stint.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class CopyableTest {

    private static Config config(Object... pairs) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], (Value) pairs[i + 1]);
        }
        return new Config(values);
    }

    private static final Config PLAIN = config(
            "lr",
            new Value.Real(3e-7),
            "batch_size",
            new Value.Whole(64),
            "optimizer",
            new Value.Text("adamw"),
            "nesterov",
            new Value.Flag(true));

    @Test
    void argumentsAreOneALineForAShell() {
        assertThat(Copyable.arguments(PLAIN))
                .isEqualTo("--lr 3e-7 \\\n--batch_size 64 \\\n--optimizer adamw \\\n--nesterov true");
    }

    @Test
    void aShellSeesOddValuesAsOneWord() {
        assertThat(Copyable.arguments(config("note", new Value.Text("it's $(id) ; rm"))))
                .isEqualTo("--note 'it'\\''s $(id) ; rm'");
    }

    @Test
    void jsonKeepsTheKindsOfValues() {
        assertThat(Copyable.json(PLAIN)).isEqualTo("""
            {
              "lr": 3E-7,
              "batch_size": 64,
              "optimizer": "adamw",
              "nesterov": true
            }\
            """);
    }

    @Test
    void yamlWritesNumbersThatOldReadersTakeForNumbers() {
        assertThat(Copyable.yaml(PLAIN)).isEqualTo("lr: 3.0e-7\nbatch_size: 64\noptimizer: adamw\nnesterov: true");
        assertThat(Copyable.yaml(config("scale", new Value.Real(2.5e12)))).isEqualTo("scale: 2.5e+12");
    }

    @Test
    void yamlQuotesTextThatWouldBeSomethingElse() {
        assertThat(Copyable.yaml(
                        config("a b", new Value.Text("no"), "c", new Value.Text("1e3"), "d", new Value.Text("x: y"))))
                .isEqualTo("\"a b\": \"no\"\nc: \"1e3\"\nd: \"x: y\"");
    }
}
