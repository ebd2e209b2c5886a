package dev.stint.runtime.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Command;
import dev.stint.engine.spec.Command.Part;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class CommandLineTest {

    private static Job job(Task task) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        values.put("lr", new Value.Real(3e-7));
        values.put("batch_size", new Value.Whole(64));
        values.put("label", new Value.Text("a b; rm"));
        values.put("flag", new Value.Flag(true));
        return new Job(12, new RunId(7, 1), new Config(values), task, 123, 1, 3, 50, Path.of("/check points"));
    }

    private static List<String> words(Part... parts) {
        return CommandLine.of(new Command(List.of(parts)), job(Task.FULL));
    }

    private static Part word(String word) {
        return new Part(List.of(word), false);
    }

    @Test
    void valuesTakeThePlaceOfTheirNames() {
        assertThat(words(word("--lr=${lr}"), word("${batch_size}x${label}"), word("${flag}")))
                .containsExactly("--lr=3e-7", "64xa b; rm", "true");
    }

    @Test
    void theContractsOwnNamesAreKnown() {
        assertThat(words(word("${seed} ${from} ${until} ${full} ${checkpoint_dir} ${mode}")))
                .containsExactly("123 1 3 50 /check points train");
    }

    @Test
    void aValueIsNotReadAgain() {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        values.put("a", new Value.Text("${seed}"));
        Job job = new Job(1, new RunId(1, 1), new Config(values), Task.FULL, 1, 0, 1, 1, Path.of("/c"));
        assertThat(CommandLine.of(new Command(List.of(word("${a}"))), job)).containsExactly("${seed}");
    }

    @Test
    void aDoubledDollarStandsForItself() {
        assertThat(words(word("$${lr}"), word("$$"), word("${lr"), word("$lr"), word("{lr}")))
                .containsExactly("${lr}", "$$", "${lr", "$lr", "{lr}");
    }

    @Test
    void aGroupVanishesWithItsParameter() {
        assertThat(words(
                        word("a"),
                        new Part(List.of("--momentum", "${momentum}"), true),
                        new Part(List.of("--lr", "${lr}"), true)))
                .containsExactly("a", "--lr", "3e-7");
    }

    @Test
    void aWordOutsideAGroupNeedsItsValue() {
        assertThatThrownBy(() -> words(word("${momentum}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("${momentum} has no value in trial 7")
                .hasMessageContaining("[--momentum, \"${momentum}\"]");
    }

    @Test
    void tellsTheNamesThatItMentions() {
        Command command = new Command(List.of(word("${lr} $${no} ${seed}"), new Part(List.of("${momentum}"), true)));
        assertThat(CommandLine.mentioned(command)).containsExactly("lr", "seed", "momentum");
    }

    @Test
    void anAssignmentIsOneLine() {
        assertThat(AssignmentLine.of(job(Task.FULL)))
                .isEqualTo(
                        "{\"do\":\"train\",\"trial\":7,\"replicate\":1,\"attempt\":12,\"config\":{\"lr\":3.0E-7,\"batch_size\":64,\"label\":\"a"
                            + " b; rm\",\"flag\":true},\"seed\":123,\"from\":1,\"to\":3,\"full\":50,\"checkpoint_dir\":\"/check"
                            + " points\"}");
        assertThat(AssignmentLine.of(job(new Task.Proxy("small"))))
                .startsWith("{\"do\":\"train\"")
                .endsWith("\"proxy\":\"small\"}");
        assertThat(AssignmentLine.of(job(new Task.LrRange(1e-5, 0.1, 20))))
                .startsWith("{\"do\":\"lr-range\"")
                .endsWith("\"min\":1.0E-5,\"max\":0.1,\"steps\":20}");
        assertThat(AssignmentLine.of(job(new Task.Evaluate(Split.HOLDOUT))))
                .startsWith("{\"do\":\"evaluate\"")
                .endsWith("\"split\":\"holdout\"}");
    }
}
