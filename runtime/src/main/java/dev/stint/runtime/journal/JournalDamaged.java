package dev.stint.runtime.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The journal does not hold what was written into it. Found when it is opened or read; nothing is repaired or dropped. */
public final class JournalDamaged extends JournalFailure {

    private final Path file;
    private final long entry;
    private final String expected;

    /**
     * @param entry the first entry that cannot be trusted, from 1; 0 where it is the file as a whole
     * @param expected what should stand there
     * @param found what stands there
     */
    JournalDamaged(Path file, long entry, String expected, String found, @Nullable Throwable cause) {
        super(message(file, entry, expected, found), cause);
        this.file = file;
        this.entry = entry;
        this.expected = expected;
    }

    private static String message(Path file, long entry, String expected, String found) {
        String place = entry == 0 ? "" : " at entry " + entry;
        String readable = entry <= 1 ? "what is readable" : "the " + (entry - 1) + " before it";
        return file + " is damaged" + place + ": expected " + expected + ", found " + found
                + ". Nothing was changed; `stint export --salvage` keeps " + readable + ".";
    }

    public Path file() {
        return file;
    }

    /** The first entry that cannot be trusted, from 1; 0 where it is the file as a whole. */
    public long entry() {
        return entry;
    }

    public String expected() {
        return expected;
    }
}
