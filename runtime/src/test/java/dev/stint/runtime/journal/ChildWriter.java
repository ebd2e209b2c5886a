package dev.stint.runtime.journal;

import dev.stint.engine.history.Entry;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.SampleEvents;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that appends until it is killed or can no more, and says on its output how far it was acknowledged. */
final class ChildWriter {

    private ChildWriter() {}

    /** Arguments: the folder, and a seed for the sizes of batches. */
    public static void main(String[] arguments) {
        Stream sizes = Seed.of(Long.parseLong(arguments[1])).stream();
        try (Journal journal = SqliteJournal.open(Path.of(arguments[0]), new EventCodec())) {
            long last = journal.read(0).size();
            while (true) {
                int size = 1 + sizes.below(20);
                journal.append(entries(last + 1, size));
                last += size;
                System.out.println("acknowledged " + last);
            }
        } catch (JournalFailure e) {
            System.out.println("failed " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** The entries that any child writes at these places. */
    static List<Entry> entries(long first, int count) {
        List<Entry> entries = new ArrayList<>();
        for (long sequence = first; sequence < first + count; sequence++) {
            entries.addAll(new SampleEvents(Seed.of(99).child(sequence).stream()).entries(sequence, 1));
        }
        return entries;
    }

    /** Starts one; {@code limits} are shell commands to run before. */
    static Process start(Path folder, long seed, String limits) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        limits + "exec \"$@\"",
                        "bash",
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Xmx256m",
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ChildWriter.class.getName(),
                        folder.toString(),
                        Long.toString(seed))
                .redirectError(new File(folder + ".err"))
                .start();
    }
}
