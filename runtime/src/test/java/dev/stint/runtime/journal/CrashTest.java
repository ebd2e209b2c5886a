package dev.stint.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.history.Entry;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.runtime.json.EventCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers in processes of their own, killed or starved: what was acknowledged is there. */
class CrashTest {

    private static final int KILLS = 20;

    private final EventCodec codec = new EventCodec();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @Test
    void aKilledWriterLosesNothingThatWasAcknowledged() throws Exception {
        Path folder = root.resolve("study");
        Stream stream = Seed.of(21).stream();
        long acknowledged = 0;
        for (int round = 0; round < KILLS; round++) {
            long before = acknowledged;
            acknowledged = killed(folder, round, stream.below(40), stream.below(3_000_000));
            assertThat(acknowledged).isGreaterThan(before);
            assertThat(sequences(folder)).isGreaterThanOrEqualTo(acknowledged);
        }
        try (Journal journal = SqliteJournal.open(folder, codec)) {
            List<Entry> entries = journal.read(0);
            assertThat(texts(entries)).isEqualTo(texts(ChildWriter.entries(1, entries.size())));
        }
        assertThat(Files.readString(Path.of(folder + ".err"))).isEmpty();
    }

    /** Lets a writer live for some acknowledgements and nanoseconds more; gives the last acknowledgement that got out. */
    private static long killed(Path folder, long seed, int lines, int nanos) throws Exception {
        Process child = ChildWriter.start(folder, seed, "");
        long last = 0;
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i <= lines; i++) {
                last = acknowledged(output.readLine());
            }
            TimeUnit.NANOSECONDS.sleep(nanos);
            child.toHandle().destroyForcibly();
            for (String line = output.readLine();
                    line != null && line.matches("acknowledged \\d+");
                    line = output.readLine()) {
                last = acknowledged(line);
            }
        }
        assertThat(child.waitFor()).isEqualTo(128 + 9);
        return last;
    }

    private static long acknowledged(String line) {
        assertThat(line).startsWith("acknowledged ");
        return Long.parseLong(line.substring("acknowledged ".length()));
    }

    /** How many entries there are, as a reader sees it before any writer opens the journal again. */
    private long sequences(Path folder) {
        try (Journal journal = SqliteJournal.readOnly(folder, codec)) {
            return journal.read(0).size();
        }
    }

    @Test
    void aWriterInAnotherProcessIsNamedAndDoesNotKeepReadersOut() throws Exception {
        Path folder = root.resolve("study");
        Process child = ChildWriter.start(folder, 1, "");
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(acknowledged(output.readLine())).isPositive();
            assertThatThrownBy(() -> SqliteJournal.open(folder, codec))
                    .isInstanceOfSatisfying(
                            JournalLocked.class,
                            locked -> assertThat(locked.holder()).matches("process " + child.pid() + " on host \\S+"));
            try (Journal reader = SqliteJournal.readOnly(folder, codec)) {
                int first = reader.read(0).size();
                acknowledged(output.readLine());
                follow(reader, output, first);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        SqliteJournal.open(folder, codec).close();
    }

    /** Reads on behind the other process until a hundred more entries came. */
    private void follow(Journal reader, BufferedReader output, int first) throws IOException {
        int seen = first;
        while (seen < first + 100) {
            acknowledged(output.readLine());
            List<Entry> more = reader.read(seen);
            assertThat(texts(more)).isEqualTo(texts(ChildWriter.entries(seen + 1L, more.size())));
            seen += more.size();
        }
    }

    @Test
    void aWriterWithoutSpaceSaysSoAndKeepsWhatItHad() throws Exception {
        Path folder = root.resolve("study");
        Process child = ChildWriter.start(folder, 2, "ulimit -f 4000; ");
        long last = 0;
        String failure = "";
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("acknowledged ")) {
                    last = acknowledged(line);
                } else {
                    failure = line;
                }
            }
        }
        assertThat(child.waitFor()).as(failure).isZero();
        assertThat(failure)
                .startsWith("failed JournalUnwritable: ")
                .contains(folder.resolve("journal.db").toString())
                .doesNotContain("SQLITE");
        assertThat(last).isPositive();
        try (Journal journal = SqliteJournal.open(folder, codec)) {
            List<Entry> entries = journal.read(0);
            assertThat((long) entries.size()).isGreaterThanOrEqualTo(last);
            assertThat(texts(entries)).isEqualTo(texts(ChildWriter.entries(1, entries.size())));
            journal.append(ChildWriter.entries(entries.size() + 1L, 1));
        }
    }

    private List<String> texts(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.sequence() + " " + entry.at() + " " + codec.encode(entry.event()))
                .toList();
    }
}
