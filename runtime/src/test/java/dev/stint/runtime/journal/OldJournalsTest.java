package dev.stint.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.StudyFileWriter;
import dev.stint.runtime.journal.Chain.Link;
import dev.stint.runtime.journal.Chain.Row;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.SampleSpecs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals that earlier formats wrote are read for ever. */
class OldJournalsTest {

    private static final List<Class<?>> AFTER_V1 =
            List.of(StudyEvent.TrialImported.class, StudyEvent.ParametersFixed.class, StudyEvent.LowestRungSet.class);
    private static final Pattern LINE =
            Pattern.compile("\\{\"sequence\":(\\d+),\"at\":(\\d+),\"hash\":\"([0-9a-f]{64})\",\"event\":(.*)\\}");

    private final EventCodec codec = new EventCodec();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void everyEventIsReadAndWrittenTheSame(String version) throws IOException {
        List<Row> rows = rows(version);
        List<Class<?>> kinds = rows.stream()
                .<Class<?>>map(row -> codec.decode(row.event()).getClass())
                .distinct()
                .toList();
        List<Class<?>> all = new ArrayList<>(List.of(StudyEvent.class.getPermittedSubclasses()));
        if (version.equals("v1")) {
            all.removeAll(AFTER_V1);
        }
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(all);
        for (Row row : rows) {
            if (!row.event().contains("\"spec\":")) {
                assertThat(codec.encode(codec.decode(row.event()))).isEqualTo(row.event());
            }
        }
    }

    /** The text of a study file may grow with later versions, the study that an old one describes may not change. */
    @Test
    void everySpecificationOfVersion1IsReadAsItWas() throws IOException {
        List<StudySpec> specs = rows("v1").stream()
                .map(row -> codec.decode(row.event()))
                .<StudySpec>mapMulti(this::spec)
                .toList();
        assertThat(specs).hasSize(10);
        for (StudySpec spec : specs) {
            StudySpec same = SampleSpecs.spec(spec.name(), (int) spec.budget().value());
            assertThat(StudyFileWriter.write(spec)).isEqualTo(StudyFileWriter.write(same));
        }
    }

    private void spec(StudyEvent event, Consumer<StudySpec> sink) {
        if (event instanceof StudyEvent.StudyOpened opened) {
            sink.accept(opened.spec());
        } else if (event instanceof StudyEvent.SpecAmended amended) {
            sink.accept(amended.spec());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void theChainHolds(String version) throws IOException {
        Chain chain = new Chain(Link.START);
        List<Row> rows = rows(version);
        for (Row row : rows) {
            chain.verify(Path.of(version + ".jsonl"), row);
        }
        assertThat(chain.link().sequence()).isEqualTo(rows.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void theDatabaseIsReadAndContinued(String version) throws IOException {
        Files.write(folder.resolve("journal.db"), resource(version, "journal.db"));
        List<Row> rows = rows(version);
        try (Journal journal = SqliteJournal.readOnly(folder, codec)) {
            assertThat(texts(journal.read(0)))
                    .isEqualTo(rows.stream().map(Row::event).toList());
        }
        try (Journal journal = SqliteJournal.open(folder, codec)) {
            journal.append(List.of(new Entry(rows.size() + 1L, 0, new StudyEvent.StudyPaused("later"))));
            assertThat(journal.read(0)).hasSize(rows.size() + 1);
        }
    }

    private List<String> texts(List<Entry> entries) {
        return entries.stream().map(entry -> codec.encode(entry.event())).toList();
    }

    private List<Row> rows(String version) throws IOException {
        return new String(resource(version, "all-events.jsonl"), StandardCharsets.UTF_8)
                .lines()
                .map(this::row)
                .toList();
    }

    private Row row(String line) {
        Matcher match = LINE.matcher(line);
        assertThat(match.matches()).as(line).isTrue();
        String event = match.group(4);
        return new Row(
                Long.parseLong(match.group(1)),
                Long.parseLong(match.group(2)),
                EventCodec.kind(codec.decode(event)),
                event,
                match.group(3));
    }

    private byte[] resource(String version, String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(getClass().getResourceAsStream("/journals/" + version + "/" + name), name)) {
            return stream.readAllBytes();
        }
    }
}
