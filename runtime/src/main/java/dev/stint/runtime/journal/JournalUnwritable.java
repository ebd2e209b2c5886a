package dev.stint.runtime.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The journal cannot be written or opened: no permission, no space, no such place. What was acknowledged before stands. */
public final class JournalUnwritable extends JournalFailure {

    JournalUnwritable(Path path, String why, @Nullable Throwable cause) {
        super(
                "cannot open or write the journal " + path + ": " + why
                        + ". What was recorded before is safe; make room or permission there, or choose another place"
                        + " with --folder.",
                cause);
    }
}
