package dev.stint.runtime.journal;

import dev.stint.engine.history.Entry;
import dev.stint.engine.seed.Seed;
import dev.stint.runtime.journal.Chain.Link;
import dev.stint.runtime.journal.Chain.Row;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the golden journals of the current format. Until the first release, run it again whenever an event changes, into an emptied folder; from then on
 * into a new folder for each release that adds to the format, as what a release wrote is never written again.
 */
final class GoldenJournals {

    private GoldenJournals() {}

    /** Argument: the folder, such as {@code runtime/src/test/resources/journals/v1}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        EventCodec codec = new EventCodec();
        List<Entry> entries = entries();
        Files.write(folder.resolve("all-events.jsonl"), lines(codec, entries));
        Path study = Files.createTempDirectory("golden");
        try (Journal journal = SqliteJournal.open(study, codec)) {
            journal.append(entries);
        }
        Files.copy(study.resolve(SqliteJournal.FILE), folder.resolve(SqliteJournal.FILE));
    }

    /** Every kind of event, five times. */
    private static List<Entry> entries() {
        SampleEvents samples = new SampleEvents(Seed.of(2026).stream());
        List<Entry> entries = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            samples.all()
                    .forEach(event ->
                            entries.add(new Entry(entries.size() + 1L, 1_764_000_000_000L + entries.size(), event)));
        }
        return entries;
    }

    private static List<String> lines(EventCodec codec, List<Entry> entries) {
        Chain chain = new Chain(Link.START);
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            Row row = chain.extend(entry.at(), EventCodec.kind(entry.event()), codec.encode(entry.event()));
            lines.add("{\"sequence\":%d,\"at\":%d,\"hash\":\"%s\",\"event\":%s}"
                    .formatted(row.sequence(), row.at(), row.hash(), row.event()));
        }
        return lines;
    }
}
