package dev.stint.cli.doctor;

import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.executor.LocalExecutor;
import dev.stint.runtime.executor.SafeDelete;
import dev.stint.runtime.executor.Slots;
import dev.stint.runtime.loop.QueueInbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Where a study's command is run without a study: one slot, and a scratch folder of which nothing is left.
 *
 * @param home the folder of the study file
 */
record Scratch(StudySpec spec, Path home, QueueInbox inbox, InstantSource clock) {

    /** The machine has not what the study asks for. */
    static final class TooFewSlots extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooFewSlots(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }

        String said() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Works on a stage that is torn down afterwards.
     *
     * @throws TooFewSlots if there is nowhere to run
     * @throws Interrupted if the user wants no more of it
     * @throws UncheckedIOException if there is no scratch folder to be had
     */
    <T> T with(Function<Stage, T> work) {
        Slots slots = slots();
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
            Leftovers.sweep(temporary);
            Path scratch = Files.createTempDirectory(temporary, Leftovers.prefix());
            try (Stage stage = new Stage(spec, inbox, slots, free -> executor(scratch, free))) {
                return work.apply(stage);
            } finally {
                SafeDelete.tree(temporary, scratch);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot use a scratch folder: " + unusable.getMessage(), unusable);
        }
    }

    private Slots slots() {
        try {
            Slots.detect(spec.resources());
            return Slots.detect(new Resources(1, spec.resources().gpusPerTrial()));
        } catch (IllegalArgumentException tooFew) {
            throw new TooFewSlots(tooFew);
        }
    }

    private LocalExecutor executor(Path scratch, Slots slots) {
        return new LocalExecutor(spec, scratch, home, slots, inbox, clock);
    }
}
