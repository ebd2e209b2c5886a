package dev.stint.runtime.journal;

import java.nio.file.Path;

/** Another process writes this journal. */
public final class JournalLocked extends JournalFailure {

    private final String holder;

    /** @param holder such as {@code process 1234 on host node7} */
    JournalLocked(Path folder, String holder) {
        super(
                "the study in " + folder + " is already being run by " + holder
                        + ". One process at a time may write it; reading is open to all.",
                null);
        this.holder = holder;
    }

    /** Such as {@code process 1234 on host node7}. */
    public String holder() {
        return holder;
    }
}
