package dev.stint.bench.lcbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of rows, ours and those of other runners. */
final class RowsTest {

    private static final String PEER =
            "{\"method\": \"tpe\", \"version\": \"3.1\", \"instance\": \"3945\", \"seed\": 2,"
                    + " \"regret\": {\"5\": 0.4, \"6.25\": 0.3}, \"ask_s\": 1.5, \"trials\": 9}";

    private final Rows rows = new Rows("cold", "widened");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aPeersLineIsARowForEachBudget() {
        List<Row> both = rows.parse(PEER);
        assertThat(both).extracting(Row::budget).containsExactly(5.0, 6.25);
        assertThat(both).extracting(Row::regret).containsExactly(0.4, 0.3);
        assertThat(both).allSatisfy(row -> {
            assertThat(row.method()).isEqualTo("tpe");
            assertThat(row.instance()).isEqualTo("3945");
            assertThat(row.seed()).isEqualTo(2);
        });
    }

    @Test
    void whatAPeerDoesNotSayIsUnknownOrAsAsked() {
        Row row = rows.parse(PEER).getFirst();
        assertThat(row.setting()).isEqualTo(List.of("cold", "widened", 0.0, 1, false));
        assertThat(row.outcome()).isEqualTo("done");
        assertThat(row.testRegret()).isNaN();
        assertThat(row.neverOpened()).isNaN();
        assertThat(row.bounded()).isFalse();
        assertThat(row.askMillis()).isEmpty();
        assertThat(row.trials()).isZero();
    }

    @Test
    void ofTwoRowsThatAreTheSameTheLaterCounts() throws IOException {
        Path first = Files.writeString(folder.resolve("first.jsonl"), PEER + "\n\n");
        Path again = Files.writeString(folder.resolve("again.jsonl"), PEER.replace("0.3", "0.2") + "\n");
        assertThat(rows.read(List.of(first, again))).extracting(Row::regret).containsExactly(0.4, 0.2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"method\": \"tpe\"}", "[]", "7", "{", "{\"method\": \"a\", \"instance\": \"b\", \"seed\": 0}"
            })
    void aLineThatIsNoneIsNamed(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), PEER + "\n" + line + "\n");
        assertThatThrownBy(() -> rows.read(List.of(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows.jsonl:2 is no row");
    }
}
