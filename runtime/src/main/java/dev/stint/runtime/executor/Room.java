package dev.stint.runtime.executor;

import dev.stint.engine.spec.Bytes;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The room that is left on the disk of a study. Below a reserve nothing is trained, so that the journal can say so. */
final class Room {

    /** For the journal, reports, and the output of trainings that are asked to leave. */
    static final long RESERVE = 64_000_000;

    private static final long PAUSE_NANOS = 1_500_000_000L;

    private final Path study;
    private long looked = System.nanoTime();
    private @Nullable FileStore store; // to find it reads all mounts

    Room(Path study) {
        this.study = study;
    }

    /** Whether it is time to look again. */
    boolean isDue() {
        return System.nanoTime() - looked >= PAUSE_NANOS;
    }

    /** What is wrong, in words for the user; null where there is enough room or nobody can tell. */
    @Nullable
    String shortage() {
        looked = System.nanoTime();
        try {
            store = store == null ? Files.getFileStore(study) : store;
            long free = store.getUsableSpace();
            return store.getTotalSpace() <= 0 || free < 0 || free >= RESERVE
                    ? null
                    : "only " + Bytes.text(free) + " are free on the disk of " + study + ", and below "
                            + Bytes.text(RESERVE) + " nothing is trained, so that nothing is lost. Make room there;"
                            + " limits.disk in the study file bounds what checkpoints take";
        } catch (IOException unknown) {
            return null;
        }
    }
}
